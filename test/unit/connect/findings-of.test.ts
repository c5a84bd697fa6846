import { expect, test } from '@jest/globals';
import { ENGLISH } from '../../../src/connect/page/english.js';
import { findingsOf } from '../../../src/connect/steps/findings-of.js';

const finding = (id: string, status: 'pass' | 'warn' | 'fail') => ({
  id,
  status,
  title: id,
  detail: id,
  remedy: `the API's way for ${id}`,
});
const { remedies } = ENGLISH.steps;

test('what fails comes first, and what is in order apart, with nothing to do', () => {
  const { open, inOrder } = findingsOf(
    [finding('dpop', 'pass'), finding('clock', 'warn'), finding('org', 'fail')],
    'keyless',
    ENGLISH,
  );
  expect(open.map(({ id }) => id)).toEqual(['org', 'clock']);
  expect(inOrder.map(({ id, remedy }) => [id, remedy])).toEqual([['dpop', null]]);
});

test.each([
  ['credentials', 'fail', 'apiToken', remedies.credentials],
  ['scopes', 'warn', 'consent', remedies.scopesOfConsent],
  ['scopes', 'warn', 'keyless', remedies.scopesOfApp],
  ['adminRole', 'warn', 'privateKey', remedies.roleOfApp],
  ['adminRole', 'warn', 'apiToken', remedies.roleOfUser],
  ['clock', 'warn', 'apiToken', "the API's way for clock"],
] as const)('%s (%s) of %s tells what can be done here', (id, status, way, remedy) => {
  expect(findingsOf([finding(id, status)], way, ENGLISH).open[0]?.remedy).toBe(remedy);
});
