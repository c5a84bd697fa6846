import { Client } from 'pg';
import { startOktaOrg, type OktaOrg } from '../../okta-org/okta-org-process.ts';
import { clientKey } from '../oauth/client-keys.ts';
import { TestService, type Answer, type Problem } from '../../support/service.js';
import { Visitor } from './visitor.ts';

export const HOST = 'connector.example';
export const PUBLIC_URL = `https://${HOST}`;
const REGION_HOST = 'eu.connector.example';
export const CALLBACK = `https://${REGION_HOST}/oauth/callback`;
export const RETURN_URL = 'https://app.platform.example/done?tab=2';
export const SCOPES = ['okta.users.read', 'okta.groups.read'];

export interface BegunSession {
  id: string;
  url: string;
  expiresAt: string;
}

export interface ConnectionBody {
  id: string;
  name: string;
  status: string;
  region: string;
  domain: string;
  readOnly: boolean;
  auth: { type: string; clientId: string | null; scopesRequested: string[]; scopesGranted: string[] };
}

/** The service behind a reverse proxy, a local Okta org, and people who are sent to the connect page. */
export class ConnectScene {
  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
    private readonly admin: Client,
  ) {}

  static async set(env: Record<string, string> = {}): Promise<ConnectScene> {
    const org = await startOktaOrg();
    const service = await TestService.start({
      oktaOrigins: [org.url],
      oktaTimeoutMs: 3_000,
      env: {
        PUBLIC_URL,
        CALLBACK_URLS: `eu=${CALLBACK}`,
        RETURN_URL_ALLOWLIST: 'https://app.platform.example',
        ...env,
      },
    });
    const admin = new Client({ connectionString: service.database.adminUrl });
    await admin.connect();
    return new ConnectScene(service, org, admin);
  }

  visitor(): Visitor {
    return new Visitor(this.service.baseUrl, [HOST, REGION_HOST]);
  }

  ask(body: object = {}, options: { tenant?: string; token?: string } = {}): Promise<Answer<BegunSession & Problem>> {
    const asked = { returnUrl: RETURN_URL, user: 'ada@acme.example', ...body };
    return this.service.send('POST', '/v1/connect-sessions', { body: asked, ...options });
  }

  /** A link for one person. */
  async session(body: object = {}): Promise<BegunSession> {
    const answer = await this.ask(body);
    if (answer.status !== 201) throw new Error(`There is no session: ${answer.text}`);
    return answer.body;
  }

  /** Somebody who has opened a link and told the org's address. */
  async atWay(body: object = {}): Promise<Visitor> {
    const visitor = this.visitor();
    await visitor.open((await this.session(body)).url);
    await visitor.send({ address: this.org.url });
    return visitor;
  }

  /** Somebody who is about to enter credentials. */
  async atCredentials(way: string, body: object = {}): Promise<Visitor> {
    const visitor = await this.atWay({ scopes: SCOPES, ...body });
    await visitor.send({ way });
    await visitor.open(visitor.link('I have done this'));
    return visitor;
  }

  async connections(): Promise<ConnectionBody[]> {
    return (await this.service.send<{ data: ConnectionBody[] }>('GET', '/v1/connections?limit=200')).body.data;
  }

  async connection(id: string): Promise<ConnectionBody> {
    return (await this.service.send<ConnectionBody>('GET', `/v1/connections/${id}`)).body;
  }

  /** Runs SQL behind the service's back. */
  async sql<Row extends Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.admin.query<Row>(sql, parameters)).rows;
  }

  async strike(): Promise<void> {
    await this.admin.end();
    await this.service.stop();
    await this.org.stop();
  }
}

/** A service app's key as a person has it: PEM and key id, with the public half for Okta. */
export function pemKey(algorithm = 'RS256') {
  const { privateKey, publicJwk } = clientKey(algorithm);
  if (typeof privateKey !== 'string') throw new Error('The key is no PEM');
  return { pem: privateKey, keyId: publicJwk.kid, jwks: { keys: [publicJwk] } };
}
