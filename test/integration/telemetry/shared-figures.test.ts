import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SharedFiguresRepository } from '../../../src/core/telemetry/shared-figures.repository.js';
import { connectTestDatabase, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { TENANT_ROWS } from '../../support/tenant-rows.js';

let database: ConnectedDatabase;
let shared: SharedFiguresRepository;
beforeAll(async () => {
  database = await connectTestDatabase();
  shared = new SharedFiguresRepository(database.dataSource);
});
afterAll(() => database.drop());

const sql = (text: string, values: unknown[] = []) => query(database.adminUrl, text, values);

beforeEach(async () => {
  await sql('DELETE FROM connection');
  await sql('DELETE FROM tenant_key');
  await sql('DELETE FROM delivery');
  await sql('DELETE FROM pgboss.job');
  for (const tenant of ['acme', 'globex']) {
    for (const table of ['tenant_key', 'connection', 'oauth_token', 'subscription', 'log_position', 'delivery'])
      await sql(TENANT_ROWS[table] ?? '', [tenant]);
  }
  await sql(`UPDATE delivery SET due_at = now() + interval '1 hour'`);
  await sql(`UPDATE log_position SET due_at = now() + interval '1 hour'`);
});

async function figure(name: string, label = ''): Promise<number | undefined> {
  const found = await shared.figures();
  return found.find((one) => one.figure === name && one.label === label)?.value;
}

describe('shared figures', () => {
  it('count connections and subscriptions of all tenants by status, those of which there are none, too', async () => {
    await sql(`UPDATE connection SET status = 'failing' WHERE tenant_id = 'globex'`);
    await sql(`UPDATE subscription SET status = 'disabled'`);
    expect(await figure('connections', 'active')).toBe(1);
    expect(await figure('connections', 'failing')).toBe(1);
    expect(await figure('connections', 'reauthorizationRequired')).toBe(0);
    expect(await figure('subscriptions', 'disabled')).toBe(2);
    expect(await figure('subscriptions', 'active')).toBe(0);
  });

  it('count consents that end within seven days, of connections in use', async () => {
    expect(await figure('connections_expiring')).toBe(0);
    await sql(`UPDATE oauth_token SET reauthorize_before = now() + interval '6 days'`);
    expect(await figure('connections_expiring')).toBe(2);
    await sql(`UPDATE connection SET status = 'disabled' WHERE tenant_id = 'acme'`);
    expect(await figure('connections_expiring')).toBe(1);
    await sql(`UPDATE oauth_token SET reauthorize_before = now() + interval '8 days'`);
    expect(await figure('connections_expiring')).toBe(0);
  });

  it('tell how long the oldest poll is overdue', async () => {
    expect(await figure('poll_oldest_due')).toBe(0);
    await sql(`UPDATE log_position SET due_at = now() - interval '1 hour' WHERE tenant_id = 'globex'`);
    expect(await figure('poll_oldest_due')).toBeGreaterThanOrEqual(3_600);
  });

  it('count deliveries that are due, and tell how long the oldest waits whose receiver takes any', async () => {
    expect(await figure('deliveries_waiting')).toBe(0);
    expect(await figure('delivery_oldest_due')).toBe(0);
    await sql(`UPDATE delivery SET due_at = now() - interval '1 hour' WHERE tenant_id = 'acme'`);
    await sql(`UPDATE delivery SET due_at = now() - interval '1 day' WHERE tenant_id = 'globex'`);
    await sql(`UPDATE subscription SET failing_since = now() - interval '1 day' WHERE tenant_id = 'globex'`);
    expect(await figure('deliveries_waiting')).toBe(2);
    const oldest = (await figure('delivery_oldest_due')) ?? 0;
    expect([oldest >= 3_600, oldest < 86_400]).toEqual([true, true]);
    await sql(`UPDATE subscription SET failing_since = NULL`);
    expect(await figure('delivery_oldest_due')).toBeGreaterThanOrEqual(86_400);
    await sql(`UPDATE delivery SET status = 'delivered'`);
    expect(await figure('deliveries_waiting')).toBe(0);
  });

  it('count jobs by queue and state; one for later is not old', async () => {
    const job = `INSERT INTO pgboss.job (name, state, start_after) VALUES ($1, $2, now() + $3::interval)`;
    await sql(job, ['runs', 'created', '-10 minutes']);
    await sql(job, ['runs', 'retry', '1 hour']);
    await sql(job, ['runs', 'active', '-1 hour']);
    await sql(job, ['runs', 'completed', '-1 hour']);
    await sql(job, ['hooks', 'failed', '-1 hour']);
    const found = await shared.queues();
    const runs = found.find(({ queue }) => queue === 'runs');
    expect(runs).toMatchObject({ waiting: 2, active: 1, failed: 0 });
    expect(Math.round((runs?.oldestSeconds ?? 0) / 60)).toBe(10);
    expect(found.find(({ queue }) => queue === 'hooks')).toEqual({
      queue: 'hooks',
      waiting: 0,
      active: 0,
      failed: 1,
      oldestSeconds: 0,
    });
  });

  it('give away nothing else: the application role sees no tenant through it', async () => {
    const text = JSON.stringify(await shared.figures());
    expect(text).not.toMatch(/acme|globex|con_1|sub_1/);
    await expect(database.dataSource.query('SELECT count(*)::int AS count FROM connection')).resolves.toEqual([
      { count: 0 },
    ]);
  });
});
