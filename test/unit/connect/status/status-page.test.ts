import { describe, expect, test } from '@jest/globals';
import { everyHour, firstHour, HOURS, type StatusModel } from '../../../../src/connect/status/status-model.js';
import { statusPage } from '../../../../src/connect/status/status-page.js';
import { absoluteTime, relativeTime } from '../../../../src/connect/status/times.js';
import { textsFor } from '../../../../src/connect/page/texts.js';
import { BUSY, EXAMINED, QUIET } from '../../../browser/status-models.ts';

const texts = textsFor('en');
const parts = { texts, csrf: { name: 'form_token', value: 'proof' }, action: '/connect/cs_1/status' };

/** What a reader gets, without the tags. */
function wordsOf(model: StatusModel): string {
  const { lead, main, aside } = statusPage(model, parts);
  return `${String(lead)} ${String(aside)} ${String(main)}`.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

describe('the hours', () => {
  test('are a day, to the hour that it is now', () => {
    const hours = everyHour(BUSY.now, []);
    expect(hours).toHaveLength(HOURS);
    expect(hours[0]?.hour).toEqual(firstHour(BUSY.now));
    expect(hours.at(-1)?.hour.toISOString()).toBe('2026-11-22T10:00:00.000Z');
  });

  test('find what happened in them', () => {
    const [entry] = BUSY.deliveries;
    expect(everyHour(BUSY.now, BUSY.deliveries).at(-1)?.found).toBe(entry);
    expect(everyHour(BUSY.now, BUSY.deliveries).filter(({ found }) => found)).toHaveLength(4);
  });
});

describe('times', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  test.each([
    ['2026-11-22T09:59:18Z', '42 seconds ago'],
    ['2026-11-22T09:00:00Z', '1 hour ago'],
    ['2026-11-24T10:00:00Z', 'in 2 days'],
    ['2026-11-22T10:00:00Z', 'now'],
  ])('%s is %s', (time, words) => {
    expect(relativeTime(new Date(time), now, 'en')).toBe(words);
  });

  test('follow the language', () => {
    expect(relativeTime(new Date('2026-11-21T10:00:00Z'), now, 'de')).toBe('gestern');
    expect(absoluteTime(now, 'de')).toBe('22.11.2026, 10:00 UTC');
  });
});

describe('the status page', () => {
  test('says how the connection is, what ran and what was delivered', () => {
    const words = wordsOf(BUSY);
    expect(words).toContain('acme.okta.com Active');
    expect(words).toContain('455 succeeded, 30 failed.');
    expect(words).toContain('215 delivered, 2 given up, 13 on the way.');
    expect(words).toContain('Reset all factors Failed 15 minutes ago , took 1,240 ms, insufficient_role');
    expect(words).toContain('480 of 500 used in this minute');
    expect(words).toContain('100 of 2,000 used when last asked');
    expect(words).toContain('We use 50% of each limit at most.');
  });

  test('says when to authorize again, and that it is soon', () => {
    expect(wordsOf(BUSY)).toMatch(/Authorize again before in 10 days Dec 2, 2026, 10:24 UTC Soon/);
    const later = new Date(BUSY.now.getTime() + 60 * 86_400_000);
    expect(wordsOf({ ...BUSY, token: { ...BUSY.token!, reauthorizeBefore: later } })).not.toContain('Soon');
  });

  test('says why a connection does not work, and what the examination found', () => {
    const words = wordsOf(EXAMINED);
    expect(words).toContain('Must be authorized again The refresh token is not valid any more.');
    expect(words).toContain('Credentials Does not work Okta does not accept the refresh token any more.');
    expect(words).toContain('Authorize the connection again.');
    expect(words).toContain('Examine again');
  });

  test('has words for nothing', () => {
    const words = wordsOf(QUIET);
    expect(words).toContain('Not finished');
    expect(words).toContain('No action has run in the last 24 hours.');
    expect(words).toContain('Nothing was to be delivered');
    expect(words).toContain('Nothing was asked of Okta lately.');
    expect(words).toContain('There is no token yet.');
    expect(String(statusPage(QUIET, parts).main)).not.toContain('role="img"');
  });

  test('tells of API tokens when Okta ends them', () => {
    const connection = { ...BUSY.connection, authType: 'apiToken' as const };
    expect(wordsOf({ ...BUSY, connection, token: undefined })).toContain('nobody uses for 30 days');
  });

  test('says in words, and in a table, what a chart draws', () => {
    const main = String(statusPage(BUSY, parts).main);
    expect(main).toContain('aria-label="455 succeeded, 30 failed. Most in an hour: 51."');
    const [, table = ''] = /<tbody>(.*?)<\/tbody>/s.exec(main) ?? [];
    const cells = [...table.matchAll(/<td>(\d+)<\/td>/g)].map(([, count]) => Number(count));
    expect(cells.reduce((sum, count) => sum + count, 0)).toBe(485);
  });

  test('draws what failed, however little it is', () => {
    const runs = [{ hour: new Date('2026-11-22T10:00:00Z'), succeeded: 100_000, failed: 1 }];
    const main = String(statusPage({ ...BUSY, runs, deliveries: [] }, parts).main);
    const [, height] = /class="bad"[^>]*?height="([\d.]+)"/s.exec(main) ?? [];
    expect(Number(height)).toBeGreaterThanOrEqual(3);
    const tops = [...main.matchAll(/\sy="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
  });

  test('shows what others wrote as text', () => {
    const connection = { ...EXAMINED.connection, name: '<script>', statusReason: '<img src=x>' };
    const page = statusPage({ ...EXAMINED, connection }, parts);
    expect(String(page.main)).not.toMatch(/<script>|<img/);
    expect(String(page.main)).toContain('&#60;img src=x&#62;');
  });
});
