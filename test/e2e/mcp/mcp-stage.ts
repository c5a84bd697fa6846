import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type OktaOrg, startOktaOrg } from '../../okta-org/okta-org-process.ts';
import { type Answer, connectionTo, type Problem, TestService } from '../../support/service.ts';
import { clientKey } from '../oauth/client-keys.ts';

const key = clientKey('ES256');
/** Given, so that a replica that takes an issuer's tokens has the same. */
const ENCRYPTION_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

/** How a client finds out what the server speaks: by the handshake of 2025, or by the revision of 2026. */
export type Era = 'legacy' | { pin: string };

export const ERAS: [string, Era][] = [
  ['with the handshake of 2025', 'legacy'],
  ['in the revision 2026-07-28', { pin: '2026-07-28' }],
];

interface ClientOptions {
  token?: string;
  era?: Era;
  service?: TestService;
}

/** A service that speaks the Model Context Protocol, a local Okta org, and clients between them. */
export class McpStage {
  private readonly clients: Client[] = [];
  private count = 0;

  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
    readonly connectionId: string,
  ) {}

  static async set(): Promise<McpStage> {
    const org = await startOktaOrg();
    const service = await TestService.start({ oktaOrigins: [org.url], env: { MCP_ENABLED: 'true', ENCRYPTION_KEYS } });
    const created = await service.send<{ id: string }>('POST', '/v1/connections', { body: connectionTo(org, 'Acme') });
    return new McpStage(service, org, created.body.id);
  }

  /** A further connection; with an API token unless `changes` says otherwise. */
  async connect(changes: object = {}, tenant = 'acme'): Promise<string> {
    this.count += 1;
    const body = connectionTo(this.org, `Connection ${this.count}`, changes);
    const created = await this.service.send<{ id: string }>('POST', '/v1/connections', { tenant, body });
    if (created.status !== 201) throw new Error(`The connection was not created: ${created.text}`);
    return created.body.id;
  }

  /** A connection of an app that has these scopes alone. */
  async connectWithScopes(scopes: string[], changes: object = {}): Promise<string> {
    const jwks = { keys: [key.publicJwk] };
    const { clientId } = await this.org.createOauthClient({ kind: 'service', jwks, grantedScopes: scopes });
    const auth = { type: 'clientCredentials', clientId, keyId: key.publicJwk.kid, privateKey: key.privateKey, scopes };
    return this.connect({ auth, ...changes });
  }

  /** An initialized client at the address of a connection, or at `/mcp` where none is named. */
  async client(connectionId?: string, { token, era = 'legacy', service = this.service }: ClientOptions = {}) {
    const bearer = token ?? (await service.token({ scope: 'actions:run' }));
    const url = new URL(connectionId === undefined ? '/mcp' : `/mcp/${connectionId}`, service.baseUrl);
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } });
    this.clients.push(client);
    await client.connect(new StreamableHTTPClientTransport(url, { authProvider: { token: async () => bearer } }));
    return client;
  }

  /** The names of all tools that a connection offers. */
  async toolNames(connectionId: string): Promise<string[]> {
    const { tools } = await (await this.client(connectionId)).listTools();
    return tools.map(({ name }) => name);
  }

  /** A message sent by hand, as nobody's client would. */
  post(
    message: unknown,
    { path = `/mcp/${this.connectionId}`, headers = {} }: { path?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer<Message & Problem>> {
    const accept = 'application/json, text/event-stream';
    return this.service.send('POST', path, { body: message, headers: { accept, ...headers } });
  }

  async strike(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await this.service.stop();
    await this.org.stop();
  }
}

/** A message that any client sends. */
export const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

/** An answer of the protocol. */
export interface Message {
  jsonrpc: '2.0';
  id: number | string | null;
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
}

/** What a result holds of a problem. */
export const problemIn = ({ structuredContent }: { structuredContent?: unknown }) => structuredContent as Problem;

/** What a result holds of a run. */
export const runIn = <T>({ structuredContent }: { structuredContent?: unknown }) =>
  structuredContent as { runId: string; output: T; changed: boolean };

/** The text of a result. */
export const textIn = ({ content }: { content: { type: string; text?: string }[] }): string =>
  content.map(({ text = '' }) => text).join('\n');
