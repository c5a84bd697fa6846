import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Problem, type TestService } from '../../support/service.ts';
import { startTokenIssuer, type TokenIssuer } from '../../support/token-issuer.ts';
import { signDevelopmentToken } from '../../../src/tenancy/development-key.js';
import { LIST, McpStage } from './mcp-stage.ts';
import { describeMessages } from './messages.scenarios.ts';

const UNKNOWN = `con_${'0'.repeat(12)}7${'0'.repeat(3)}8${'0'.repeat(15)}`;

const JSON_ACCEPT = { accept: 'application/json, text/event-stream' };

let stage: McpStage;
beforeAll(async () => {
  stage = await McpStage.set();
});
afterAll(() => stage.strike());

const at = (path: string, headers: Record<string, string> = {}) => stage.post(LIST, { path, headers });
const without = ({ instance: _, requestId: __, ...problem }: Problem) => problem;

describe('an address', () => {
  it('of another tenant’s connection is the same 404 as one that there is not', async () => {
    const foreign = await at(`/mcp/${await stage.connect({}, 'umbrella')}`);
    const unknown = await at(`/mcp/${UNKNOWN}`);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    expect(without(foreign.body)).toEqual(without(unknown.body));
  });

  it('of a connection that was deleted is 404', async () => {
    const id = await stage.connect();
    expect((await at(`/mcp/${id}`)).status).toBe(200);
    await stage.service.send('DELETE', `/v1/connections/${id}`);
    expect((await at(`/mcp/${id}`)).status).toBe(404);
  });

  it.each(['/mcp/con_1', '/mcp/..%2f..', `/mcp/${'c'.repeat(300)}`])('like %s is 404', async (path) => {
    expect((await at(path)).status).toBe(404);
  });

  it('without a connection, by a token without one, says how to name it', async () => {
    const { status, body } = await at('/mcp');
    expect([status, body.code]).toEqual([403, 'forbidden']);
    expect(body.remedy).toContain('/mcp/{connectionId}');
  });

  it('gives no stream and has no session to end', async () => {
    for (const method of ['GET', 'DELETE']) {
      // oxlint-disable-next-line no-await-in-loop
      const { status, headers } = await stage.service.send(method, `/mcp/${stage.connectionId}`);
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST']);
    }
  });
});

