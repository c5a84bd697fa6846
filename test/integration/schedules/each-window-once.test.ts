import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { WrittenDelivery } from '../../../src/triggers/events/delivery-writer.service.js';
import { DeliveryWriter } from '../../../src/triggers/events/delivery-writer.service.js';
import { webhookIdOf } from '../../../src/triggers/events/webhook-id.js';
import {
  ScheduleRepository,
  type ScheduleChange,
  type ScheduleHold,
} from '../../../src/triggers/schedules/schedule.repository.js';
import { ScheduleStepStore, type KeptStep } from '../../../src/triggers/schedules/schedule-step-store.service.js';
import type { Subscription } from '../../../src/triggers/subscriptions/subscription.js';
import { acme, HOUR, ScheduleScene, SOUGHT, SUBSCRIPTION } from './schedule-scene.js';

const HOURLY = { cron: '0 * * * *', filter: `eventType eq "${SOUGHT}"` };
/** A full hour, some hours ago. */
const START = new Date(Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR);
const after = (hours: number) => new Date(START.getTime() + hours * HOUR);
const at = (hours: number) => ({ now: () => after(hours) });

let scene: ScheduleScene;
beforeAll(async () => {
  scene = await ScheduleScene.open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  await scene.begin();
});
afterEach(() => void jest.restoreAllMocks());

/** What became of many events, in few words. */
async function accountOf(uuids: readonly string[]) {
  const told = await scene.told();
  const distinct = new Set(told);
  return { doubled: told.length - distinct.size, lost: uuids.filter((uuid) => !distinct.has(uuid)).length };
}

const NOTHING_WRONG = { doubled: 0, lost: 0 };

/** Many events of one window, in three pages. */
const manyEvents = () =>
  scene.happenAt(Array.from({ length: 2_300 }, (_, index) => new Date(START.getTime() + index * 1_000)));

class Crash extends Error {}

/** Dies inside the transaction of its n-th step, when the window has been moved. */
class DiesMoving extends ScheduleRepository {
  left = 1;

  override async move(hold: ScheduleHold, change: ScheduleChange): Promise<boolean> {
    const moved = await super.move(hold, change);
    this.left -= 1;
    if (this.left === 0) throw new Crash('after moving');
    return moved;
  }
}

/** Dies inside the transaction of its n-th step, when the deliveries have been written. */
class DiesWriting extends DeliveryWriter {
  left = 1;

  override async write(...given: Parameters<DeliveryWriter['write']>): Promise<WrittenDelivery[]> {
    const written = await super.write(...given);
    this.left -= 1;
    if (this.left === 0) throw new Crash('after writing');
    return written;
  }
}

/** Dies after the commit of its n-th step: nobody hears that it went well, and the lease is never given back. */
class DiesCommitted extends ScheduleStepStore {
  left = 1;

  override async keep(subscription: Subscription, hold: ScheduleHold, step: KeptStep): Promise<boolean> {
    if (this.left <= 0) throw new Crash('dead');
    const kept = await super.keep(subscription, hold, step);
    this.left -= 1;
    if (this.left === 0) throw new Crash('after the commit');
    return kept;
  }
}

const crashing = {
  'before the commit, the window being moved': (step: number) => {
    const schedules = new DiesMoving(scene.db.dataSource, scene.db.database);
    schedules.left = step;
    return scene.searches({ schedules, ...at(1.5) });
  },
  'before the commit, the deliveries being written': (step: number) => {
    const { database } = scene.db;
    const deliveries = new DiesWriting(...writerParts());
    deliveries.left = step;
    return scene.searches({
      steps: new ScheduleStepStore(database, scene.schedules(), deliveries, scene.jobs()),
      ...at(1.5),
    });
  },
  'after the commit': (step: number) => {
    const steps = new DiesCommitted(scene.db.database, scene.schedules(), scene.writer(), scene.jobs());
    steps.left = step;
    return scene.searches({ steps, ...at(1.5) });
  },
};

function writerParts(): ConstructorParameters<typeof DeliveryWriter> {
  return [scene.outbox(), scene.jobs()];
}

