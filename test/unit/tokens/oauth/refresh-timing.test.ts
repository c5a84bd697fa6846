import { describe, expect, test } from '@jest/globals';
import { fc } from '../../../support/fast-check.js';
import { backOffMs, DEFAULT_TIMING, refreshLeadMs, usableMs } from '../../../../src/tokens/oauth/refresh-timing.js';

const MINUTE = 60_000;
const lead = (lifeMs: number, random = 0) => refreshLeadMs(lifeMs, { timing: DEFAULT_TIMING, random });

describe('a token is refreshed ahead', () => {
  test.each([
    ['a tenth of its life', 60 * MINUTE, 6 * MINUTE],
    ['but five minutes at least', 30 * MINUTE, 5 * MINUTE],
    ['and not before half its life', 4 * MINUTE, 2 * MINUTE],
    ['if it has one', 0, 0],
  ])('%s', (_, lifeMs, expected) => {
    expect(lead(lifeMs)).toBe(expected);
  });

  test('at different times', () => {
    expect(lead(60 * MINUTE, 0.5)).toBe(6.6 * MINUTE);
  });
});

test('pauses double from the first to the last, however many there were', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (count, random) => {
        const pause = backOffMs({ first: 100, last: 5_000 }, count, random);
        expect(pause).toBeGreaterThanOrEqual(100);
        expect(pause).toBeLessThanOrEqual(5_000);
      },
    ),
  );
  expect([1, 2, 3, 4, 99].map((count) => backOffMs({ first: 100, last: 500 }, count, 0))).toEqual([
    100, 200, 400, 500, 500,
  ]);
});

test('a token is not handed out in its last seconds, a short-lived one in its last quarter', () => {
  expect(usableMs({ lifeMs: 60 * MINUTE, validMs: 12_000 }, DEFAULT_TIMING)).toBe(2_000);
  expect(usableMs({ lifeMs: 8_000, validMs: 8_000 }, DEFAULT_TIMING)).toBe(6_000);
});

test('a lease outlasts its request, and the quick retries lie within the grace of 30 seconds', () => {
  const { leaseMs, requestMs, quickRetries, quickRetryMs } = DEFAULT_TIMING;
  expect(leaseMs).toBeGreaterThan(requestMs);
  expect(quickRetries * (requestMs + quickRetryMs) + requestMs).toBeLessThan(30_000);
});

test('after an outage three attempts lie within the grace: two more answers may be lost', () => {
  const { requestMs, lostMs } = DEFAULT_TIMING;
  expect(lostMs.last + 2 * (requestMs + lostMs.last)).toBeLessThan(30_000);
});
