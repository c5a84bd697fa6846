import { describe, expect, it } from '@jest/globals';
import { DELIVERY_RETRIES, verdictOf, waitSecondsOf } from '../../../src/deliveries/delivery-verdict.js';

const MIDDLE = 0.5;
const answered = (status: number, waitSeconds?: number) => ({ status, durationMs: 5, waitSeconds });

describe('verdictOf', () => {
  it.each([200, 201, 204, 299])('takes %d as delivered', (status) => {
    expect(verdictOf(answered(status), 1, MIDDLE)).toEqual({ kind: 'delivered' });
  });

  it.each([301, 307, 400, 401, 404, 429, 500, 503])('tries again after %d', (status) => {
    expect(verdictOf(answered(status), 1, MIDDLE)).toEqual({ kind: 'later', seconds: 5 });
  });

  it('ends with 410, at any attempt', () => {
    expect(verdictOf(answered(410), 1, MIDDLE)).toEqual({ kind: 'gone' });
    expect(verdictOf(answered(410), 10, MIDDLE)).toEqual({ kind: 'gone' });
  });

  it.each(['timeout', 'connection', 'refused'] as const)('tries again after %s', (error) => {
    expect(verdictOf({ error, durationMs: 5 }, 2, MIDDLE)).toEqual({ kind: 'later', seconds: 300 });
  });

  it('tries again at once what this process broke off', () => {
    expect(verdictOf({ error: 'aborted', durationMs: 5 }, 10, MIDDLE)).toEqual({ kind: 'later', seconds: 0 });
  });

  it('follows the schedule and then gives up', () => {
    const waits = DELIVERY_RETRIES.map((_, index) => verdictOf(answered(500), index + 1, MIDDLE));
    const hour = 3_600;
    const schedule = [5, 300, 1_800, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
    expect(waits).toEqual(schedule.map((seconds) => ({ kind: 'later', seconds: expect.closeTo(seconds) })));
    expect(verdictOf(answered(500), 10, MIDDLE)).toEqual({ kind: 'given-up' });
  });

  it('varies the waits', () => {
    expect(verdictOf(answered(500), 1, 0)).toEqual({ kind: 'later', seconds: 4 });
  });

  it('waits longer where the receiver asks for it, never shorter', () => {
    expect(verdictOf(answered(503, 60), 1, MIDDLE)).toEqual({ kind: 'later', seconds: 60 });
    expect(verdictOf(answered(503, 60), 2, MIDDLE)).toEqual({ kind: 'later', seconds: 300 });
  });
});

describe('waitSecondsOf', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it.each<[string | string[] | undefined, number | undefined]>([
    ['120', 120],
    [' 0 ', 0],
    [['7', '9'], 7],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['999999999', 86_400],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (header, seconds) => {
    expect(waitSecondsOf(429, header, now)).toBe(seconds);
  });

  it('looks at 429 and 503 alone', () => {
    expect(waitSecondsOf(503, '5', now)).toBe(5);
    expect(waitSecondsOf(500, '5', now)).toBeUndefined();
  });
});