describe('each window is told exactly once', () => {
  it('one after the other, also those that were missed', async () => {
    const uuids = await scene.happenAt([after(0), after(0.5), after(1), after(3.999), after(4), after(4.6)]);
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search(at(1.5));
    expect(await scene.told()).toEqual(uuids.slice(0, 2));
    await scene.search(at(4.5));
    await scene.search(at(4.5));
    const delivered = await scene.delivered();
    expect(delivered.map(({ body }) => body.events?.map(({ uuid }) => uuid))).toEqual([
      uuids.slice(0, 2),
      uuids.slice(2, 3),
      uuids.slice(3, 4),
    ]);
    expect(delivered[1]?.body).toMatchObject({
      scheduledAt: after(2).toISOString(),
      window: { from: after(1).toISOString(), until: after(2).toISOString() },
      batch: { number: 1, last: true },
    });
    expect(delivered[1]?.webhookId).toBe(webhookIdOf(SUBSCRIPTION, `${after(1).toISOString()}/1`));
    const { scheduleFrom, scheduleDueAt } = await scene.subscription();
    expect([scheduleFrom, scheduleDueAt]).toEqual([after(4), new Date(after(5).getTime() + 60_000)]);
  });

  it('waits a minute for what happened last', async () => {
    await scene.happenAt([after(0.5)]);
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search({ now: () => new Date(after(1).getTime() + 59_000) });
    expect(await scene.delivered()).toEqual([]);
    await scene.search({ now: () => new Date(after(1).getTime() + 60_000) });
    expect(await scene.delivered()).toHaveLength(1);
  });

  it('tells late events with the next window, and nothing twice', async () => {
    const [early] = await scene.happenAt([new Date(after(1).getTime() - 120_000)]);
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search(at(1.5));
    const [late] = await scene.happenAt([new Date(after(1).getTime() - 60_000)]);
    await scene.search(at(2.5));
    await scene.search(at(3.5));
    expect(await scene.told()).toEqual([early, late]);
  });

  it('delivers many events in several lists, numbered to the last', async () => {
    const uuids = await manyEvents();
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search(at(1.5));
    expect(await scene.told()).toEqual(uuids);
    const batches = (await scene.delivered()).map(({ body }) => body.batch);
    expect(batches.length).toBeGreaterThanOrEqual(3);
    expect(batches.map((batch) => batch?.number)).toEqual(batches.map((_, index) => index + 1));
    expect(batches.map((batch) => batch?.last)).toEqual(batches.map((_, index) => index === batches.length - 1));
  });

  describe.each(Object.entries(crashing))('when a process dies %s', (_, make) => {
    it.each([1, 2, 3])('at step %i', async (step) => {
      const uuids = await manyEvents();
      await scene.subscribe('scheduled-event-search', HOURLY, START);
      await scene.search(make(step)).catch(() => undefined);
      await scene.search(at(1.5));
      await scene.search(at(1.5));
      expect(await accountOf(uuids)).toEqual(NOTHING_WRONG);
      expect((await scene.delivered()).filter(({ body }) => body.batch?.last)).toHaveLength(1);
    });
  });

  it('when Okta has forgotten the place in the middle of a window', async () => {
    const uuids = await manyEvents();
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search(crashing['after the commit'](1)).catch(() => undefined);
    await scene.org.staleCursors({ errorCode: 'E0000053' });
    await scene.search(at(1.5));
    expect(await accountOf(uuids)).toEqual(NOTHING_WRONG);
  });

  it('when several processes are at it at once', async () => {
    const uuids = await manyEvents();
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.makeDue();
    // Leases of no time: all take it, and what is kept decides.
    const several = Array.from({ length: 4 }, () => scene.searches({ leaseSeconds: 0, ...at(1.5) }));
    await Promise.all(several.map((searches) => searches.search({ tenantId: acme, id: SUBSCRIPTION })));
    await scene.search(at(1.5));
    expect(await accountOf(uuids)).toEqual(NOTHING_WRONG);
  });
});

/** As a store without the one transaction would be: the window is moved first, or the deliveries are written first. */
class TwoTransactions extends ScheduleStepStore {
  constructor(
    private readonly order: 'window first' | 'deliveries first',
    ...parts: ConstructorParameters<typeof ScheduleStepStore>
  ) {
    super(...parts);
  }

  override async keep(subscription: Subscription, hold: ScheduleHold, step: KeptStep): Promise<boolean> {
    if (this.order === 'window first') await scene.within(() => scene.schedules().move(hold, step.change));
    else await super.keep(subscription, hold, { ...step, change: { ...step.change, ...unmoved(hold, step) } });
    throw new Crash('between the transactions');
  }
}

const unmoved = (hold: ScheduleHold, { change }: KeptStep) => ({
  scheduleFrom: hold.scheduleFrom,
  state: { ...change.state, revision: hold.revision, until: undefined, memory: undefined },
});

describe('control: with two transactions', () => {
  it.each([
    ['window first', []],
    ['deliveries first', ['once', 'twice']],
  ] as const)('%s, a crash between them shows', async (order, expected) => {
    const [uuid = ''] = await scene.happenAt([after(0.5)]);
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    const steps = new TwoTransactions(order, scene.db.database, scene.schedules(), scene.writer(), scene.jobs());
    await scene.search(scene.searches({ steps, ...at(1.5) })).catch(() => undefined);
    await scene.search(at(1.5));
    expect(await scene.told()).toEqual(expected.map(() => uuid));
  });
});
