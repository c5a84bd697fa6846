import { Client } from 'pg';
import { ConnectionStore } from '../../../src/connections/connection-store.js';
import { ConsentService } from '../../../src/connections/consent/consent.service.js';
import { startOktaOrg, type OauthClientInput, type OktaOrg } from '../../okta-org/okta-org-process.ts';
import { tenantId } from '../../support/database.js';
import { TestService, type Answer } from '../../support/service.js';
import { Person, type Visit } from './person.ts';

export const REGIONS = ['us', 'eu', 'jp', 'sg', 'au'] as const;

type RegionId = (typeof REGIONS)[number];

export const callbackOf = (region: string) => `https://${region}.connector.example/oauth/callback`;

export const SCOPES = ['okta.users.read', 'okta.groups.read'];
export const RETURN_URL = 'https://app.platform.example/done';

export interface ConnectionBody {
  id: string;
  status: string;
  orgId: string;
  authorizationUrl?: string | null;
  auth: {
    scopesRequested: string[];
    scopesGranted: string[];
    missingScopes: string[];
    dpopBound: boolean;
    callbackUrl: string;
  };
}

export interface NewConsent {
  region?: RegionId;
  client?: Partial<OauthClientInput>;
  /** In place of the right one. */
  clientSecret?: string;
  auth?: Record<string, unknown>;
}

export interface PendingConnection {
  id: string;
  /** The link of the creation. */
  url: string;
  clientId: string;
}

/** The service with five regions, behind one proxy, and a local Okta org. */
export class ConsentScene {
  #connections = 0;

  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
    private readonly admin: Client,
  ) {}

  static async set(): Promise<ConsentScene> {
    const org = await startOktaOrg();
    const env = {
      CALLBACK_URLS: REGIONS.map((region) => `${region}=${callbackOf(region)}`).join(','),
      RETURN_URL_ALLOWLIST: 'https://app.platform.example,https://*.tenants.example',
    };
    const service = await TestService.start({ oktaOrigins: [org.url], env });
    const admin = new Client({ connectionString: service.database.adminUrl });
    await admin.connect();
    return new ConsentScene(service, org, admin);
  }

  person(): Person {
    return new Person(this.service.baseUrl);
  }

  /** A connection that waits for consent, with an app of its own in Okta. */
  async connect({ region = 'us', client, clientSecret, auth }: NewConsent = {}): Promise<PendingConnection> {
    const redirectUris = REGIONS.map(callbackOf);
    const app = await this.org.createOauthClient({ kind: 'web', redirectUris, grantedScopes: SCOPES, ...client });
    const secret = clientSecret ?? app.clientSecret;
    const settings = {
      type: 'authorizationCode',
      clientId: app.clientId,
      clientSecret: secret,
      scopes: SCOPES,
      ...auth,
    };
    const name = `Acme ${(this.#connections += 1)}`;
    const body = { name, region, domain: new URL(this.org.url).host, auth: settings };
    const created = await this.service.send<ConnectionBody>('POST', '/v1/connections', { body });
    if (created.status !== 201) throw new Error(`The connection was not created: ${created.text}`);
    return { id: created.body.id, url: created.body.authorizationUrl ?? '', clientId: app.clientId };
  }

  /** Another link for a connection. */
  async authorize(id: string, body: object = {}): Promise<string> {
    const begun = await this.service.send<{ authorizationUrl: string }>('POST', `/v1/connections/${id}/authorize`, {
      body,
    });
    if (begun.status !== 200) throw new Error(`There is no link: ${begun.text}`);
    return begun.body.authorizationUrl;
  }

  /** Another link, without the way through the API. */
  async link(id: string): Promise<string> {
    const connection = await this.service.app.get(ConnectionStore).get(tenantId('acme'), id);
    const request = { scopes: SCOPES, returnUrl: null, actor: 'recipe-42' };
    return (await this.service.app.get(ConsentService).begin(connection, request)).authorizationUrl;
  }

  /** Opens the link in the person's browser. @returns Okta's authorize URL */
  async open(person: Person, url: string): Promise<string> {
    const { location, html } = await person.visit(url);
    if (location === null) throw new Error(`The link was not opened: ${html}`);
    return location;
  }

  /** From the link through Okta to the end. */
  async consent(person: Person, url: string, decision: { login?: string; deny?: boolean } = {}): Promise<Visit> {
    return person.visit(await this.org.approve(await this.open(person, url), decision));
  }

  get(id: string): Promise<Answer<ConnectionBody>> {
    return this.service.send<ConnectionBody>('GET', `/v1/connections/${id}`);
  }

  async status(id: string): Promise<string> {
    return (await this.get(id)).body.status;
  }

  /** Token requests that Okta received since the recorded requests were last cleared. */
  async tokenRequests(): Promise<number> {
    return (await this.org.requests()).filter(({ path }) => path === '/oauth2/v1/token').length;
  }

  /** Runs SQL behind the service's back. */
  async sql(sql: string, parameters: unknown[] = []): Promise<unknown[]> {
    return (await this.admin.query(sql, parameters)).rows;
  }

  async strike(): Promise<void> {
    await this.admin.end();
    await this.service.stop();
    await this.org.stop();
  }
}

/** The `state` that an authorize URL carries. */
export const stateOf = (authorizeUrl: string) => new URL(authorizeUrl).searchParams.get('state') ?? '';

/** A callback as an attacker may write it. */
export const callback = (region: string, parameters: Record<string, string>) =>
  `${callbackOf(region)}?${new URLSearchParams(parameters).toString()}`;
