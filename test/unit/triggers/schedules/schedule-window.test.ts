import { describe, expect, it } from '@jest/globals';
import { fc } from '../../../support/fast-check.js';
import { dayNumber } from '../../../../src/triggers/schedules/calendar-days.js';
import {
  dueAfter,
  latestWindow,
  MAX_MISSED,
  nextWindow,
  type Place,
} from '../../../../src/triggers/schedules/schedule-window.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const CRONS = ['* * * * *', '*/5 * * * *', '30 2 * * *', '0 * * * *', '15 1-3 * * *', '0 9 * * 1-5', '0 0 1 * *'];
const YEAR_BEGINS = Date.parse('2026-01-01T00:00:00Z');
const YEAR_MS = 365 * 86_400_000;

const place = fc.record({
  cron: fc.constantFrom(...CRONS),
  timezone: fc.constantFrom(...ZONES),
  from: fc.integer({ min: 0, max: YEAR_MS }).map((ms) => new Date(YEAR_BEGINS + ms)),
});
const hours = (count: number) => count * 3_600_000;
const later = ({ from }: Place, ms: number) => new Date(from.getTime() + ms);

function windowsUntil(given: Place, now: Date) {
  const windows = [];
  for (let next = nextWindow(given, now); next.until <= now; next = nextWindow({ ...given, from: next.until }, now)) {
    windows.push(next);
  }
  return windows;
}

describe('the windows of a schedule', () => {
  it('follow each other without gap or overlap, end when the schedule is due, and leave none out', () => {
    const downtime = fc.integer({ min: 0, max: hours(20) });
    fc.assert(
      fc.property(place, downtime, (given, ms) => {
        const now = later(given, ms);
        const windows = windowsUntil(given, now);
        let from = given.from;
        for (const window of windows) {
          expect(window.from).toEqual(from);
          expect(window.until.getTime()).toBeGreaterThan(from.getTime());
          expect(window.until.getTime() % 60_000).toBe(0);
          from = window.until;
        }
        expect(windows.length).toBeLessThanOrEqual(MAX_MISSED + 1);
        expect(dueAfter(given, from).getTime()).toBeGreaterThan(now.getTime());
      }),
      { numRuns: 15 },
    );
  });

  it('do not depend on when they are asked for', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: hours(1) }), (given, ms) => {
        expect(nextWindow(given, later(given, ms))).toEqual(nextWindow(given, given.from));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['into summer time', '2026-03-28T12:00:00Z', ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']],
    ['out of summer time', '2026-10-24T12:00:00Z', ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']],
  ])('end once a day on the way %s', (_, start, ends) => {
    const given = { cron: '30 2 * * *', timezone: 'Europe/Berlin', from: new Date(start) };
    const windows = windowsUntil(given, later(given, hours(40)));
    expect(windows.map(({ until }) => until.toISOString())).toEqual(ends);
  });

  it('are every hour when an hour comes twice', () => {
    const given = { cron: '0 * * * *', timezone: 'Europe/Berlin', from: new Date('2026-10-24T23:00:00Z') };
    const lengths = windowsUntil(given, later(given, hours(5))).map(
      ({ from, until }) => until.getTime() - from.getTime(),
    );
    expect(lengths).toEqual([hours(1), hours(1), hours(1), hours(1), hours(1)]);
  });

  it('become one at the beginning where more were missed than are made up', () => {
    const given = { cron: '* * * * *', timezone: 'UTC', from: new Date('2026-05-01T00:00:00Z') };
    const now = later(given, hours(24) + 30_000);
    const windows = windowsUntil(given, now);
    expect(windows).toHaveLength(MAX_MISSED);
    expect(windows[0]?.from).toEqual(given.from);
    expect(windows[1]?.until.getTime()).toBe((windows[1]?.from.getTime() ?? 0) + 60_000);
    expect(windows.at(-1)?.until).toEqual(later(given, hours(24)));
  });

  it('are one for all that were missed where the present state is what counts', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: hours(2_000) }), (given, ms) => {
        const now = later(given, ms);
        const { from, until } = latestWindow(given, now);
        expect(from).toEqual(given.from);
        const next = dueAfter(given, until).getTime();
        if (until <= now) expect(next).toBeGreaterThan(now.getTime());
        else expect(until).toEqual(dueAfter(given, given.from));
      }),
      { numRuns: 100 },
    );
  });

  it('cannot be made in a time zone that does not exist, or of a day that does not', () => {
    expect(() => dueAfter({ cron: '0 8 * * *', timezone: 'Mars/Base' }, new Date())).toThrow(/Mars\/Base/);
    expect(() => dueAfter({ cron: '0 0 30 2 *', timezone: 'UTC' }, new Date())).toThrow(/never due/);
  });
});

describe('the number of a calendar day', () => {
  it('is that of the time zone', () => {
    const late = new Date('2026-03-01T23:30:00Z');
    expect(dayNumber(late, 'Europe/Berlin') - dayNumber(late, 'UTC')).toBe(1);
    expect(dayNumber(late, 'Pacific/Apia') - dayNumber(late, 'America/New_York')).toBe(1);
  });

  it('rises by one at each midnight, also where a day has 23 or 25 hours', () => {
    const days = ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'];
    const numbers = days.map((at) => dayNumber(new Date(at), 'Europe/Berlin'));
    expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([0, 1, 1, 2]);
  });

  it('knows no unknown time zone', () => {
    expect(() => dayNumber(new Date(), 'Mars/Base')).toThrow(RangeError);
  });
});
