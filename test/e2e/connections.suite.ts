import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '../support/postgres.js';
import { connectionTo, type Problem, Stage } from '../support/service.js';

interface Connection {
  id: string;
  name: string;
  status: string;
  statusReason: string | null;
  domain: string;
  orgId: string;
  region: string;
  readOnly: boolean;
  lastVerifiedAt: string;
}

interface Diagnosis {
  ok: boolean;
  checks: { id: string; status: string; title: string; detail: string; remedy: string | null }[];
}

describe('the life of an API-token connection', () => {
  let stage: Stage;
  let userId: string;
  let count = 0;
  let connection: Connection;
  beforeAll(async () => {
    stage = await Stage.set({ oktaTimeoutMs: 1_500 });
  });
  afterAll(() => stage.strike());
  beforeEach(async () => {
    await stage.org.reset();
    userId = (await stage.org.state()).seeded.users.active;
    connection = await create();
  });

  const send = <T = Connection & Problem>(method: string, path: string, body?: unknown) =>
    stage.service.send<T>(method, path, { ...(body !== undefined && { body }) });
  const create = async (changes: object = {}) => {
    count += 1;
    return (await send('POST', '/v1/connections', connectionTo(stage.org, `Connection ${count}`, changes))).body;
  };
  const at = (rest = '') => `/v1/connections/${connection.id}${rest}`;
  const run = (actionId: string) => send<Problem>('POST', at(`/actions/${actionId}`), { input: { userId } });
  const apiTokenAuth = (apiToken: string) => ({ auth: { type: 'apiToken', apiToken } });

  it('is created active, verified, in the first region, without a secret in it', async () => {
    expect(connection).toMatchObject({
      id: expect.stringMatching(/^con_[0-9a-f]{32}$/),
      tenantId: 'acme',
      domain: new URL(stage.org.url).host,
      orgId: stage.org.orgId,
      region: 'us',
      status: 'active',
      readOnly: false,
      rateLimitShare: 0.5,
      auth: { type: 'apiToken', clientId: null, scopesRequested: [] },
      lastVerifiedAt: expect.any(String),
    });
    expect((await send('GET', at())).body).toEqual(connection);
  });

  it('is listed, filtered and paged', async () => {
    await create();
    const named = await send<{ data: Connection[] }>(
      'GET',
      `/v1/connections?name=${encodeURIComponent(connection.name)}&status=active&authType=apiToken`,
    );
    expect(named.body.data).toEqual([connection]);
    const first = await send<{ data: Connection[]; nextCursor: string }>('GET', '/v1/connections?limit=1');
    const second = await send<{ data: Connection[] }>('GET', `/v1/connections?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.data[0]?.id).not.toBe(first.body.data[0]?.id);
  });

  it('changes name and read-only mode; a read-only connection reads but does not write', async () => {
    const patched = await send('PATCH', at(), { name: `${connection.name} renamed`, readOnly: true });
    expect(patched.body).toMatchObject({ name: `${connection.name} renamed`, readOnly: true });
    expect((await run('get-user')).status).toBe(200);
    await stage.org.clearRequests();
    const refused = await run('suspend-user');
    expect([refused.status, refused.body.code, typeof refused.body.remedy]).toEqual([
      403,
      'read_only_connection',
      'string',
    ]);
    expect(await stage.org.requests()).toEqual([]);
  });

  it('takes new credentials after they have passed the test, and uses them at once', async () => {
    await run('get-user');
    const { token } = await stage.org.createToken({ role: 'readonly' });
    expect((await send('PATCH', at(), apiTokenAuth(token))).status).toBe(200);
    expect((await run('suspend-user')).body.code).toBe('insufficient_role');
  });

  it('keeps the old credentials when the new ones fail the test', async () => {
    const refused = await send('PATCH', at(), apiTokenAuth('00refusedrefusedrefusedrefused'));
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_credentials']);
    expect((await run('get-user')).status).toBe(200);
  });

  it('does not act while it is disabled', async () => {
    await run('get-user');
    expect((await send('POST', at('/disable'))).body.status).toBe('disabled');
    const refused = await run('get-user');
    expect([refused.status, refused.body.code]).toEqual([409, 'connection_not_ready']);
    expect((await send('POST', at('/enable'))).body.status).toBe('active');
    expect((await run('get-user')).status).toBe(200);
  });

  it('is gone after DELETE, with its secrets', async () => {
    await run('get-user');
    expect((await send('DELETE', at())).status).toBe(204);
    expect([
      (await send('GET', at())).status,
      (await run('get-user')).status,
      (await send('DELETE', at())).status,
    ]).toEqual([404, 404, 404]);
    const sql = 'SELECT count(*)::int AS n FROM connection_secret WHERE connection_id = $1';
    expect(await query(stage.service.database.adminUrl, sql, [connection.id])).toEqual([{ n: 0 }]);
  });

  it('takes a pasted address of the org', async () => {
    expect((await create({ domain: `${stage.org.url}/` })).domain).toBe(new URL(stage.org.url).host);
  });

  describe('the doctor', () => {
    const examine = async () => (await send<Diagnosis>('POST', at('/test'))).body;
    const finding = ({ checks }: Diagnosis, id: string) => checks.find((check) => check.id === id);

    it('finds nothing wrong with a good connection', async () => {
      const diagnosis = await examine();
      expect(diagnosis.ok).toBe(true);
      expect(diagnosis.checks.map(({ id, status }) => [id, status])).toEqual([
        ['org', 'pass'],
        ['credentials', 'pass'],
        ['adminRole', 'pass'],
        ['eventHooks', 'pass'],
        ['rateLimit', 'pass'],
        ['clock', 'pass'],
      ]);
    });

    it('warns of a token without an admin role, whose user list Okta answers empty', async () => {
      const { token } = await stage.org.createToken({ role: 'none' });
      await send('PATCH', at(), apiTokenAuth(token));
      expect(finding(await examine(), 'adminRole')).toMatchObject({
        status: 'warn',
        remedy: expect.stringContaining('admin role'),
      });
    });

    it('warns of a clock that is wrong', async () => {
      await stage.org.settings({ clockOffsetMs: -600_000 });
      expect(finding(await examine(), 'clock')).toMatchObject({ status: 'warn', remedy: expect.any(String) });
    });

    it('fails on a revoked token, marks the connection, and heals it with new credentials', async () => {
      const { token } = await stage.org.createToken({ role: 'super' });
      await send('PATCH', at(), apiTokenAuth(token));
      await stage.org.revokeToken(token);
      const diagnosis = await examine();
      expect([diagnosis.ok, finding(diagnosis, 'credentials')?.status]).toEqual([false, 'fail']);
      expect((await send('GET', at())).body.status).toBe('reauthorizationRequired');
      await send('PATCH', at(), apiTokenAuth(stage.org.apiToken));
      expect((await send('GET', at())).body).toMatchObject({ status: 'active', statusReason: null });
      expect((await run('get-user')).status).toBe(200);
    });

    it('says that Okta is away, and recovers', async () => {
      await stage.org.faults.add({ path: '.*', kind: 'reset' });
      expect(finding(await examine(), 'org')?.status).toBe('fail');
      expect((await send('GET', at())).body.status).toBe('failing');
      await stage.org.faults.clear();
      expect((await examine()).ok).toBe(true);
      expect((await send('GET', at())).body.status).toBe('active');
    });
  });
});
