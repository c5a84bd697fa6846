import { describe, expect, it } from '@jest/globals';
import { EVENT_RETRIES, retryAfter, REVOCATION_RETRIES } from '../../../../src/connections/upkeep/retry-schedule.js';

const DAY = 86_400;
const sum = (schedule: readonly number[]) => schedule.reduce((total, seconds) => total + seconds, 0);

describe('the retries of a connection event', () => {
  it('begin after seconds and get rarer', () => {
    expect(EVENT_RETRIES.slice(0, 5)).toEqual([5, 60, 300, 1_800, 7_200]);
    expect([...EVENT_RETRIES].toSorted((a, b) => a - b)).toEqual([...EVENT_RETRIES]);
  });

  it('end after about three days', () => {
    expect(Math.round(sum(EVENT_RETRIES) / DAY)).toBe(3);
  });
});

describe('the retries of a revocation', () => {
  it('get rarer, and end after about seven days', () => {
    expect([...REVOCATION_RETRIES].toSorted((a, b) => a - b)).toEqual([...REVOCATION_RETRIES]);
    expect(Math.round(sum(REVOCATION_RETRIES) / DAY)).toBe(7);
  });
});

describe('the wait after an attempt', () => {
  const schedule = [10, 100];

  it('is the one that the schedule names, a fifth more or less', () => {
    expect(retryAfter(schedule, 1, 0.5)).toBe(10);
    expect(retryAfter(schedule, 1, 0)).toBe(8);
    expect(retryAfter(schedule, 2, 1)).toBeCloseTo(120);
  });

  it('is none after the last: it is given up', () => {
    expect(retryAfter(schedule, 3, 0.5)).toBeUndefined();
  });
});
