import { describe, expect, it } from '@jest/globals';
import { compileRule } from './query/rule-expression.ts';

const ADA = {
  profile: { department: 'Engineering', city: 'London', level: 7, remote: true },
  groups: [{ id: '00g1', name: 'Analysts' }],
};

describe('expressions of group rules', () => {
  it.each([
    ['user.department=="Engineering"', true],
    ["user.department == 'engineering'", false],
    ['user.department != "Sales"', true],
    ['user.level == 7 && user.remote == true', true],
    ['user.nickName == null', true],
    ['String.startsWith(user.department, "Eng")', true],
    ['String.stringContains(String.toLowerCase(user.city), "lon")', true],
    ['isMemberOfAnyGroup("00g0", "00g1")', true],
    ['isMemberOfAnyGroup("00g0")', false],
    ['isMemberOfGroupNameStartsWith("Ana")', true],
    ['!isMemberOfGroupName("Analysts")', false],
    ['user.city=="Paris" || user.city=="London" && user.level==7', true],
    ['(user.city=="Paris" OR user.city=="London") AND user.level==8', false],
    ['user.city=="a \\"quoted\\" one"', false],
  ])('%s is %s', (expression, expected) => {
    expect(compileRule(expression)(ADA)).toBe(expected);
  });

  it.each(['', 'nonsense(', 'user.city ==', 'user.city=="London" user', 'system("rm")', '(user.remote', 'user.city=@'])(
    '%j is refused',
    (expression) => {
      expect(() => compileRule(expression)).toThrow();
    },
  );
});
