import { describe, expect, it } from '@jest/globals';
import { FreshCache } from '../../../src/actions/org-schemas/fresh-cache.js';

interface Schema {
  lastUpdated: string;
  load: number;
}

function cacheAt(clock: { now: number }, maxSize = 100) {
  return new FreshCache<Schema>({
    maxSize,
    sizeOf: () => 1,
    freshMs: 60_000,
    same: (before, after) => before.lastUpdated === after.lastUpdated,
    now: () => clock.now,
  });
}

/** Counts its loads; each gives what `lastUpdated` says at that time. */
function loader(source: { lastUpdated: string } = { lastUpdated: 'monday' }) {
  let loads = 0;
  const load = async (): Promise<Schema> => {
    loads += 1;
    return { lastUpdated: source.lastUpdated, load: loads };
  };
  return { load, loads: () => loads, source };
}

describe('FreshCache', () => {
  it('loads once for all who ask at the same time, and while it is fresh', async () => {
    const clock = { now: 0 };
    const cache = cacheAt(clock);
    const { load, loads } = loader();
    await Promise.all(Array.from({ length: 50 }, () => cache.get('a', load)));
    clock.now = 59_999;
    await cache.get('a', load);
    expect(loads()).toBe(1);
  });

  it('loads again afterwards, and keeps the old one where nothing has changed', async () => {
    const clock = { now: 0 };
    const cache = cacheAt(clock);
    const { load, loads, source } = loader();
    const first = await cache.get('a', load);
    clock.now = 60_000;
    expect(await cache.get('a', load)).toBe(first);
    expect(loads()).toBe(2);
    clock.now = 120_000;
    source.lastUpdated = 'tuesday';
    expect(await cache.get('a', load)).toEqual({ lastUpdated: 'tuesday', load: 3 });
  });

  it('counts the age from the last load', async () => {
    const clock = { now: 0 };
    const cache = cacheAt(clock);
    const { load, loads } = loader();
    await cache.get('a', load);
    clock.now = 60_000;
    await cache.get('a', load);
    clock.now = 119_999;
    await cache.get('a', load);
    expect(loads()).toBe(2);
  });

  it('keeps no failure, and tells it to all who waited', async () => {
    const cache = cacheAt({ now: 0 });
    const { load, loads } = loader();
    const failing = async (): Promise<Schema> => Promise.reject(new Error('away'));
    const waiting = await Promise.allSettled([cache.get('a', failing), cache.get('a', failing)]);
    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await cache.get('a', load);
    expect(loads()).toBe(1);
  });

  it('forgets what was used least recently when it is full', async () => {
    const cache = cacheAt({ now: 0 }, 2);
    const { load, loads } = loader();
    for (const key of ['a', 'b', 'a', 'c', 'a']) await cache.get(key, load);
    expect(loads()).toBe(3);
    await cache.get('b', load);
    expect(loads()).toBe(4);
  });
});
