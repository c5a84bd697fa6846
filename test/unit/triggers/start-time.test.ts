import { describe, expect, it } from '@jest/globals';
import { replayPeriod, startTime } from '../../../src/triggers/subscriptions/start-time.js';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number, offsetMs = 0) => new Date(NOW.getTime() - days * DAY_MS + offsetMs).toISOString();

describe('the start of a subscription', () => {
  it('is now, or up to 90 days back', () => {
    expect(startTime('now', NOW)).toEqual(NOW);
    expect(startTime(daysAgo(90), NOW).toISOString()).toBe(daysAgo(90));
    expect(startTime('2026-03-01T13:00:00+02:00', NOW).toISOString()).toBe('2026-03-01T11:00:00.000Z');
  });

  it.each([daysAgo(90, -1), daysAgo(0, 1)])('is not %s', (startFrom) => {
    expect(() => startTime(startFrom, NOW)).toThrow(/startFrom lies/);
  });
});

describe('the period of a replay', () => {
  it('ends now at the latest', () => {
    const since = daysAgo(2);
    expect(replayPeriod({ since }, NOW)).toEqual({ since: new Date(since), until: NOW });
    expect(replayPeriod({ since, until: daysAgo(-1) }, NOW).until).toEqual(NOW);
    expect(replayPeriod({ since, until: daysAgo(1) }, NOW).until.toISOString()).toBe(daysAgo(1));
  });

  it.each([
    { since: daysAgo(30, -1) },
    { since: daysAgo(0, 1) },
    { since: daysAgo(1), until: daysAgo(1) },
    { since: daysAgo(1), until: daysAgo(2) },
  ])('is not %j', (period) => {
    expect(() => replayPeriod(period, NOW)).toThrow(/The time in (since|until)/);
  });
});
