import { describe, expect, it } from '@jest/globals';
import { batchesOf } from '../../../../src/triggers/schedules/batches.js';
import { carryOver, remember, shortId } from '../../../../src/triggers/schedules/event-memory.js';

const ofBytes = (bytes: number) => 'x'.repeat(bytes - 2);

describe('the lists of a window', () => {
  it('hold at most 1,000 events', () => {
    expect(batchesOf(Array.from({ length: 2_001 }, (_, n) => n)).map(({ length }) => length)).toEqual([
      1_000, 1_000, 1,
    ]);
  });

  it('hold at most a megabyte, but for an event that is larger alone', () => {
    const items = [600_000, 400_000, 1, 2_000_000, 10].map((bytes) => ofBytes(Math.max(bytes, 2)));
    expect(batchesOf(items).map(({ length }) => length)).toEqual([2, 1, 1, 1]);
  });

  it('are none without events', () => {
    expect(batchesOf([])).toEqual([]);
  });
});

const event = (at: number) => ({ uuid: `u${at}`, published: new Date(at).toISOString(), eventType: 'x' });

describe('what is remembered of events', () => {
  it('is what the next window may find again', () => {
    const told = remember(carryOver(undefined, 1_000), [event(999), event(1_000), event(1_001)]);
    expect(told).toEqual({
      from: 1_000,
      events: [
        [1_000, shortId('u1000')],
        [1_001, shortId('u1001')],
      ],
    });
    expect(carryOver(told, 1_001)).toEqual({ from: 1_001, events: [[1_001, shortId('u1001')]] });
  });

  it('reaches no further back than it is complete', () => {
    expect(carryOver({ from: 1_000, events: [] }, 500).from).toBe(1_000);
  });

  it('forgets the oldest of too many, together with all of the same time', () => {
    const many = Array.from({ length: 20_003 }, (_, n) => event(5_000 + Math.floor(n / 2)));
    const { from, events } = remember({ from: 0, events: [] }, many);
    expect(from).toBe(5_002);
    expect(Math.min(...events.map(([at]) => at))).toBe(5_002);
    expect(events).toHaveLength(19_999);
  });
});
