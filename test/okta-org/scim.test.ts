import { describe, expect, it } from '@jest/globals';
import { compileQuery, logFilterRules, userFilterRules, userSearchRules } from './query/query-rules.ts';
import { matchesScim, valuesAt } from './query/scim-evaluate.ts';
import { ScimSyntaxError, parseScim } from './query/scim-parser.ts';

const isaac = {
  id: '00u1',
  status: 'ACTIVE',
  created: '2024-05-01T10:00:00.000Z',
  lastUpdated: '2025-01-02T03:04:05.000Z',
  profile: { firstName: 'Isaac', lastName: 'Brock', login: 'isaac@example.com', teams: ['red', 'blue'], level: 7 },
};

function matches(expression: string, record: unknown = isaac): boolean {
  return matchesScim(parseScim(expression), record, { caseSensitive: false });
}

describe('SCIM expressions', () => {
  it.each([
    ['profile.firstName eq "isaac"', true],
    ['profile.firstName EQ "Isaac"', true],
    ['profile.firstName sw "is" and status eq "ACTIVE"', true],
    ['status eq "STAGED" or status eq "ACTIVE" and profile.lastName eq "Nobody"', false],
    ['(status eq "STAGED" or status eq "ACTIVE") and profile.lastName eq "Brock"', true],
    ['status lt "STAGED" or status gt "STAGED"', true],
    ['created lt "2024-05-01T12:00:00+02:00"', false],
    ['created le "2024-05-01T12:00:00+02:00"', true],
    ['profile.teams eq "blue"', true],
    ['profile.teams eq "green"', false],
    ['profile.level ge 7', true],
    ['profile.department pr', false],
    ['profile.login pr', true],
    ['not (status eq "ACTIVE")', false],
    ['profile.login ew "@EXAMPLE.com"', true],
    ['profile.lastName eq "say \\"hi\\""', false],
  ])('%s is %s', (expression, expected) => {
    expect(matches(expression)).toBe(expected);
  });

  it.each([
    '',
    'status',
    'status eq',
    'status eq ACTIVE',
    '(status eq "A"',
    'status eq "A" and',
    'status xx "A"',
    '1 eq "A"',
  ])('refuses %j', (expression) => {
    expect(() => parseScim(expression)).toThrow(ScimSyntaxError);
  });

  it('fans out over arrays on the way to a value', () => {
    expect(valuesAt({ target: [{ id: 'a' }, { id: 'b' }] }, 'target.id')).toEqual(['a', 'b']);
  });
});

describe('what Okta lets each parameter ask', () => {
  it.each(['status ne "ACTIVE"', 'profile.login ew "x"', 'profile.city co "x"', 'nonsense eq "x"', 'not (id pr)'])(
    'user search refuses %s with E0000031',
    (expression) => {
      expect(() => compileQuery(userSearchRules, expression)).toThrow(expect.objectContaining({ code: 'E0000031' }));
    },
  );

  it.each(['status sw "A"', 'profile.city eq "x"', 'created gt "2024-01-01T00:00:00.000Z"', 'status eq'])(
    'user filter refuses %s with E0000053',
    (expression) => {
      expect(() => compileQuery(userFilterRules, expression)).toThrow(expect.objectContaining({ code: 'E0000053' }));
    },
  );

  it('compares values case-sensitively in filter only', () => {
    expect(compileQuery(userFilterRules, 'profile.firstName eq "isaac"')(isaac)).toBe(false);
    expect(compileQuery(userSearchRules, 'profile.firstName eq "isaac"')(isaac)).toBe(true);
  });

  it('takes every operator for the System Log, but not on published', () => {
    expect(compileQuery(logFilterRules, 'target.id eq "b"')({ target: [{ id: 'a' }, { id: 'b' }] })).toBe(true);
    expect(compileQuery(logFilterRules, 'eventType ne "x" and eventType ew "y"')({ eventType: 'xy' })).toBe(true);
    expect(() => compileQuery(logFilterRules, 'published gt "2024-01-01"')).toThrow(
      expect.objectContaining({ code: 'E0000053' }),
    );
  });
});
