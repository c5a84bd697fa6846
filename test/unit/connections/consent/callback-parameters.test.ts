import { describe, expect, test } from '@jest/globals';
import { parseCallback } from '../../../../src/connections/consent/callback-parameters.js';

const STATE = 's'.repeat(43);

describe('the parameters of a callback', () => {
  test('are a code and the state', () => {
    expect(parseCallback(`code=abc-1&state=${STATE}`)).toEqual({
      kind: 'code',
      code: 'abc-1',
      state: STATE,
      iss: undefined,
    });
  });

  test('may name the issuer, and others that we do not know', () => {
    const parsed = parseCallback(
      `iss=https%3A%2F%2Facme.okta.com&code=abc&state=${STATE}&session_state=1&session_state=2`,
    );
    expect(parsed).toEqual({ kind: 'code', code: 'abc', state: STATE, iss: 'https://acme.okta.com' });
  });

  test('are an error and the state', () => {
    const parsed = parseCallback(`error=access_denied&error_description=User+is%0D%0Anot++assigned&state=${STATE}`);
    expect(parsed).toEqual({
      kind: 'error',
      error: 'access_denied',
      description: 'User is not assigned',
      state: STATE,
      iss: undefined,
    });
  });

  test('need no description of an error', () => {
    expect(parseCallback(`error=access_denied&state=${STATE}`)).toMatchObject({ description: '' });
  });

  test('keep a long description short', () => {
    const parsed = parseCallback(`error=server_error&error_description=${'x'.repeat(5_000)}&state=${STATE}`);
    expect(parsed).toMatchObject({ description: 'x'.repeat(300) });
  });

  test.each([
    ['is nothing', ''],
    ['has no state', 'code=abc'],
    ['has an empty state', 'code=abc&state='],
    ['has a state of another length', `code=abc&state=${STATE}x`],
    ['has a state of other letters', `code=abc&state=${'='.repeat(43)}`],
    ['has the state twice', `code=abc&state=${STATE}&state=${STATE}`],
    ['has the code twice', `code=abc&code=abd&state=${STATE}`],
    ['has the issuer twice', `code=abc&state=${STATE}&iss=a&iss=b`],
    ['has the error twice', `error=a&error=b&state=${STATE}`],
    ['has the description twice', `error=a&error_description=b&error_description=c&state=${STATE}`],
    ['has the state twice, once encoded', `code=abc&state=${STATE}&st%61te=${STATE}`],
    ['has the code as a list', `code[]=abc&state=${STATE}`],
    ['has neither code nor error', `state=${STATE}`],
    ['has both', `code=abc&error=access_denied&state=${STATE}`],
    ['has an empty code', `code=&state=${STATE}`],
    ['has a code with a space', `code=a+b&state=${STATE}`],
    ['has an endless code', `code=${'a'.repeat(2_049)}&state=${STATE}`],
    ['has an empty error', `error=&state=${STATE}`],
    ['has an error that is no name', `error=%3Cb%3E&state=${STATE}`],
    ['has an error with a name at its end', `error=%3Cb%3Eaccess_denied&state=${STATE}`],
    ['has an error with a name at its start', `error=access_denied%3Cb%3E&state=${STATE}`],
    ['has an endless error', `error=${'a'.repeat(65)}&state=${STATE}`],
  ])('are none when the query %s', (_, query) => {
    expect(parseCallback(query)).toBeUndefined();
  });
});
