import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RunUpkeep } from '../../src/actions/runs/run-upkeep.service.js';
import { query } from '../support/postgres.js';
import { Stage, type TestService } from '../support/service.js';

const SUSPEND = '/lifecycle/suspend$';

describe('a run with an Idempotency-Key', () => {
  let stage: Stage;
  let replica: TestService;
  let userId: string;
  let keys = 0;
  let key: string;
  beforeAll(async () => {
    stage = await Stage.set();
    replica = await stage.service.replica();
  });
  afterAll(async () => {
    await replica.app.close();
    await stage.strike();
  });
  beforeEach(async () => {
    await stage.org.reset();
    userId = (await stage.org.state()).seeded.users.active;
    keys += 1;
    key = `key ${keys}`;
  });

  const runWith = (actionId: string, input: unknown, headers: Record<string, string> = { 'idempotency-key': key }) =>
    stage.run(actionId, input, { headers });
  const sent = async (path: string) =>
    (await stage.org.requests()).filter((request) => new RegExp(path).test(request.path));

  it('is carried out once, and answered again byte for byte', async () => {
    const first = await runWith('suspend-user', { userId });
    const second = await runWith('suspend-user', { userId });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text).toBe(first.text);
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(await sent(SUSPEND)).toHaveLength(1);
  });

  it('gives the same answer in another replica, and whatever the order of the members', async () => {
    const profile = { login: 'ada@acme.example', email: 'ada@acme.example', firstName: 'Ada', lastName: 'L' };
    const first = await runWith('create-user', { profile, activate: false });
    const second = await replica.send('POST', `/v1/connections/${stage.connectionId}/actions/create-user`, {
      body: { input: { activate: false, profile } },
      headers: { 'idempotency-key': key },
    });
    expect(second.text).toBe(first.text);
  });

  it('is given again after the connection may not act any more', async () => {
    const first = await runWith('suspend-user', { userId });
    const set = (readOnly: boolean) =>
      stage.service.send('PATCH', `/v1/connections/${stage.connectionId}`, { body: { readOnly } });
    await set(true);
    const second = await runWith('suspend-user', { userId });
    const other = await runWith('unsuspend-user', { userId });
    await set(false);
    expect(second.text).toBe(first.text);
    expect(other.body.code).toBe('read_only_connection');
  });

  it.each([
    ['another input', 'suspend-user', { userId: 'somebody.else@example.com' }],
    ['another action', 'unsuspend-user', undefined],
  ])('is refused for %s', async (_, actionId, input) => {
    await runWith('suspend-user', { userId });
    const { status, body } = await runWith(actionId, input ?? { userId });
    expect([status, body.code, body.retryable]).toEqual([422, 'idempotency_key_reused', false]);
  });

  it('belongs to its connection and tenant', async () => {
    await runWith('suspend-user', { userId });
    const auth = { type: 'apiToken', apiToken: stage.org.apiToken };
    const body = { name: `Second ${key}`, domain: new URL(stage.org.url).host, auth };
    const { body: other } = await stage.service.send<{ id: string }>('POST', '/v1/connections', { body });
    const second = await stage.service.send('POST', `/v1/connections/${other.id}/actions/unsuspend-user`, {
      body: { input: { userId } },
      headers: { 'idempotency-key': key },
    });
    expect(second.status).toBe(200);
    const foreign = await stage.run(
      'suspend-user',
      { userId },
      { tenant: 'mallory', headers: { 'idempotency-key': key } },
    );
    expect(foreign.status).toBe(404);
  });

  it('that still runs is 409 with Retry-After', async () => {
    await stage.org.faults.add({ method: 'POST', path: SUSPEND, times: 1, kind: 'delay', delayMs: 700 });
    const running = runWith('suspend-user', { userId });
    while ((await sent(SUSPEND)).length === 0) await stage.org.state();
    const second = await runWith('suspend-user', { userId });
    expect([second.status, second.body.code, second.body.retryable]).toEqual([409, 'idempotency_in_progress', true]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await running).status).toBe(200);
    expect(await sent(SUSPEND)).toHaveLength(1);
  });

  it('makes one call however many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => runWith('suspend-user', { userId })));
    const first = answers.find(({ status }) => status === 200);
    const others = answers.filter(({ text }) => text !== first?.text);
    expect(others.map(({ body }) => body.code).filter((code) => code !== 'idempotency_in_progress')).toEqual([]);
    expect(await sent(SUSPEND)).toHaveLength(1);
  });

  it('gives a refusal of Okta again, too', async () => {
    const first = await runWith('unsuspend-user', { userId });
    const second = await runWith('unsuspend-user', { userId });
    expect([first.status, first.body.code]).toEqual([422, 'okta_rejected']);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await sent('/lifecycle/unsuspend$')).toHaveLength(1);
  });

  it('gives outcome_unknown again, and never sends the call a second time', async () => {
    await stage.org.faults.add({ method: 'POST', path: SUSPEND, kind: 'reset' });
    const first = await runWith('suspend-user', { userId });
    await stage.org.faults.clear();
    const second = await runWith('suspend-user', { userId });
    expect([first.body.code, second.text === first.text]).toEqual(['outcome_unknown', true]);
    expect(await sent(SUSPEND)).toHaveLength(1);
  });

  it('may be used again when Okta has certainly not acted', async () => {
    // A throttle that no wait of the service's own outlives.
    const body = '{"errorCode":"E0000109","errorSummary":"later","errorCauses":[]}';
    const headers = { 'content-type': 'application/json' };
    await stage.org.faults.add({ method: 'POST', path: SUSPEND, times: 1, kind: 'status', status: 429, body, headers });
    const first = await runWith('suspend-user', { userId });
    const second = await runWith('suspend-user', { userId });
    expect([first.body.code, second.status]).toEqual(['okta_rate_limited', 200]);
    expect(second.headers.get('idempotent-replayed')).toBeNull();
  });

  it('is not used by what is refused before the run begins', async () => {
    expect((await runWith('suspend-user', { user: 1 })).body.code).toBe('invalid_input');
    expect((await runWith('no-such-action', {})).status).toBe(404);
    expect((await runWith('suspend-user', { userId })).status).toBe(200);
  });

  it.each([
    ['empty', ''],
    ['longer than 255 characters', 'k'.repeat(256)],
  ])('is refused when it is %s', async (_, bad) => {
    const { status, body } = await runWith('get-user', { userId }, { 'idempotency-key': bad });
    expect([status, body.code]).toEqual([422, 'invalid_input']);
  });

  it('works for a key of 255 characters, and for reads', async () => {
    const headers = { 'idempotency-key': `${key}${'x'.repeat(255 - key.length)}` };
    const first = await runWith('get-user', { userId }, headers);
    const second = await runWith('get-user', { userId }, headers);
    expect([first.status, second.text === first.text]).toEqual([200, true]);
    expect(await sent('^/api/v1/users/')).toHaveLength(1);
  });

  it('is refused for a stream', async () => {
    const headers = { 'idempotency-key': key, accept: 'application/x-ndjson' };
    const { status, body } = await runWith('list-users', {}, headers);
    expect([status, body.code]).toEqual([422, 'invalid_input']);
  });

  it('keeps neither input nor answer readable in the database', async () => {
    const canary = 'canary-of-the-recovery-answer';
    const id = (await stage.org.state()).seeded.users.active;
    const input = { userId: id, sendEmail: false };
    const { body } = await runWith('reset-password', input);
    const link = (body.output as { resetPasswordUrl: string }).resetPasswordUrl;
    expect(link).toMatch(/^http/);
    await stage.run(
      'update-user',
      { userId: id, profile: { nickName: canary } },
      { headers: { 'idempotency-key': canary } },
    );
    const rows = await query<{ text: string }>(
      stage.service.database.adminUrl,
      `SELECT encode(key_hash, 'escape') || encode(request, 'escape') || coalesce(encode(answer, 'escape'), '') AS text FROM idempotency_key`,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ text }) => text.includes(link) || text.includes(canary))).toEqual([]);
  });

  it('expires: a day later the key is free, and the upkeep deletes what is left', async () => {
    await runWith('suspend-user', { userId });
    const { adminUrl } = stage.service.database;
    await query(adminUrl, `UPDATE idempotency_key SET expires_at = now()`);
    expect((await runWith('unsuspend-user', { userId })).status).toBe(200);
    await query(adminUrl, `UPDATE idempotency_key SET expires_at = now()`);
    await stage.service.app.get(RunUpkeep).once();
    expect(await query(adminUrl, 'SELECT 1 FROM idempotency_key')).toEqual([]);
  });

  it('goes with its connection', async () => {
    const auth = { type: 'apiToken', apiToken: stage.org.apiToken };
    const body = { name: `Passing ${key}`, domain: new URL(stage.org.url).host, auth };
    const { body: made } = await stage.service.send<{ id: string }>('POST', '/v1/connections', { body });
    const path = `/v1/connections/${made.id}`;
    const headers = { 'idempotency-key': key };
    const run = () => stage.service.send(`POST`, `${path}/actions/get-user`, { body: { input: { userId } }, headers });
    expect((await run()).status).toBe(200);
    expect((await stage.service.send('DELETE', path)).status).toBe(204);
    expect((await run()).status).toBe(404);
    const values = [made.id];
    const { adminUrl } = stage.service.database;
    expect(await query(adminUrl, 'SELECT 1 FROM idempotency_key WHERE connection_id = $1', values)).toEqual([]);
  });
});
