import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { ERAS, McpStage, problemIn, runIn, textIn } from './mcp-stage.ts';

interface User {
  id: string;
  status: string;
  profile: { login: string };
}

const registry = new ActionRegistry();

let stage: McpStage;
beforeAll(async () => {
  stage = await McpStage.set();
});
afterAll(() => stage.strike());

const statusAtOrg = async (login: string) => {
  const headers = { authorization: `SSWS ${stage.org.apiToken}`, accept: 'application/json' };
  const response = await fetch(`${stage.org.url}/api/v1/users/${login}`, { headers });
  return ((await response.json()) as User).status;
};

describe.each(ERAS)('a client %s', (_, era) => {
  it('learns who answers and what there is', async () => {
    const client = await stage.client(stage.connectionId, { era });
    expect(client.getServerVersion()).toMatchObject({ name: 'okta-connector', title: 'Okta connector' });
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
    expect(client.getInstructions()).toContain('one Okta org');
  });

  it('lists every action that the connection can run, each with what the registry says of it', async () => {
    const client = await stage.client(stage.connectionId, { era });
    const { tools } = await client.listTools();
    const offered = registry.list().filter(({ oauthOnly }) => !oauthOnly);
    expect(tools.map(({ name }) => name)).toEqual(offered.map(({ id }) => id));
    expect(tools.find(({ name }) => name === 'delete-user')).toMatchObject({
      title: registry.get('delete-user').definition.title,
      annotations: { readOnlyHint: false, destructiveHint: true },
      inputSchema: { type: 'object', required: ['userId'] },
      outputSchema: { type: 'object', required: expect.arrayContaining(['runId', 'output']) },
    });
    expect(tools.find(({ name }) => name === 'get-user')).toMatchObject({
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
    });
  });

  it('runs an action in the org, and gets its answer as an object that the tool’s own schema describes', async () => {
    const client = await stage.client(stage.connectionId, { era });
    await client.listTools();
    const login = `${era === 'legacy' ? 'one' : 'two'}@example.com`;
    const profile = { login, email: login, firstName: 'Ada', lastName: 'L' };
    const credentials = { password: { value: 'Correct-Horse-1842' } };
    const created = await client.callTool({ name: 'create-user', arguments: { profile, credentials, activate: true } });
    expect(runIn<User>(created).output).toMatchObject({ status: 'ACTIVE', profile: { login } });
    expect(JSON.parse(textIn(created))).toEqual(created.structuredContent);
    const suspended = await client.callTool({ name: 'suspend-user', arguments: { userId: login } });
    expect(suspended).toMatchObject({ structuredContent: { output: null, changed: true } });
    expect(await statusAtOrg(login)).toBe('SUSPENDED');
  });

  it('follows a list by the cursors of the API', async () => {
    const client = await stage.client(stage.connectionId, { era });
    type Page = { items: User[]; nextCursor: string | null };
    const first = runIn<Page>(await client.callTool({ name: 'list-users', arguments: { limit: 2 } })).output;
    const cursor = first.nextCursor;
    const second = runIn<Page>(await client.callTool({ name: 'list-users', arguments: { limit: 2, cursor } })).output;
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([4, 4]);
  });

  it('gets a refusal of Okta as a result with code, detail and remedy, as text and as an object', async () => {
    const client = await stage.client(stage.connectionId, { era });
    await client.listTools();
    const result = await client.callTool({ name: 'get-user', arguments: { userId: 'nobody@example.com' } });
    expect(result.isError).toBe(true);
    expect(problemIn(result)).toMatchObject({ code: 'okta_not_found', status: 404, retryable: false });
    expect(textIn(result)).toContain(`okta_not_found: ${problemIn(result).detail}`);
  });

  it('is told every mistake in its arguments', async () => {
    const client = await stage.client(stage.connectionId, { era });
    const result = await client.callTool({ name: 'create-user', arguments: { profile: { login: 7 }, planet: 'x' } });
    expect([result.isError, problemIn(result).code]).toEqual([true, 'invalid_input']);
    const pointers = problemIn(result).errors?.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/input/profile/login', '/input/planet']));
    expect(textIn(result)).toContain('/input/planet: Unknown field');
  });

  it('gets an error of the protocol for a tool that there is not, and for a cursor that is none', async () => {
    const client = await stage.client(stage.connectionId, { era });
    await expect(client.callTool({ name: 'fly-to-the-moon', arguments: {} })).rejects.toMatchObject({ code: -32_602 });
    await expect(client.listTools({ cursor: '%%%' })).rejects.toMatchObject({ code: -32_602 });
  });
});

