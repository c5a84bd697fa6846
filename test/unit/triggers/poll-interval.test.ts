import { describe, expect, it } from '@jest/globals';
import {
  intervalAfter,
  intervalAfterFailure,
  pauseAfter,
  waitForLimit,
} from '../../../src/triggers/polling/poll-interval.js';

const rateLimit = (limit: number, remaining = limit) => ({ limit, remaining, resetAt: '2026-01-01T00:01:00.000Z' });
const NOW = Date.parse('2026-01-01T00:00:15.000Z');

describe('the interval of polls', () => {
  it.each([
    [{ events: 3, previous: 60 }, 10],
    [{ events: 0, previous: 0 }, 15],
    [{ events: 0, previous: 10 }, 15],
    [{ events: 0, previous: 53 }, 60],
    [{ events: 0, previous: 300 }, 60],
  ])('after %j is %d s', (outcome, seconds) => {
    expect(intervalAfter({ ...outcome, rateLimit: undefined })).toBe(seconds);
  });

  it.each([
    [120, 10],
    [20, 12],
    [10, 24],
    [3, 80],
    [0, 10],
  ])("with Okta's limit at %d a minute is at least %d s", (limit, seconds) => {
    expect(intervalAfter({ events: 1, previous: 10, rateLimit: rateLimit(limit) })).toBe(seconds);
  });

  it('doubles with each failure, to five minutes', () => {
    const intervals = [intervalAfterFailure(0)];
    while (intervals.length < 6) intervals.push(intervalAfterFailure(intervals.at(-1) ?? 0));
    expect(intervals).toEqual([20, 40, 80, 160, 300, 300]);
  });
});

describe('the wait for a limit', () => {
  it.each([
    [rateLimit(60, 13), 0],
    [rateLimit(60, 12), 45],
    [rateLimit(60, 0), 45],
    [{ ...rateLimit(60, 0), resetAt: '2026-01-01T00:00:00.000Z' }, 0],
    [undefined, 0],
  ])('with %j is %d s', (limit, seconds) => {
    expect(waitForLimit(limit, NOW)).toBe(seconds);
  });
});

describe('the pause between turns', () => {
  it('is a tenth more or less than the interval', () => {
    const turn = { requests: 1, interval: 60, limitWait: 0 };
    expect([0, 0.5, 1].map((random) => pauseAfter(turn, random))).toEqual([54, 60, 66]);
  });

  it('keeps to 30 requests a minute, whatever the turns', () => {
    for (const requests of [1, 3, 10, 11]) {
      expect(pauseAfter({ requests, interval: 0, limitWait: 0 }, 0)).toBeGreaterThanOrEqual(requests * 2);
    }
  });

  it('lasts until the limit begins anew', () => {
    expect(pauseAfter({ requests: 1, interval: 10, limitWait: 45 }, 0)).toBe(45);
    expect(pauseAfter({ requests: 1, interval: 10, limitWait: 45 }, 0.9)).toBeGreaterThan(45);
  });
});
