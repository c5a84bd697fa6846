import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { EventScene } from '../../reliability/event-scene.ts';
import type { ServiceReplica } from '../../reliability/service-replica.ts';

const EVENTS = 300;
/** Leases of dead processes end sooner than in production, where they take less than a minute. */
const HURRY = { leaseSeconds: 9, timeoutMs: 2_000, pollSeconds: 1 };

let scene: EventScene;

beforeAll(async () => {
  scene = await EventScene.open();
}, 60_000);
afterAll(() => scene.close());

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10);
}

const isPolling = async (): Promise<boolean> =>
  (await scene.org.requests()).some(({ path }) => path.startsWith('/api/v1/logs'));

/** What has been begun and not ended. */
async function begun(): Promise<{ deliveries: number; polls: number }> {
  const [row] = await scene.query<{ deliveries: number; polls: number }>(
    `SELECT (SELECT count(*)::int FROM delivery WHERE status = 'pending' AND attempts > 0) AS deliveries,
       (SELECT count(*)::int FROM log_position WHERE polled_at IS NULL) AS polls`,
  );
  return row ?? { deliveries: 0, polls: 0 };
}

/** The other one stands still meanwhile, so that all of the work is the first one's. */
async function amidWork(busy: ServiceReplica, idle: ServiceReplica, check: () => Promise<void>): Promise<void> {
  const url = await idle.url;
  scene.front.remove(url);
  idle.signal('SIGSTOP');
  await scene.subscribe();
  await check();
  idle.signal('SIGCONT');
  await scene.kill(busy);
  scene.front.add(url);
}

test('a replica dies while it delivers and reads the log: the other one ends its work', async () => {
  const [victim, survivor] = await Promise.all([scene.start({ hurry: HURRY }), scene.start({ hurry: HURRY })]);
  // The log answers when the one who asked is dead.
  await scene.org.faults.add({ kind: 'delay-after', delayMs: 60_000, path: '^/api/v1/logs$', times: 1 });
  scene.receiver.hold();
  const emitted: string[] = [];
  await amidWork(victim, survivor, async () => {
    emitted.push(...(await scene.emit(EVENTS)), ...(await scene.emit(EVENTS, { hooks: false })));
    await until(isPolling);
    await until(() => scene.receiver.waiting > 0);
    const { deliveries, polls } = await begun();
    expect(deliveries).toBeGreaterThan(0);
    expect(polls).toBe(1);
  });
  scene.receiver.release();
  expect(await scene.untilSettled(emitted.length)).toBe(emitted.length);
  expect(emitted.filter((uuid) => !scene.receiver.has(uuid))).toEqual([]);
  expect(scene.receiver.breaches).toEqual([]);
}, 120_000);
