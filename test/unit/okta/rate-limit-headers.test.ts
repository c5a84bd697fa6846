import { describe, expect, it } from '@jest/globals';
import { isConcurrencyLimit, rateLimitWait, readRateLimit } from '../../../src/okta/rate-limit-headers.js';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const SECONDS = NOW / 1_000;
const headers = (limit: string, remaining: string, reset: string) => ({
  'x-rate-limit-limit': limit,
  'x-rate-limit-remaining': remaining,
  'x-rate-limit-reset': reset,
});
const wait = (
  given: Record<string, string | string[]>,
  more: { errorCode?: string; attempt?: number; random?: number } = {},
) => rateLimitWait({ headers: given, now: NOW, attempt: 1, random: 0, ...more });

describe('readRateLimit', () => {
  it('reads the three headers', () => {
    expect(readRateLimit(headers('600', '598', String(SECONDS)))).toEqual({
      limit: 600,
      remaining: 598,
      resetAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it.each([
    ['joined by a comma', { ...headers('600, 50', '598,12', `${SECONDS},${SECONDS}`) }],
    [
      'as an array',
      {
        'x-rate-limit-limit': ['600', '50'],
        'x-rate-limit-remaining': ['598', '12'],
        'x-rate-limit-reset': [String(SECONDS)],
      },
    ],
  ])('takes the smaller value of headers that came twice, %s', (_, given) => {
    expect(readRateLimit(given)).toMatchObject({ limit: 50, remaining: 12 });
  });

  it.each([
    [{}],
    [headers('600', '598', '')],
    [headers('x', '1', '1')],
    [headers('600', '-1', '1')],
    [headers('1e3', '1', '1')],
  ])('gives undefined for %j', (given) => expect(readRateLimit(given)).toBeUndefined());

  it('bears a reset beyond what a date can hold', () => {
    expect(readRateLimit(headers('1', '0', '9999999999999'))?.resetAt).toMatch(/Z$/);
  });
});

describe('rateLimitWait', () => {
  it("waits until Reset on Okta's own clock and a second more", () => {
    const skewed = { ...headers('600', '0', String(SECONDS + 3_620)), date: new Date(NOW + 3_600_000).toUTCString() };
    expect(wait(skewed)).toEqual({ waitMs: 21_000, automatic: true });
  });

  it.each([[{}], [{ date: 'yesterday' }]])('takes the own clock where the Date header is %j', (date) => {
    expect(wait({ ...headers('600', '0', String(SECONDS + 5)), ...date })).toEqual({ waitMs: 6_000, automatic: true });
  });

  it('waits a second at least and a day at most', () => {
    expect(wait(headers('600', '0', String(SECONDS - 500))).waitMs).toBe(1_000);
    expect(wait(headers('600', '0', '9999999999')).waitMs).toBe(86_400_000);
  });

  it('waits a short while with jitter when too many calls run at once, whatever Reset says', () => {
    const given = headers('0', '0', String(SECONDS + 60));
    expect(isConcurrencyLimit(given)).toBe(true);
    expect(wait(given, { random: 0 }).waitMs).toBe(500);
    expect(wait(given, { random: 0.999 }).waitMs).toBe(1_000);
    expect(wait(given, { attempt: 3, random: 0 }).waitMs).toBe(2_000);
  });

  it('backs off up to eight seconds when nothing says how long', () => {
    expect([1, 2, 3, 4, 5, 6].map((attempt) => wait({}, { attempt, random: 1 }).waitMs)).toEqual([
      1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
  });

  it('takes Retry-After where a proxy sent one and Reset is missing', () => {
    expect(wait({ 'retry-after': '7' })).toEqual({ waitMs: 7_000, automatic: true });
  });

  it.each([
    ['E0000109', 30_000],
    ['E0000118', 5_000],
    ['E0000146', 86_400_000],
    ['E0000147', 86_400_000],
    ['E0000186', 86_400_000],
    ['E0000204', 30_000],
    ['E0000205', 30_000],
  ])('waits a fixed time for %s and never sends again by itself', (errorCode, waitMs) => {
    expect(wait(headers('600', '0', String(SECONDS + 1)), { errorCode })).toEqual({ waitMs, automatic: false });
  });

  it('treats E0000047 as a bucket', () => {
    expect(wait(headers('600', '0', String(SECONDS + 1)), { errorCode: 'E0000047' })).toEqual({
      waitMs: 2_000,
      automatic: true,
    });
  });
});
