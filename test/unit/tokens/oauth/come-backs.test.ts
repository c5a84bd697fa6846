import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ComeBacks } from '../../../../src/tokens/oauth/come-backs.js';

interface Timer {
  at: number;
  work: () => void;
  unref: () => Timer;
  keepsAlive: boolean;
}

/** A clock that the test moves, with the timers that are set. */
let now: number;
let timers: Timer[];
let done: string[];
let comeBacks: ComeBacks;

function setTimer(work: () => void, ms: number): Timer {
  const unref = () => Object.assign(timer, { keepsAlive: false });
  const timer: Timer = { at: now + ms, work, unref, keepsAlive: true };
  timers.push(timer);
  return timer;
}

function clearTimer(timer: unknown): void {
  timers = timers.filter((known) => known !== timer);
}

function advanceTo(time: number): void {
  for (const next of timers.toSorted((one, other) => one.at - other.at)) {
    if (next.at > time || !timers.includes(next)) continue;
    clearTimer(next);
    now = next.at;
    next.work();
  }
  now = time;
}

beforeEach(() => {
  [now, timers, done] = [0, [], []];
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(setTimer as unknown as typeof setTimeout);
  jest.spyOn(globalThis, 'clearTimeout').mockImplementation(clearTimer);
  comeBacks = new ComeBacks();
});
afterEach(() => {
  comeBacks.stop();
  jest.restoreAllMocks();
});

const work = (name: string) => () => void done.push(name);

test('work is done a little after its time, once', () => {
  comeBacks.plan('a', 1_000, work('a'));
  advanceTo(1_019);
  expect(done).toEqual([]);
  advanceTo(1_020);
  expect(done).toEqual(['a']);
  expect(timers).toEqual([]);
});

test('the latest plan of a key counts; other keys have their own', () => {
  comeBacks.plan('a', 100, work('first'));
  comeBacks.plan('b', 100, work('other'));
  comeBacks.plan('a', 200, work('second'));
  advanceTo(1_000);
  expect(done).toEqual(['other', 'second']);
});

test('a plan can be made from within its own work', () => {
  comeBacks.plan('a', 100, () => comeBacks.plan('a', 100, work('again')));
  advanceTo(500);
  expect(timers).toHaveLength(1);
  advanceTo(1_000);
  expect(done).toEqual(['again']);
});

test('nothing is done after the stop, whenever it was planned', () => {
  comeBacks.plan('a', 100, work('before'));
  comeBacks.stop();
  comeBacks.plan('b', 100, work('after'));
  expect(timers).toEqual([]);
});

test('what is planned does not keep the process alive', () => {
  comeBacks.plan('a', 60_000, work('a'));
  expect(timers.map(({ keepsAlive }) => keepsAlive)).toEqual([false]);
});
