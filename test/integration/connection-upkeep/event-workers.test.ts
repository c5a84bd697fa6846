import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionEventRepository } from '../../../src/connections/events/connection-event.repository.js';
import { tenantId } from '../../support/database.js';
import { text, type Respond } from '../okta-client/fault-server.js';
import { accepts, EventScene } from './event-scene.js';

let scene: EventScene;
beforeAll(async () => {
  scene = await EventScene.set();
});
afterAll(() => scene.db.drop());
beforeEach(() => scene.open());
afterEach(() => scene.close());

describe('several workers', () => {
  /** Answers only when the test says so. */
  function holding(): { respond: Respond; asked: Promise<void>; release: () => void } {
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const respond: Respond = (response) => {
      asked.resolve();
      void released.promise.then(() => response.writeHead(204).end());
    };
    return { respond, asked: asked.promise, release: released.resolve };
  }

  it('never deliver an event at the same time', async () => {
    await scene.record();
    const { respond, asked, release } = holding();
    scene.platform.plays(respond);
    const [one, other] = [scene.worker(), scene.worker()];
    const [due] = await other.listDue(1);
    const first = one.deliver(due!);
    await asked;
    await other.deliver(due!);
    await expect(other.listDue(1)).resolves.toEqual([]);
    expect(scene.platform.seen).toHaveLength(1);
    release();
    await first;
    await expect(scene.rows()).resolves.toEqual([]);
  });

  it('would without the lease (control)', async () => {
    await scene.record();
    const { respond, asked, release } = holding();
    scene.platform.plays(respond, accepts);
    const [one, other] = [scene.worker(), scene.worker()];
    const [due] = await other.listDue(1);
    const first = one.deliver(due!);
    await asked;
    await scene.timePasses();
    await other.deliver(due!);
    expect(scene.platform.seen).toHaveLength(2);
    release();
    await first;
  });

  it('of whom many ask at once, one delivers', async () => {
    await scene.record();
    const workers = Array.from({ length: 4 }, () => scene.worker());
    const [due] = await workers[0]!.listDue(1);
    await Promise.all(workers.map((each) => each.deliver(due!)));
    expect(scene.platform.seen).toHaveLength(1);
  });

  it('deliver again, with the same id, what one sent and could not mark before it died', async () => {
    await scene.record();
    class Dying extends ConnectionEventRepository {
      override async remove(): Promise<void> {
        throw new Error('killed');
      }
    }
    const dying = scene.worker({}, new Dying(scene.db.dataSource, scene.db.database));
    const [due] = await dying.listDue(1);
    await expect(dying.deliver(due!)).rejects.toThrow('killed');
    const other = scene.worker();
    await expect(other.listDue(1)).resolves.toEqual([]);
    await scene.timePasses();
    await scene.deliverDue(other);
    expect(scene.platform.seen).toHaveLength(2);
    expect(scene.ids().size).toBe(1);
    await expect(scene.rows()).resolves.toEqual([]);
  });

  it('leave alone what a slower one gives back after its lease was taken over', async () => {
    await scene.record();
    const { respond, asked, release } = holding();
    scene.platform.plays(respond, text(500));
    const [slow, quick] = [scene.worker({ timeoutMs: 60_000 }), scene.worker()];
    const [due] = await slow.listDue(1);
    const ending = new AbortController();
    const late = slow.deliver(due!, ending.signal);
    await asked;
    await scene.timePasses();
    await quick.deliver(due!);
    ending.abort();
    await late;
    await expect(quick.listDue(1)).resolves.toEqual([]);
    await expect(scene.rows()).resolves.toEqual([expect.objectContaining({ attempts: 2 })]);
    release();
  });

  it('are given the tenants in turn', async () => {
    for (const _ of [1, 2, 3]) await scene.record();
    await scene.record(tenantId('globex'));
    const listed = await scene.worker().listDue(2);
    expect(new Set(listed.map((due) => due.tenantId))).toEqual(new Set(['acme', 'globex']));
  });
});