it('the endpoint is in the OpenAPI document, each operation under an id of its own', async () => {
  type Paths = Record<string, Record<string, { operationId: string }>>;
  const { body } = await stage.service.send<{ paths: Paths }>('GET', '/openapi.json');
  expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/mcp', '/mcp/{connectionId}']));
  const ids = Object.values(body.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

describe('a token', () => {
  it('that is missing or wrong is 401 and told where to get one', async () => {
    const path = `/mcp/${stage.connectionId}`;
    const metadata = `resource_metadata="http://localhost:3000/.well-known/oauth-protected-resource${path}"`;
    for (const [token, error] of [
      ['', ''],
      ['nonsense', ', error="invalid_token"'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const { status, headers, body } = await stage.service.send<Problem>('POST', path, { token, body: LIST });
      expect([status, body.code]).toEqual([401, 'unauthenticated']);
      expect(headers.get('www-authenticate')).toBe(`Bearer realm="okta-connector", ${metadata}${error}`);
    }
  });

  it('without the scope actions:run is 403, and the challenge names the scope', async () => {
    const token = await stage.service.token({ scope: 'connections:read' });
    const path = `/mcp/${stage.connectionId}`;
    const { status, headers } = await stage.service.send('POST', path, { token, body: LIST });
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope", scope="actions:run"');
  });

  it('for any tenant acts for the tenant that the header names', async () => {
    const token = await signDevelopmentToken({ dataDir: stage.service.dataDir, scope: 'tenants:any actions:run' });
    const path = `/mcp/${await stage.connect({}, 'umbrella')}`;
    const statusFor = async (headers: Record<string, string>) =>
      (await stage.service.send('POST', path, { token, body: LIST, headers: { ...JSON_ACCEPT, ...headers } })).status;
    expect(await statusFor({ 'x-tenant-id': 'umbrella' })).toBe(200);
    expect(await statusFor({ 'x-tenant-id': 'acme' })).toBe(404);
    expect(await statusFor({})).toBe(403);
  });
});

describe('a token for one connection', () => {
  let token: string;
  let other: string;
  beforeAll(async () => {
    other = await stage.connect();
    token = await tokenFor(stage.connectionId);
  });
  const tokenFor = async (connectionId: string, tenantId = 'acme') =>
    signDevelopmentToken({ dataDir: stage.service.dataDir, tenantId, connectionId });

  it('needs no connection in the address', async () => {
    const client = await stage.client(undefined, { token });
    const result = await client.callTool({ name: 'get-user', arguments: { userId: 'isaac.brock@example.com' } });
    expect(result.isError).toBeUndefined();
  });

  it('may name its own, and no other', async () => {
    const send = (path: string) =>
      stage.service.send<Problem>('POST', path, { token, body: LIST, headers: JSON_ACCEPT });
    expect((await send(`/mcp/${stage.connectionId}`)).status).toBe(200);
    const refused = await send(`/mcp/${other}`);
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  });

  it('opens nothing else of the tenant over REST either', async () => {
    const get = async (path: string) => (await stage.service.send('GET', path, { token })).status;
    expect(await get(`/v1/connections/${stage.connectionId}`)).toBe(200);
    expect(await get('/v1/actions?limit=1')).toBe(200);
    expect(
      await Promise.all([`/v1/connections/${other}`, '/v1/connections', '/v1/runs', '/v1/audit'].map(get)),
    ).toEqual([403, 403, 403, 403]);
  });

  it('of another tenant finds nothing', async () => {
    const foreign = await tokenFor(stage.connectionId, 'umbrella');
    const { status } = await stage.service.send('POST', '/mcp', { token: foreign, body: LIST, headers: JSON_ACCEPT });
    expect(status).toBe(404);
  });
});

describe('a page in a browser', () => {
  it.each(['https://evil.example', 'null', 'http://localhost:3001', ''])(
    'of the origin %j is refused',
    async (origin) => {
      const { status, body } = await at(`/mcp/${stage.connectionId}`, { origin });
      expect([status, body.code]).toEqual([403, 'forbidden']);
    },
  );

  it('of our own origin is served, as are programs, which have none', async () => {
    const path = `/mcp/${stage.connectionId}`;
    expect([(await at(path, { origin: 'http://localhost:3000' })).status, (await at(path)).status]).toEqual([200, 200]);
  });
});

describeMessages(() => stage);

describe('where the endpoint is not switched on', () => {
  it('it is 404 like any address that there is not', async () => {
    const { service } = stage;
    const off = await service.replica({ MCP_ENABLED: 'false' });
    try {
      const paths = ['/mcp', `/mcp/${stage.connectionId}`, '/.well-known/oauth-protected-resource/mcp', '/nowhere'];
      const answers = await Promise.all(paths.map((path) => off.send<Problem>('POST', path, { body: LIST })));
      const [first, ...others] = answers.map(({ body }) => without(body));
      expect(first).toMatchObject({ status: 404, code: 'not_found' });
      for (const answer of others) expect(answer).toEqual(first);
    } finally {
      await off.stop();
    }
  });
});

describe('a client that has no token yet', () => {
  let issuer: TokenIssuer;
  let service: TestService;
  beforeAll(async () => {
    issuer = await startTokenIssuer();
    const env = { AUTH_ISSUER: issuer.url, AUTH_AUDIENCE: 'okta-connector', MCP_ENABLED: 'true' };
    service = await stage.service.replica(env);
  });
  afterAll(async () => {
    await service.stop();
    await issuer.close();
  });

  it('finds the issuer by the challenge', async () => {
    const path = `/mcp/${stage.connectionId}`;
    const refused = await service.send('POST', path, { token: '', body: LIST });
    const url = /resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1] ?? '';
    const found = await service.send('GET', new URL(url).pathname, { token: '' });
    expect(found.body).toMatchObject({
      resource: `http://localhost:3000${path}`,
      authorization_servers: [issuer.url],
      scopes_supported: ['actions:run'],
    });
  });

  it('is served with the issuer’s token', async () => {
    const token = await issuer.sign(issuer.claims({ scope: 'actions:run' }));
    const client = await stage.client(stage.connectionId, { token, service });
    expect((await client.listTools()).tools.length).toBeGreaterThan(100);
  });

  it('is told nothing of which connections there are', async () => {
    const get = (path: string) => service.send('GET', `/.well-known/oauth-protected-resource${path}`, { token: '' });
    const answers = await Promise.all(['', '/mcp', `/mcp/${UNKNOWN}`, '/mcp/other'].map(get));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
  });
});
