import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { TenantDatabase } from '../../../src/core/database/tenant-transaction.js';
import { EventRepository } from '../../../src/triggers/events/event.repository.js';
import type { LogPosition, PollProgress } from '../../../src/triggers/polling/log-position.js';
import { LogPositions } from '../../../src/triggers/polling/log-position.repository.js';
import { acme, CONNECTION, PollingScene, HEARD } from './polling-scene.js';

const HALF_AN_HOUR = 1_800_000;
const HOUR = 3_600_000;

let scene: PollingScene;
let warned: ReturnType<typeof jest.spyOn>;
let failed: ReturnType<typeof jest.spyOn>;
beforeAll(async () => {
  scene = await PollingScene.open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  failed = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  await scene.begin();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** All that happened, in the order in which Okta stored it. */
const happened = () => scene.org.logUuids([HEARD]);

/** Dies between the answer and the commit, at this page. */
function crashingAt(page: number): LogPositions {
  let pages = 0;
  class Crashing extends LogPositions {
    override async advance(position: LogPosition, progress: PollProgress): Promise<boolean> {
      const advanced = await super.advance(position, progress);
      pages += 1;
      if (pages === page) throw new RangeError('crashed');
      return advanced;
    }
  }
  return new Crashing(scene.db.dataSource, scene.db.database);
}

describe('nothing is lost and nothing is doubled', () => {
  it('when events come late, with a `published` that lies back', async () => {
    await scene.happen(3);
    await scene.poll();
    await scene.happen(2, HALF_AN_HOUR);
    await scene.happen(1);
    await scene.poll();
    await scene.poll();
    expect(await scene.delivered()).toEqual(await happened());
  });

  it.each(['E0000029', 'E0000053'] as const)('when Okta forgets the cursor (%s)', async (errorCode) => {
    await scene.happen(3);
    await scene.poll();
    await scene.happen(2, HALF_AN_HOUR);
    await scene.org.staleCursors({ errorCode });
    await scene.org.clearRequests();
    await scene.poll();
    await scene.happen(1);
    await scene.poll();
    expect(await scene.delivered()).toEqual(await happened());
    const [refused, again] = await scene.requests();
    expect(refused).toMatchObject({ status: 400 });
    expect(Date.parse(again?.query['since'] ?? '')).toBeLessThan(Date.now() - HOUR);
    expect(await scene.position()).toMatchObject({ error: null });
  });

  it('when an event claims to be of tomorrow, and the cursor is forgotten then', async () => {
    await scene.org.addLogEvents([
      { eventType: HEARD, published: new Date(Date.now() + 24 * HOUR).toISOString(), late: true },
    ]);
    await scene.poll();
    await scene.happen(2);
    await scene.org.staleCursors();
    await scene.poll();
    expect(await scene.delivered()).toEqual(await happened());
  });

  it('over the ends of pages', async () => {
    await scene.happen(2_500);
    await scene.poll();
    expect(await scene.delivered()).toEqual(await happened());
    expect(await scene.requests()).toHaveLength(3);
    expect(await scene.position()).toMatchObject({ intervalSeconds: 10 });
  });

  it('when a page ends with the last event: a full page is followed by another request, a shorter one is not', async () => {
    await scene.poll();
    await scene.happen(1_000);
    await scene.org.clearRequests();
    await scene.poll();
    const full = (await scene.requests()).length;
    await scene.happen(999);
    await scene.org.clearRequests();
    await scene.poll();
    expect([full, (await scene.requests()).length]).toEqual([2, 1]);
    expect(await scene.delivered()).toEqual(await happened());
  });

  it('when a turn ends before the log does', async () => {
    await scene.poll();
    await scene.happen(2_500);
    const poller = scene.poller({ pages: 2 });
    await scene.poll(poller);
    expect(await scene.delivered()).toHaveLength(2_000);
    const between = await scene.position();
    expect(between?.intervalSeconds).toBe(0);
    expect(between?.dueInSeconds).toBeGreaterThan(1);
    expect(between?.dueInSeconds).toBeLessThan(5);
    await scene.poll(poller);
    expect(await scene.delivered()).toEqual(await happened());
  });

  it('when the process dies between the answer and the commit', async () => {
    await scene.happen(3);
    await scene.poll();
    await scene.happen(4);
    const before = await scene.position();
    await scene.poll(scene.poller({ positions: crashingAt(1) }));
    expect(await scene.position()).toMatchObject({ nextTarget: before?.nextTarget });
    expect(await scene.delivered()).toHaveLength(3);
    await scene.poll();
    expect(await scene.delivered()).toEqual(await happened());
  });

  it('when the process dies there in the middle of several pages', async () => {
    await scene.poll();
    await scene.happen(2_500);
    await scene.poll(scene.poller({ positions: crashingAt(2) }));
    expect(await scene.delivered()).toHaveLength(1_000);
    await scene.poll();
    expect(await scene.delivered()).toEqual(await happened());
  });

  it('control: with the link stored by itself, a death between the two loses events', async () => {
    class LinkFirst extends LogPositions {
      readonly #alone = new TenantDatabase(scene.db.dataSource);

      override async advance(position: LogPosition, progress: PollProgress): Promise<boolean> {
        const positions = new LogPositions(scene.db.dataSource, this.#alone);
        await this.#alone.transaction(acme, () => positions.advance(position, progress));
        throw new RangeError('crashed');
      }
    }
    await scene.happen(3);
    await scene.poll(scene.poller({ positions: new LinkFirst(scene.db.dataSource, scene.db.database) }));
    await scene.happen(1);
    await scene.poll();
    expect(await scene.delivered()).not.toEqual(await happened());
  });
});

describe('an event that cannot be kept', () => {
  it('is left out, and the others are not held up', async () => {
    await scene.happen(1);
    await scene.org.addLogEvents([{ eventType: HEARD, uuid: 'not a uuid' }]);
    const [good] = await scene.happen(1);
    await scene.poll();
    const all = await scene.delivered();
    expect(all).toHaveLength(2);
    expect(all[1]).toBe(good);
    expect(warned).toHaveBeenCalledWith(expect.objectContaining({ uuids: ['not a uuid'] }));
  });

  it('is kept where only its text is what Postgres does not take', async () => {
    await scene.org.addLogEvents([{ eventType: HEARD, displayMessage: 'a\u0000b\ud800c\\u0000' }]);
    await scene.happen(1);
    await scene.poll();
    expect(await scene.delivered()).toEqual(await happened());
    const [row] = await scene.sql<{ body: object }>(
      `SELECT body FROM event WHERE event_type = '${HEARD}' ORDER BY published LIMIT 1`,
    );
    expect(row?.body).toMatchObject({ displayMessage: 'a\ufffdb\ufffdc\\u0000' });
  });

  it('is found among the others when the database refuses it', async () => {
    const uuids = await scene.happen(9);
    class Picky extends EventRepository {
      override async insertNew(...[tenant, arrival]: Parameters<EventRepository['insertNew']>): Promise<Set<string>> {
        const refused = arrival.events.some(({ uuid }) => uuid === uuids[4]);
        if (refused) await scene.db.database.manager().query(`SELECT 'x'::int`);
        return super.insertNew(tenant, arrival);
      }
    }
    await scene.poll(scene.poller({ events: new Picky(scene.db.database) }));
    expect(await scene.delivered()).toEqual(uuids.filter((uuid) => uuid !== uuids[4]));
    expect(await scene.position()).toMatchObject({ error: null });
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ uuid: uuids[4] }));
  });
});

