import { describe, expect, it } from '@jest/globals';
import { readLimitNotice } from '../../../../src/okta/limits/limit-notice.js';

const headers = (limit: string, remaining: string, reset: string) => ({
  'x-rate-limit-limit': limit,
  'x-rate-limit-remaining': remaining,
  'x-rate-limit-reset': reset,
});

describe('readLimitNotice', () => {
  it("counts the window's end on Okta's clock, and a second for the rounding", () => {
    const date = new Date(970_000).toUTCString();
    expect(readLimitNotice({ ...headers('600', '598', '1000'), date }, 5_000_000)).toEqual({
      limit: 600,
      remaining: 598,
      reset: 1_000,
      endsInMs: 31_000,
    });
  });

  it('without Date goes by its own clock', () => {
    expect(readLimitNotice(headers('600', '598', '1000'), 990_000)).toMatchObject({ endsInMs: 11_000 });
  });

  it('tells too many calls at once from a window that is used up', () => {
    expect(readLimitNotice(headers('0', '0', '1000'), 0)).toBe('concurrency');
    expect(readLimitNotice(headers('600', '0', '1000'), 0)).toMatchObject({ remaining: 0 });
  });

  it.each([{}, { 'x-rate-limit-limit': '600' }, headers('many', '1', '2')])('says nothing of %j', (given) => {
    expect(readLimitNotice(given, 0)).toBeUndefined();
  });
});
