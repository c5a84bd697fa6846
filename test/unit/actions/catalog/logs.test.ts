import { describe, expect, it } from '@jest/globals';
import { fc } from '../../../support/fast-check.js';
import { z } from 'zod';
import { logs } from '../../../../src/actions/catalog/logs.js';
import type { DirectAction } from '../../../../src/actions/define-action.js';
import { requestParts } from '../../../../src/actions/request-parts.js';

const SIGN_IN = 'eventType eq "user.session.start"';

const queryOf = (action: DirectAction, input: Record<string, unknown>) =>
  requestParts(action, action.input.parse(input)).query ?? {};

const filterOf = (action: DirectAction, input: Record<string, unknown>) => String(queryOf(action, input)['filter']);

describe('the sign-ins of a user', () => {
  const byUser = logs['get-recent-logons-by-user'];

  it('are filtered by id or login', () => {
    expect(filterOf(byUser, { userId: 'ada@example.com' })).toBe(
      `${SIGN_IN} and (actor.id eq "ada@example.com" or actor.alternateId eq "ada@example.com")`,
    );
  });

  it('come newest first, within the period asked for', () => {
    const period = { since: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00+01:00' };
    expect(queryOf(byUser, { userId: 'x', limit: 10, ...period })).toMatchObject({
      ...period,
      limit: 10,
      sortOrder: 'DESCENDING',
    });
  });

  it('carry no input that Okta does not know', () => {
    expect(queryOf(byUser, { userId: 'x', cursor: 'c' })).not.toHaveProperty('userId');
    expect(queryOf(byUser, { userId: 'x', cursor: 'c' })).not.toHaveProperty('cursor');
  });
});

describe('the sign-ins from an address', () => {
  const byIp = logs['get-recent-logons-by-ip'];

  it.each(['203.0.113.7', '2001:db8::7'])('are filtered by %s', (ipAddress) => {
    expect(filterOf(byIp, { ipAddress })).toBe(`${SIGN_IN} and client.ipAddress eq "${ipAddress}"`);
  });

  it.each(['', '203.0.113', '203.0.113.7" or actor.id pr', '203.0.113.0/24', 'localhost', '::g', '1.2.3.4 '])(
    'refuse %j',
    (ipAddress) => {
      expect(byIp.input.safeParse({ ipAddress }).success).toBe(false);
    },
  );
});

describe('failed sign-ins', () => {
  const failures = logs['get-login-failures'];
  const FAILED = `${SIGN_IN} and (outcome.result eq "FAILURE" or outcome.result eq "DENY")`;

  it('are those of the whole org', () => {
    expect(filterOf(failures, {})).toBe(FAILED);
  });

  it('can be narrowed to a user and an address', () => {
    expect(filterOf(failures, { userId: 'ada', ipAddress: '203.0.113.7' })).toBe(
      `${FAILED} and (actor.id eq "ada" or actor.alternateId eq "ada") and client.ipAddress eq "203.0.113.7"`,
    );
  });
});

describe('the System Log search', () => {
  const search = logs['search-system-log'];

  it('comes newest first unless told otherwise, since ascending without an end never ends', () => {
    expect(queryOf(search, {})).toEqual({ sortOrder: 'DESCENDING' });
    expect(queryOf(search, { sortOrder: 'ASCENDING' })).toEqual({ sortOrder: 'ASCENDING' });
  });

  it.each(['yesterday', '2026-03-01', '2026-03-01T00:00:00', '2026-02-30T00:00:00Z'])(
    'refuses the time %s',
    (since) => {
      expect(search.input.safeParse({ since }).success).toBe(false);
    },
  );

  it('takes at most 1,000 events a page', () => {
    expect(search.input.safeParse({ limit: 1000 }).success).toBe(true);
    expect(search.input.safeParse({ limit: 1001 }).success).toBe(false);
  });
});

describe('a user in a filter', () => {
  /** What the filter of the log really compares with, read by a grammar of its own. */
  const COMPARISONS = /^\(actor\.id eq ("(?:[^"\\]|\\.)*") or actor\.alternateId eq ("(?:[^"\\]|\\.)*")\)$/s;

  const compared = (filter: string) => {
    const [, id, login] = COMPARISONS.exec(filter.slice(`${SIGN_IN} and `.length)) ?? [];
    return [id, login].map((literal) => (literal === undefined ? undefined : z.string().parse(JSON.parse(literal))));
  };

  const hostile = fc.oneof(
    fc.string({ minLength: 1, maxLength: 100 }),
    fc.constantFrom('x" or actor.id pr or actor.id eq "', 'x\\', '\\"', '"', ') or (actor.id pr', 'a\nb'),
  );

  it('stays one value, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, (userId) => {
        fc.pre(logs['get-recent-logons-by-user'].input.safeParse({ userId }).success);
        expect(compared(filterOf(logs['get-recent-logons-by-user'], { userId }))).toEqual([userId, userId]);
      }),
    );
  });

  it('would be more than a value without the escaping (control)', () => {
    const value = 'x" or actor.id pr or actor.id eq "';
    const naive = `${SIGN_IN} and (actor.id eq "${value}" or actor.alternateId eq "${value}")`;
    expect(compared(naive)).not.toEqual([value, value]);
  });
});