describe('where it begins', () => {
  it('goes back no further than 90 days', async () => {
    await scene.begin(new Date(Date.now() - 120 * 24 * HOUR));
    await scene.poll();
    const [first] = await scene.requests();
    expect(first?.query).toMatchObject({ limit: '1000', sortOrder: 'ASCENDING' });
    expect(first?.query['until']).toBeUndefined();
    expect(Date.now() - Date.parse(first?.query['since'] ?? '')).toBeLessThan(90 * 24 * HOUR + 60_000);
    expect(await scene.position()).toMatchObject({ error: null });
  });

  it('moves back for a subscription that begins earlier, and reads on to where it was', async () => {
    await scene.begin(new Date(Date.now() - 1_000));
    await scene.org.addLogEvents([{ eventType: HEARD, published: new Date(Date.now() - HOUR).toISOString() }]);
    await scene.happen(2);
    await scene.poll();
    expect(await scene.delivered()).toHaveLength(2);
    const earlier = new Date(Date.now() - 2 * HOUR);
    await scene.sql('UPDATE subscription SET start_from = $1', [earlier]);
    await scene.within(() => scene.positions().begin(acme, CONNECTION, earlier));
    await scene.happen(1);
    await scene.poll();
    expect((await scene.delivered()).toSorted()).toEqual((await happened()).toSorted());
  });

  it('stays where it is for one that begins later', async () => {
    await scene.happen(1);
    await scene.poll();
    const before = await scene.position();
    await scene.within(() => scene.positions().begin(acme, CONNECTION, new Date()));
    expect(await scene.position()).toMatchObject({ nextTarget: before?.nextTarget });
  });
});
