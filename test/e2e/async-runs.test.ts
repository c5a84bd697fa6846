import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../support/postgres.js';
import { type Problem, type RunBody, Stage, TestService } from '../support/service.js';

const ASYNC = { prefer: 'respond-async' };

interface QueuedRun {
  runId: string;
  status: string;
  actionId: string;
  changed: boolean | null;
  output?: { id: string };
  problem?: Problem;
  error: { code: string } | null;
}

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set({ oktaTimeoutMs: 2_000 });
});
afterAll(() => stage.strike());
afterEach(() => stage.org.faults.clear());

const queue = (actionId: string, input: object, headers: Record<string, string> = {}) =>
  stage.run(actionId, input, { headers: { ...ASYNC, ...headers }, body: { input } });

const ended = async (location: string | null, service = stage.service) =>
  (await service.send<QueuedRun>('GET', `${location}?wait=20`)).body;

const groupsNamed = async (name: string) =>
  (await stage.output<{ items: unknown[] }>('list-groups', { q: name })).items.length;

describe('a run that is not waited for', () => {
  it('is accepted at once, and says later what came of it', async () => {
    const { status, headers, body } = await queue('create-group', { profile: { name: 'Later' } });
    const location = headers.get('location');
    expect([status, headers.get('preference-applied'), location]).toEqual([
      202,
      'respond-async',
      `/v1/runs/${body.runId}`,
    ]);
    expect(body).toEqual({ runId: expect.stringMatching(/^run_/), status: 'queued' });
    const run = await ended(location);
    expect(run).toMatchObject({ status: 'succeeded', actionId: 'create-group', changed: true });
    expect(run.output).toMatchObject({ profile: { name: 'Later' } });
    expect(await groupsNamed('Later')).toBe(1);
  });

  it('tells the problem it ended in, as it would have been answered', async () => {
    const { headers } = await queue('get-user', { userId: 'nobody@acme.example' });
    const run = await ended(headers.get('location'));
    expect(run).toMatchObject({ status: 'failed', error: { code: 'okta_not_found' } });
    expect(run.problem).toMatchObject({ status: 404, code: 'okta_not_found', upstream: { code: 'E0000007' } });
  });

  it('is refused at once for what can be known at once', async () => {
    const { status, body } = await queue('create-group', { profile: {} });
    expect([status, body.code]).toEqual([422, 'invalid_input']);
  });

  it('is not run again with the same key: the same run is named', async () => {
    const key = { 'idempotency-key': 'async-1' };
    const first = await queue('create-group', { profile: { name: 'Keyed' } }, key);
    const again = await queue('create-group', { profile: { name: 'Keyed' } }, key);
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([202, first.text, 'true']);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    await ended(first.headers.get('location'));
    expect(await groupsNamed('Keyed')).toBe(1);
    const other = await queue('create-group', { profile: { name: 'Other' } }, key);
    expect(other.body.code).toBe('idempotency_key_reused');
  });

  it('answers as it stands when the wait is over', async () => {
    await stage.org.faults.add({ method: 'POST', path: '^/api/v1/groups$', kind: 'hang' });
    const { headers } = await queue('create-group', { profile: { name: 'Slow' } });
    const { body } = await stage.service.send<QueuedRun>('GET', `${headers.get('location')}?wait=1`);
    expect(['queued', 'running']).toContain(body.status);
    expect(body.output).toBeUndefined();
  });

  it('is another tenant’s to see no more than any run', async () => {
    const { headers } = await queue('list-groups', {});
    const { status } = await stage.service.send('GET', headers.get('location') ?? '', { tenant: 'globex' });
    expect(status).toBe(404);
  });

  it('keeps its input and its answer sealed', async () => {
    const password = 'Canary-7-correct-horse';
    const { seeded } = await stage.org.state();
    const { headers } = await queue('set-password', {
      userId: seeded.users.active,
      credentials: { password: { value: password } },
    });
    expect((await ended(headers.get('location'))).status).toBe('succeeded');
    const rows = await query(
      stage.service.database.adminUrl,
      `SELECT q::text AS row FROM queued_run q UNION ALL SELECT r::text FROM run r UNION ALL SELECT j::text FROM pgboss.job j`,
    );
    const hex = Buffer.from(password).toString('hex');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ row }) => String(row).includes(password) || String(row).includes(hex))).toEqual([]);
  });
});

describe('a process of the role api', () => {
  it('queues runs, and a worker on the same database runs them', async () => {
    const api = await TestService.start({ oktaOrigins: [stage.org.url], env: { ROLE: 'api' } });
    const domain = new URL(stage.org.url).host;
    const auth = { type: 'apiToken', apiToken: stage.org.apiToken };
    const created = await api.send<{ id: string }>('POST', '/v1/connections', { body: { name: 'Acme', domain, auth } });
    const path = `/v1/connections/${created.body.id}/actions/create-group`;
    const options = { headers: ASYNC, body: { input: { profile: { name: 'By a worker' } } } };
    const { body } = await api.send<RunBody<unknown>>('POST', path, options);
    const queued = await api.send<QueuedRun>('GET', `/v1/runs/${body.runId}?wait=1`);
    expect(queued.body.status).toBe('queued');
    const worker = await api.replica({ ROLE: 'worker' });
    expect(await ended(`/v1/runs/${body.runId}`, api)).toMatchObject({ status: 'succeeded' });
    await worker.stop();
    await api.stop();
  });
});
