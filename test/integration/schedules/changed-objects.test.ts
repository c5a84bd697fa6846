import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ScheduleStepStore, type KeptStep } from '../../../src/triggers/schedules/schedule-step-store.service.js';
import type { ScheduleHold } from '../../../src/triggers/schedules/schedule.repository.js';
import type { Subscription } from '../../../src/triggers/subscriptions/subscription.js';
import { connectionCalls } from './calls.js';
import { HOUR, ScheduleScene } from './schedule-scene.js';

const MINUTE = 60_000;
const START = new Date(Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR);
const after = (minutes: number) => new Date(START.getTime() + minutes * MINUTE);
const at = (minutes: number) => ({ now: () => after(minutes) });

let scene: ScheduleScene;
let ids: string[];
beforeAll(async () => {
  scene = await ScheduleScene.open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  await scene.begin();
  ids = [];
});
afterEach(() => void jest.restoreAllMocks());

/** So many users, all as old as `created` and changed last at `lastUpdated`. */
async function usersOf(count: number, facts: { created: Date; lastUpdated?: Date }): Promise<string[]> {
  const known = new Set(ids);
  await scene.org.seed({ users: count });
  const made = (await connectionCalls(scene.org).allUsers()).filter((id) => !known.has(id)).slice(-count);
  ids.push(...made);
  await touch(made, { created: facts.created, lastUpdated: facts.lastUpdated ?? facts.created });
  return made;
}

const touch = (users: readonly string[], { created, lastUpdated }: { created?: Date; lastUpdated: Date }) =>
  scene.org.seed({
    userFacts: users.map((userId) => ({
      userId,
      ...(created && { created: created.toISOString() }),
      lastUpdated: lastUpdated.toISOString(),
    })),
  });

const toldUsers = async () => (await scene.delivered()).map(({ body }) => body.user?.id);

async function accountOf(users: readonly string[]) {
  const told = await toldUsers();
  const distinct = new Set(told);
  return { doubled: told.length - distinct.size, lost: users.filter((id) => !distinct.has(id)).length };
}

/** All users of the org that the tests did not make are out of the way. */
async function ageTheOthers(): Promise<void> {
  await touch(await connectionCalls(scene.org).allUsers(), { created: after(-9_000), lastUpdated: after(-9_000) });
}

describe('new users', () => {
  it('are told once each, those after the start alone, oldest first', async () => {
    await ageTheOthers();
    const [before = ''] = await usersOf(1, { created: after(-1) });
    const [second = ''] = await usersOf(1, { created: after(3) });
    const [first = ''] = await usersOf(1, { created: after(2) });
    await scene.subscribe('new-user', {}, START);
    await scene.search(at(5));
    await scene.search(at(10));
    await touch([first], { lastUpdated: after(11) });
    await scene.search(at(15));
    const [third = ''] = await usersOf(1, { created: after(16) });
    await scene.search(at(60));
    expect(await toldUsers()).toEqual([first, second, third]);
    expect(await toldUsers()).not.toContain(before);
  });

  it('are found although Okta lists them late', async () => {
    await ageTheOthers();
    await scene.subscribe('new-user', {}, START);
    const [first = ''] = await usersOf(1, { created: after(4.5) });
    await scene.search(at(5));
    const [late = ''] = await usersOf(1, { created: after(4) });
    await scene.search(at(10));
    expect(await toldUsers()).toEqual([first, late]);
  });

  it('are those that the search of the subscription matches', async () => {
    await ageTheOthers();
    const users = await usersOf(4, { created: after(2) });
    await scene.subscribe(
      'new-user',
      { search: 'profile.department eq "Sales" or profile.department eq "Support"' },
      START,
    );
    await scene.search(at(5));
    const departments = (await scene.delivered()).map(({ body }) =>
      Reflect.get(body.user?.profile ?? {}, 'department'),
    );
    expect(new Set(departments)).toEqual(new Set(['Sales', 'Support']));
    expect(departments).toHaveLength(2);
    expect(users).toEqual(expect.arrayContaining(await toldUsers()));
  });
});

describe('updated users', () => {
  it('are told once for each change', async () => {
    await ageTheOthers();
    const [one = '', two = ''] = await usersOf(2, { created: after(-600) });
    await scene.subscribe('user-updated', {}, START);
    await touch([one], { lastUpdated: after(1) });
    await scene.search(at(5));
    await scene.search(at(10));
    await touch([two], { lastUpdated: after(11) });
    await touch([one], { lastUpdated: after(12) });
    await scene.search(at(15));
    await scene.search(at(20));
    expect(await toldUsers()).toEqual([one, two, one]);
    const webhookIds = (await scene.delivered()).map(({ webhookId }) => webhookId);
    expect(new Set(webhookIds).size).toBe(3);
  });

  it('are not new ones where these are not wanted', async () => {
    await ageTheOthers();
    await usersOf(1, { created: after(2), lastUpdated: after(2.5) });
    const [changed] = await usersOf(1, { created: after(-60), lastUpdated: after(3) });
    await scene.subscribe('user-updated', { includeCreated: false }, START);
    await scene.search(at(5));
    await scene.search(at(10));
    expect(await toldUsers()).toEqual([changed]);
  });

  it('are told once each where they fill many pages, also of one and the same time', async () => {
    await ageTheOthers();
    const users = await usersOf(450, { created: after(-600), lastUpdated: after(2) });
    await touch(users.slice(0, 150), { lastUpdated: after(1) });
    await scene.subscribe('user-updated', {}, START);
    await scene.search(at(5));
    await scene.search(at(10));
    expect(await accountOf(users)).toEqual({ doubled: 0, lost: 0 });
  });

  it.each([1, 2])('are told once each when the process dies after step %i', async (step) => {
    await ageTheOthers();
    const users = await usersOf(450, { created: after(-600), lastUpdated: after(2) });
    await touch(users.slice(0, 220), { lastUpdated: after(1) });
    await scene.subscribe('user-updated', {}, START);
    const steps = new DiesCommitted(scene.db.database, scene.schedules(), scene.writer(), scene.jobs());
    steps.left = step;
    await scene.search({ steps, ...at(5) }).catch(() => undefined);
    expect((await toldUsers()).length).toBeLessThan(450);
    await scene.search(at(5));
    await scene.search(at(10));
    expect(await accountOf(users)).toEqual({ doubled: 0, lost: 0 });
  });
});

class DiesCommitted extends ScheduleStepStore {
  left = 1;

  override async keep(subscription: Subscription, hold: ScheduleHold, step: KeptStep): Promise<boolean> {
    if (this.left <= 0) throw new Error('dead');
    const kept = await super.keep(subscription, hold, step);
    this.left -= 1;
    if (this.left === 0) throw new Error('after the commit');
    return kept;
  }
}