describe('what a connection offers', () => {
  it('comes in pages', async () => {
    const page = async (params: object) => {
      const { body } = await stage.post({ jsonrpc: '2.0', id: 1, method: 'tools/list', params });
      return body.result as { tools: { name: string }[]; nextCursor?: string };
    };
    const first = await page({});
    const second = await page({ cursor: first.nextCursor });
    const names = [...first.tools, ...second.tools].map(({ name }) => name);
    expect([first.tools.length, second.nextCursor]).toEqual([100, undefined]);
    expect(names).toEqual(await stage.toolNames(stage.connectionId));
  });

  it('are the actions of its scopes alone', async () => {
    const id = await stage.connectWithScopes(['okta.groups.read']);
    const names = await stage.toolNames(id);
    expect(names).toEqual(expect.arrayContaining(['list-groups', 'get-group']));
    const scopes = names.flatMap((name) => registry.get(name).requiredScopes);
    expect(new Set(scopes)).toEqual(new Set(['okta.groups.read']));
  });

  it('reads only where the connection does', async () => {
    const names = await stage.toolNames(await stage.connect({ readOnly: true }));
    expect(names).toContain('get-user');
    expect([...new Set(names.map((name) => registry.get(name).effect))]).toEqual(['read']);
  });

  it('is still refused by the run itself when a client asks for more', async () => {
    const [few, readOnly] = [
      await stage.connectWithScopes(['okta.groups.read']),
      await stage.connect({ readOnly: true }),
    ];
    const args = { userId: 'isaac.brock@example.com' };
    const lacking = await (await stage.client(few)).callTool({ name: 'get-user', arguments: args });
    expect(problemIn(lacking)).toMatchObject({ code: 'insufficient_scope', missingScopes: ['okta.users.read'] });
    const changing = await (await stage.client(readOnly)).callTool({ name: 'suspend-user', arguments: args });
    expect(problemIn(changing)).toMatchObject({ code: 'read_only_connection' });
    expect(textIn(changing)).toContain('Remedy: ');
    expect(await statusAtOrg('isaac.brock@example.com')).toBe('ACTIVE');
  });

  it('stays while the connection cannot act, and its tools say what to do', async () => {
    const id = await stage.connect();
    await stage.service.send('POST', `/v1/connections/${id}/disable`);
    const client = await stage.client(id);
    expect((await client.listTools()).tools.length).toBeGreaterThan(100);
    const result = await client.callTool({ name: 'list-users', arguments: {} });
    expect(problemIn(result).code).toBe('connection_not_ready');
  });
});

describe('a run by a tool', () => {
  it('is in the run log and the audit trail like any other', async () => {
    const client = await stage.client(stage.connectionId);
    const args = { userId: 'isaac.brock@example.com', profile: { title: 'Lead' } };
    const { runId } = runIn(await client.callTool({ name: 'update-user', arguments: args }));
    const run = await stage.service.send('GET', `/v1/runs/${runId}`);
    expect(run.body).toMatchObject({ actionId: 'update-user', caller: 'recipe-42', status: 'succeeded' });
    const audit = await stage.service.send<{ data: unknown[] }>('GET', '/v1/audit?limit=5');
    expect(JSON.stringify(audit.body.data)).toContain(runId);
  });

  it('happens once for one idempotency key', async () => {
    const client = await stage.client(stage.connectionId);
    const call = (name: string) =>
      client.callTool({
        name: 'create-group',
        arguments: { profile: { name } },
        _meta: { 'okta-connector/idempotency-key': 'once' },
      });
    const [first, again] = [await call('Once'), await call('Once')];
    expect(runIn(again)).toEqual(runIn(first));
    expect(problemIn(await call('Twice')).code).toBe('idempotency_key_reused');
  });

  it.each([[''], ['x'.repeat(256)], [7]])('with the idempotency key %j is refused', async (key) => {
    const client = await stage.client(stage.connectionId);
    const _meta = { 'okta-connector/idempotency-key': key };
    const result = await client.callTool({ name: 'list-users', arguments: {}, _meta });
    expect(problemIn(result).code).toBe('invalid_input');
  });

  it('on another replica needs nothing of the first one', async () => {
    const replica = await stage.service.replica();
    try {
      const client = await stage.client(stage.connectionId);
      const other = await stage.client(stage.connectionId, { service: replica });
      const results = await Promise.all(
        [client, other].map((one) =>
          one.callTool({ name: 'get-user', arguments: { userId: 'isaac.brock@example.com' } }),
        ),
      );
      const logins = results.map((result) => runIn<User>(result).output.profile.login);
      expect(logins).toEqual(['isaac.brock@example.com', 'isaac.brock@example.com']);
    } finally {
      await replica.stop();
    }
  });
});
