import { describe, expect, test } from '@jest/globals';
import { ENGLISH } from '../../../src/connect/page/english.js';
import { problemOf } from '../../../src/connect/steps/problem-of.js';
import { WAYS } from '../../../src/connect/sessions/session-progress.js';
import { ConnectorError, ERROR_KINDS, type ErrorCode } from '../../../src/core/errors.js';

const texts = ENGLISH;
const place = { step: 'credentials', way: 'apiToken', texts } as const;
const CODES = Object.keys(ERROR_KINDS).filter((code): code is ErrorCode => Object.hasOwn(ERROR_KINDS, code));

describe('a problem for a person', () => {
  test.each(CODES)('%s is said in words, on the page that shows it', (code) => {
    const problem = problemOf(new ConnectorError(code, 'What to do next.'), place);
    expect(problem).toMatchObject({ step: 'credentials', code });
    expect(problem.errors[0]?.message.length).toBeGreaterThan(10);
    expect(problem.errors[0]?.message).not.toContain('/v1/');
  });

  test.each(WAYS)('refused credentials stand beside the field to look at first: %s', (way) => {
    const fields = { apiToken: 'apiToken', consent: 'clientSecret', privateKey: 'privateKey', keyless: 'clientId' };
    const { errors } = problemOf(new ConnectorError('invalid_credentials', 'No.'), { ...place, way });
    expect(errors).toEqual([{ field: fields[way], message: texts.steps.problems.credentials[way] }]);
  });

  test("holds Okta's own words", () => {
    const upstream = { status: 401, summary: 'Invalid token provided' };
    const error = new ConnectorError('invalid_credentials', 'No.', { upstream });
    expect(problemOf(error, place).oktaSays).toBe('Invalid token provided');
  });

  test('puts mistakes to their fields, and those of no field to the page', () => {
    const of = (pointer: string) =>
      problemOf(
        new ConnectorError('invalid_input', 'The key cannot be read.', { errors: [{ pointer, message: 'is no key' }] }),
        place,
      );
    expect(of('/auth/privateKey').errors).toEqual([{ field: 'privateKey', message: 'The key cannot be read.' }]);
    expect(of('/auth/tokenEndpoint').errors).toEqual([{ field: null, message: 'The key cannot be read.' }]);
  });
});
