import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { query } from '../../support/postgres.js';
import { startCli } from '../../support/run-cli.js';
import { CommandScene } from './command-scene.ts';

const received: string[] = [];
let receiver: Server;
let scene: CommandScene;
let connectionId: string;
let sub: string;
let other: string;
beforeAll(async () => {
  receiver = createServer((request, response) => {
    received.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  scene = await CommandScene.set({ ROLE: 'api', DELIVERY_ALLOWED_ORIGINS: 'http://127.0.0.1:*' });
  connectionId = await scene.connection('acme', 'Acme');
  sub = await subscription('acme', connectionId);
  other = await subscription('beta', await scene.connection('beta', 'Beta'));
});
afterAll(async () => {
  await scene.strike();
  await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(() => query(scene.service.database.adminUrl, 'DELETE FROM delivery'));

async function subscription(tenant: string, connection: string): Promise<string> {
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const body = { triggerId: 'user-created', params: {}, mode: 'polling', delivery: { type: 'webhook', url } };
  const path = `/v1/connections/${connection}/subscriptions`;
  const answer = await scene.service.send<{ id: string }>('POST', path, { tenant, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}

/** Dead letters, one a millisecond, the newest of this age. */
const bury = (tenant: string, subscriptionId: string, count: number, age = '1 minute') =>
  query(
    scene.service.database.adminUrl,
    `INSERT INTO delivery (tenant_id, id, created_at, subscription_id, connection_id, webhook_id, sequence, body, status, attempts)
     SELECT $1, 'dlv_' || $2 || n, now() - $5::interval - make_interval(secs => n / 1000.0), $2, $3, 'msg_' || $2 || n, n,
       '{"dead":true}', 'failed', 10 FROM generate_series(1, $4::int) n`,
    [tenant, subscriptionId, connectionId, count, age],
  );
const standing = (subscriptionId: string) =>
  query<{ status: string; count: number }>(
    scene.service.database.adminUrl,
    `SELECT status, count(*)::int FROM delivery WHERE subscription_id = $1 GROUP BY 1 ORDER BY 1`,
    [subscriptionId],
  );

describe('deliveries redrive', () => {
  test('counts with --dry-run, of one tenant, connection, subscription, or since a time', async () => {
    await bury('acme', sub, 50);
    await bury('acme', sub, 70, '3 hours');
    await bury('beta', other, 5);
    const all = await scene.cli('deliveries', 'redrive', '--dry-run');
    expect(all.code).toBe(0);
    expect(all.stdout).toBe('125 dead letter(s) would be sent again, 0 stay; 2 subscription(s)\n');
    const some = ['--tenant', 'acme', '--connection', connectionId, '--subscription', sub, '--since', '2h'];
    const ofOne = await scene.cli('deliveries', 'redrive', '--dry-run', ...some);
    expect(ofOne.stdout).toBe('50 dead letter(s) would be sent again, 0 stay; 1 subscription(s)\n');
    await expect(standing(sub)).resolves.toEqual([{ status: 'failed', count: 120 }]);
  });

  test('stops after the batch when it is interrupted, exit code 130, and goes on when it is repeated', async () => {
    await bury('acme', sub, 1_100);
    await bury('beta', other, 5);
    const locker = new Client({ connectionString: scene.service.database.adminUrl });
    await locker.connect();
    await locker.query('BEGIN; LOCK TABLE audit_event IN SHARE ROW EXCLUSIVE MODE');
    const { child, result } = startCli(['deliveries', 'redrive', '--tenant', 'acme'], scene.env);
    const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await query(scene.service.database.adminUrl, waits)).length === 0);
    const heard = new Promise<void>((resolve) => {
      child.stderr?.on('data', (chunk: Buffer) => chunk.toString().includes('Stopping') && resolve());
    });
    child.kill('SIGINT');
    await heard;
    await locker.query('ROLLBACK');
    await locker.end();
    await expect(result).resolves.toMatchObject({
      code: 130,
      stdout: '',
      stderr: expect.stringMatching(/Interrupted after 500 dead letter\(s\)\. Run the same command to go on\.\n$/),
    });
    await expect(standing(sub)).resolves.toEqual([
      { status: 'failed', count: 600 },
      { status: 'pending', count: 500 },
    ]);
    const rest = await scene.cli('deliveries', 'redrive', '--tenant', 'acme');
    expect(rest.stdout).toBe('600 dead letter(s) sent again, 0 stayed; 1 subscription(s)\n');
    await expect(standing(sub)).resolves.toEqual([{ status: 'pending', count: 1_100 }]);
    await expect(standing(other)).resolves.toEqual([{ status: 'failed', count: 5 }]);
    expect(received).toEqual([]);
    const audit = await scene.audit('acme', 'deliveries.redriven');
    expect(audit.map(({ actor, detail }) => [actor, (detail as { count: number }).count])).toEqual([
      ['operator', 100],
      ['operator', 500],
      ['operator', 500],
    ]);
  });

  test('brings dead letters to a receiver that works again, once each; those of a disabled subscription stay', async () => {
    await bury('acme', sub, 30);
    await bury('beta', other, 4);
    const { adminUrl } = scene.service.database;
    await query(adminUrl, `UPDATE subscription SET status = 'disabled' WHERE id = $1`, [other]);
    const { code, stdout, stderr } = await scene.cli('deliveries', 'redrive', '--status', 'dead');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '30 dead letter(s) sent again, 4 stayed; 2 subscription(s)\n',
    });
    expect(stderr).toContain('resume the subscription first');
    received.length = 0;
    const worker = await scene.service.replica({ ROLE: 'worker' });
    while ((await standing(sub)).some(({ status }) => status === 'pending')) await new Promise(setImmediate);
    await worker.stop();
    expect([received.length, new Set(received).size]).toEqual([30, 30]);
    await expect(standing(sub)).resolves.toEqual([{ status: 'delivered', count: 30 }]);
    await expect(standing(other)).resolves.toEqual([{ status: 'failed', count: 4 }]);
  });

  test.each([
    ['a subscription that is none', ['--subscription', 'sub_unknown'], 1, 'no such subscription'],
    ['a time that is none', ['--since', 'yesterday'], 2, 'Use a time such as'],
  ])('refuses %s', async (_, args, code, reason) => {
    const result = await scene.cli('deliveries', 'redrive', ...args);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(reason) });
  });
});

describe('subscriptions replay', () => {
  test('asks the workers for a period, once at a time, in the audit trail', async () => {
    const { code, stdout } = await scene.cli('subscriptions', 'replay', 'acme', sub, '--since', '2d', '--until', '1d');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^Events from .* to .* are delivered/) });
    const jobs = `SELECT data FROM pgboss.job WHERE name = 'replays' AND data ->> 'subscriptionId' = $1 AND state = 'created'`;
    await expect(query(scene.service.database.adminUrl, jobs, [sub])).resolves.toHaveLength(1);
    expect(await scene.audit('acme', 'subscription.replayed')).toMatchObject([{ actor: 'operator' }]);
    const again = await scene.cli('subscriptions', 'replay', 'acme', sub, '--since', '2d');
    expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('is under way') });
  });

  test.each([
    ['an unknown subscription', ['beta', 'sub_unknown', '--since', '1d'], 1, 'no such subscription'],
    ['a period before what is kept', ['acme', 'sub_1', '--since', '31d'], 2, 'more than 30 days back'],
  ])('refuses %s', async (_, args, code, reason) => {
    const result = await scene.cli('subscriptions', 'replay', ...args);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(reason) });
  });
});
