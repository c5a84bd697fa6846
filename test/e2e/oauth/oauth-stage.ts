import { type Arrival, Browser, type ConsentDecision } from '../../okta-org/browser.ts';
import type { OauthClientInput, OauthClientResult } from '../../okta-org/control-contract.ts';
import { type OktaOrg, startOktaOrg } from '../../okta-org/okta-org-process.ts';
import { type Answer, type Problem, type RunBody, TestService } from '../../support/service.ts';

export const US_CALLBACK = 'https://us.connector.example/oauth/callback';
export const EU_CALLBACK = 'https://eu.connector.example/oauth/callback';
export const RETURN_URL = 'https://app.platform.example/done';

/** Scopes of the actions that these tests run. */
export const SCOPES = ['okta.users.read', 'okta.groups.manage'];

/** What an app can ask of its tokens. */
export const DPOP_ROWS = [
  { dpop: 'off', app: {}, scheme: 'Bearer' },
  { dpop: 'required', app: { dpopBound: true, dpopNonce: false }, scheme: 'DPoP' },
  { dpop: 'required with nonce', app: { dpopBound: true }, scheme: 'DPoP' },
] as const;

export interface Connection {
  id: string;
  name: string;
  status: string;
  statusReason: string | null;
  orgId: string;
  region: string;
  auth: {
    type: string;
    clientId: string;
    keyId: string | null;
    scopesRequested: string[];
    scopesGranted: string[];
    missingScopes: string[];
    dpop: string;
    dpopBound: boolean;
    jwksUri: string | null;
    publicKeys: ({ kid: string; status: string } & Record<string, unknown>)[];
    callbackUrl: string | null;
  };
  authorizationUrl?: string;
  tokenExpiresAt: string | null;
  reauthorizeBefore: string | null;
}

export interface Diagnosis {
  ok: boolean;
  checks: { id: string; status: string; title: string; detail: string; remedy: string | null }[];
}

type Run<T = unknown> = Answer<RunBody<T> & Problem>;

/** A service with two regions, and a local Okta org whose apps it connects to. */
export class OauthStage {
  private static common: Promise<OauthStage> | undefined;

  private count = 0;
  private struck: Promise<void> | undefined;

  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
  ) {}

  static async set({ oktaTimeoutMs = 2_000 }: { oktaTimeoutMs?: number } = {}): Promise<OauthStage> {
    const org = await startOktaOrg();
    const env = {
      CALLBACK_URLS: `us=${US_CALLBACK},eu=${EU_CALLBACK}`,
      RETURN_URL_ALLOWLIST: new URL(RETURN_URL).origin,
    };
    return new OauthStage(await TestService.start({ oktaOrigins: [org.url], oktaTimeoutMs, env }), org);
  }

  /** The one stage of a test file, for all suites that it imports. */
  static shared(): Promise<OauthStage> {
    OauthStage.common ??= OauthStage.set();
    return OauthStage.common;
  }

  get domain(): string {
    return new URL(this.org.url).host;
  }

  /** An app with consent. */
  webApp(changes: Partial<OauthClientInput> = {}): Promise<OauthClientResult> {
    const redirectUris = [US_CALLBACK, EU_CALLBACK];
    return this.org.createOauthClient({ kind: 'web', redirectUris, grantedScopes: SCOPES, ...changes });
  }

  send<T = Connection & Problem>(
    method: string,
    path: string,
    { body, service = this.service }: { body?: unknown; service?: TestService } = {},
  ): Promise<Answer<T>> {
    return service.send<T>(method, path, body === undefined ? {} : { body });
  }

  /** Asks for a connection to the org. */
  connect(auth: object, changes: object = {}): Promise<Answer<Connection & Problem>> {
    this.count += 1;
    const body = { name: `Connection ${this.count}`, domain: this.domain, auth, ...changes };
    return this.send('POST', '/v1/connections', { body });
  }

  /** A connection that must come into being. */
  async connected(auth: object, changes: object = {}): Promise<Connection> {
    const answer = await this.connect(auth, changes);
    if (answer.status !== 201) throw new Error(`The connection was not created: ${answer.text}`);
    return answer.body;
  }

  /** A connection with the admin's consent. */
  async consented(app: OauthClientResult, auth: object = {}): Promise<Connection> {
    const pending = await this.connected(consentAuth(app, auth));
    await this.visit(pending.authorizationUrl ?? '');
    const connection = await this.read(pending.id);
    if (connection.status !== 'active') throw new Error(`The consent failed: ${connection.statusReason}`);
    return connection;
  }

  async read(id: string): Promise<Connection> {
    return (await this.send('GET', `/v1/connections/${id}`)).body;
  }

  /** A new browser opens the address and clicks what there is to click. */
  visit(url: string, decision: ConsentDecision = {}): Promise<Arrival> {
    return this.browser(decision).visit(url);
  }

  /** A browser to which the regions' hosts are this service. */
  browser(decision: ConsentDecision = {}, service = this.service): Browser {
    const origins = Object.fromEntries([US_CALLBACK, EU_CALLBACK].map((url) => [new URL(url).origin, service.baseUrl]));
    return new Browser({ decision, origins, follows: (url) => !url.startsWith(RETURN_URL) });
  }

  run<T = unknown>(id: string, actionId: string, input: object, service = this.service): Promise<Run<T>> {
    return this.send(`POST`, `/v1/connections/${id}/actions/${actionId}`, { body: { input }, service });
  }

  /** Creates a group through the connection; the answer's status and the names that the org then knows. */
  async createGroup(id: string, name: string, service = this.service): Promise<{ run: Run; atOrg: string[] }> {
    const run = await this.run(id, 'create-group', { profile: { name } }, service);
    const headers = { authorization: `SSWS ${this.org.apiToken}`, accept: 'application/json' };
    const response = await fetch(`${this.org.url}/api/v1/groups?q=${encodeURIComponent(name)}`, { headers });
    const groups = (await response.json()) as { profile: { name: string } }[];
    return { run, atOrg: groups.map(({ profile }) => profile.name) };
  }

  /** Authorization schemes of the API requests that the service has made since `seq`. */
  async schemesSince(seq: number): Promise<string[]> {
    const requests = (await this.org.requests(seq)).filter(({ path, headers }) => isFromService(path, headers));
    return [...new Set(requests.map(({ headers }) => headers['authorization']?.split(' ')[0] ?? 'none'))];
  }

  async lastSeq(): Promise<number> {
    return (await this.org.requests()).at(-1)?.seq ?? 0;
  }

  strike(): Promise<void> {
    this.struck ??= this.end();
    return this.struck;
  }

  private async end(): Promise<void> {
    // The next test file may be given this very module.
    if ((await OauthStage.common) === this) OauthStage.common = undefined;
    await this.service.stop();
    await this.org.stop();
  }
}

const isFromService = (path: string, headers: Record<string, string | undefined>): boolean =>
  path.startsWith('/api/') && !headers['authorization']?.startsWith('SSWS');

/** The `auth` of a connection by consent. */
export const consentAuth = ({ clientId, clientSecret }: OauthClientResult, changes: object = {}) => ({
  type: 'authorizationCode',
  clientId,
  clientSecret,
  scopes: SCOPES,
  returnUrl: RETURN_URL,
  ...changes,
});

/** What the platform reads in the query of its return URL. */
export const resultOf = ({ url }: Arrival): Record<string, string> => Object.fromEntries(new URL(url).searchParams);
