import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { BoundedLane } from '../../../../src/triggers/hooks/bounded-lane.js';

const LONG_MS = 60_000;

describe('a bounded lane', () => {
  it('does so much at once, and the others after it', async () => {
    const lane = new BoundedLane({ atOnce: 2, waiting: 10 });
    const gate = Promise.withResolvers<void>();
    const begun: number[] = [];
    const work = (number: number) => async () => {
      begun.push(number);
      await gate.promise;
      return number;
    };
    const runs = [1, 2, 3, 4].map((number) => lane.run(work(number), LONG_MS));
    expect(begun).toEqual([1, 2]);
    gate.resolve();
    expect(await Promise.all(runs)).toEqual([1, 2, 3, 4]);
  });

  it('turns away at once who finds too many waiting', async () => {
    const lane = new BoundedLane({ atOnce: 1, waiting: 1 });
    const gate = Promise.withResolvers<void>();
    const runs = [lane.run(() => gate.promise, LONG_MS), lane.run(async () => undefined, LONG_MS)];
    await expect(lane.run(async () => undefined, LONG_MS)).rejects.toMatchObject({ code: 'overloaded' });
    gate.resolve();
    await Promise.all(runs);
    await lane.run(async () => undefined, LONG_MS);
  });

  it('answers in time: what waits too long never begins, what has begun keeps its place', async () => {
    const lane = new BoundedLane({ atOnce: 1, waiting: 5 });
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    const late = [
      lane.run(async () => {
        begun.push('first');
        await gate.promise;
      }, 5),
      lane.run(async () => void begun.push('second'), 5),
    ];
    expect((await Promise.allSettled(late)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const third = lane.run(async () => void begun.push('third'), LONG_MS);
    expect(begun).toEqual(['first']);
    gate.resolve();
    await third;
    expect(begun).toEqual(['first', 'third']);
  });

  it('passes errors on and goes on', async () => {
    const lane = new BoundedLane({ atOnce: 1, waiting: 5 });
    const failed = lane.run(() => Promise.reject(new RangeError('no')), LONG_MS);
    const next = lane.run(async () => 'next', LONG_MS);
    await expect(failed).rejects.toThrow(RangeError);
    await expect(next).resolves.toBe('next');
  });

  it('runs what waited in the context that it came in', async () => {
    const storage = new AsyncLocalStorage<string>();
    const lane = new BoundedLane({ atOnce: 1, waiting: 5 });
    const run = (name: string) => storage.run(name, () => lane.run(async () => storage.getStore(), LONG_MS));
    expect(await Promise.all([run('a'), run('b'), run('c')])).toEqual(['a', 'b', 'c']);
  });
});
