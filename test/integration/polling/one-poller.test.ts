import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { EventRepository } from '../../../src/triggers/events/event.repository.js';
import type { LogPosition, PollProgress } from '../../../src/triggers/polling/log-position.js';
import { LogPositions } from '../../../src/triggers/polling/log-position.repository.js';
import { acme, CONNECTION, PollingScene, HEARD } from './polling-scene.js';

const HOUR = 3_600_000;
const item = { tenantId: acme, id: CONNECTION };

let scene: PollingScene;
beforeAll(async () => {
  scene = await PollingScene.open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  await scene.begin();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Stands still with its page in hand, before it stores it. */
function standing(positions?: LogPositions) {
  const { promise: standsStill, resolve: stand } = Promise.withResolvers<void>();
  const { promise: goes, resolve: go } = Promise.withResolvers<void>();
  class Standing extends EventRepository {
    #stood = false;

    override async insertNew(...arrival: Parameters<EventRepository['insertNew']>): Promise<Set<string>> {
      if (!this.#stood) {
        this.#stood = true;
        stand();
        await goes;
      }
      return super.insertNew(...arrival);
    }
  }
  const poller = scene.poller({ events: new Standing(scene.db.database), ...(positions && { positions }) });
  return { polling: scene.poll(poller), standsStill, go };
}

/** Stores whoever holds the lease. */
class WithoutComparison extends LogPositions {
  override async advance(position: LogPosition, progress: PollProgress): Promise<boolean> {
    const { nextTarget, latestPublished } = progress;
    await scene.db.database
      .manager()
      .query('UPDATE log_position SET next_target = $1, last_published = $2', [nextTarget, latestPublished]);
    return position.attempt > 0;
  }
}

const withoutComparison = () => new WithoutComparison(scene.db.dataSource, scene.db.database);

describe('two pollers of one position', () => {
  it('read it once', async () => {
    await scene.happen(2);
    await scene.makeDue();
    await Promise.all([scene.poller().poll(item), scene.poller().poll(item), scene.poller().poll(item)]);
    expect(await scene.requests()).toHaveLength(1);
    expect(await scene.delivered()).toHaveLength(2);
  });

  it('the one that lost its lease stores neither events nor its place', async () => {
    await scene.happen(2);
    const slow = standing();
    await slow.standsStill;
    await scene.happen(3);
    await scene.poll();
    const place = await scene.position();
    slow.go();
    await slow.polling;
    expect(await scene.position()).toMatchObject({ nextTarget: place?.nextTarget, error: null });
    expect(await scene.delivered()).toEqual(await scene.org.logUuids([HEARD]));
  });

  it('control: without the comparison it puts the place back', async () => {
    await scene.happen(2);
    const slow = standing(withoutComparison());
    await slow.standsStill;
    await scene.happen(3);
    await scene.poll();
    const place = await scene.position();
    slow.go();
    await slow.polling;
    expect((await scene.position())?.nextTarget).not.toBe(place?.nextTarget);
  });
});

describe('a position that changes during a poll', () => {
  const moveBack = async () => {
    const earlier = new Date(Date.now() - 3 * HOUR);
    await scene.sql('UPDATE subscription SET start_from = $1', [earlier]);
    await scene.within(() => scene.positions().begin(acme, CONNECTION, earlier));
  };
  const longAgo = { eventType: HEARD, published: new Date(Date.now() - 2 * HOUR).toISOString() };

  it('is gone: nothing is stored', async () => {
    await scene.happen(2);
    const slow = standing();
    await slow.standsStill;
    await scene.within(() => scene.positions().end(acme, CONNECTION));
    slow.go();
    await slow.polling;
    expect(await scene.position()).toBeUndefined();
    expect(await scene.sql('SELECT 1 FROM event')).toEqual([]);
  });

  it('has moved back: what lies between is read, at once', async () => {
    await scene.org.addLogEvents([longAgo]);
    await scene.happen(2);
    const slow = standing();
    await slow.standsStill;
    await moveBack();
    slow.go();
    await slow.polling;
    expect((await scene.position())?.dueInSeconds).toBeLessThanOrEqual(0);
    await scene.poll();
    expect(await scene.delivered()).toEqual(await scene.org.logUuids([HEARD]));
  });

  it('control: without the comparison that is lost', async () => {
    await scene.org.addLogEvents([longAgo]);
    await scene.happen(2);
    const slow = standing(withoutComparison());
    await slow.standsStill;
    await moveBack();
    slow.go();
    await slow.polling;
    await scene.poll();
    expect(await scene.delivered()).not.toEqual(await scene.org.logUuids([HEARD]));
  });
});
