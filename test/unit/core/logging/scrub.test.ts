import { describe, expect, test } from '@jest/globals';
import { fc } from '../../../support/fast-check.js';
import { scrub } from '../../../../src/core/logging/scrub.js';

const CANARY = 'canary-7d1f';

describe('masked by name', () => {
  test.each(
    `password newPassword old_password passCode pass-phrase secret clientSecret signingSecret SharedSecret token apiToken
    api_token refreshToken accessToken id_token stateToken recoveryToken activationToken privateKey private_key PRIVATE-KEY
    apiKey x-api-key authorization Authorization Cookie set-cookie DPoP answer otp tempPassword code_verifier
    client_assertion resetPasswordUrl activationUrl encryptionKeys`.split(/\s+/),
  )('%s', (name) => {
    expect(scrub({ [name]: CANARY })).toEqual({ [name]: '[redacted]' });
    expect(JSON.stringify(scrub({ list: [{ deep: { [name]: { inside: CANARY } } }] }))).not.toContain(CANARY);
  });

  test('numbers, objects and arrays too, but not whether it was there', () => {
    const masked = scrub({ password: 1234, token: [CANARY], secret: null, passCode: true, answer: undefined });
    expect(masked).toEqual({
      password: '[redacted]',
      token: '[redacted]',
      secret: null,
      passCode: true,
      answer: undefined,
    });
  });
});

describe('kept', () => {
  test('what a run log is for', () => {
    const input = {
      userId: 'ada@example.com',
      profile: { firstName: 'Ada', login: 'ada@example.com' },
      groupIds: ['00g1', '00g2'],
      activate: true,
      limit: 20,
      since: new Date(0),
      nextCursor: 'abc',
      secretQuestion: 'Pet?',
      passwordChanged: '2026-01-01',
    };
    expect(scrub(input)).toEqual(input);
  });

  test('the shape of credentials, not their values', () => {
    const credentials = {
      password: { hash: { algorithm: 'BCRYPT', value: CANARY, salt: CANARY } },
      recovery_question: { question: 'Pet?', answer: CANARY },
      provider: { type: 'OKTA', name: 'OKTA' },
      extra: { value: CANARY },
    };
    expect(scrub({ credentials })).toEqual({
      credentials: {
        password: '[redacted]',
        recovery_question: { question: 'Pet?', answer: '[redacted]' },
        provider: { type: 'OKTA', name: 'OKTA' },
        extra: { value: '[redacted]' },
      },
    });
  });

  test('the headers of an event hook, not what they hold', () => {
    const authScheme = { type: 'HEADER', key: 'X-Hook', value: CANARY };
    const scrubbed = scrub({ config: { authScheme, headers: [{ key: 'X-Other', value: CANARY }] } });
    expect(scrubbed).toEqual({
      config: {
        authScheme: { type: 'HEADER', key: 'X-Hook', value: '[redacted]' },
        headers: [{ key: 'X-Other', value: '[redacted]' }],
      },
    });
  });

  test('a value outside credentials', () => {
    expect(scrub({ attribute: { value: 'x' } })).toEqual({ attribute: { value: 'x' } });
  });
});

test('the private members of a JWK are masked, the public ones are not', () => {
  const jwk = { kty: 'RSA', n: 'abc', e: 'AQAB', d: CANARY, p: CANARY, q: CANARY, dp: CANARY, dq: CANARY, qi: CANARY };
  expect(JSON.stringify(scrub({ keys: [jwk] }))).not.toContain(CANARY);
  expect(scrub(jwk)).toMatchObject({ kty: 'RSA', n: 'abc', e: 'AQAB' });
  expect(scrub({ d: 'kept', k: 'kept' })).toEqual({ d: 'kept', k: 'kept' });
});

test('tokens inside text are masked', () => {
  expect(scrub({ header: `SSWS ${CANARY}` })).toEqual({ header: 'SSWS [redacted]' });
});

test('an error keeps class, text and code, and loses what was hung on it', () => {
  const error = Object.assign(new Error('failed'), { code: 'E1', parameters: [CANARY], request: { body: CANARY } });
  const scrubbed = scrub({ err: error });
  expect(scrubbed).toMatchObject({ err: { type: 'Error', message: 'failed', code: 'E1' } });
  expect(JSON.stringify(scrubbed)).not.toContain(CANARY);
});

test('bytes, functions, big numbers and endless nesting do no harm', () => {
  const endless: Record<string, unknown> = {};
  endless['self'] = endless;
  expect(scrub({ key: Buffer.from(CANARY), call: () => CANARY, big: 2n })).toEqual({
    key: '[bytes]',
    call: undefined,
    big: '2',
  });
  expect(JSON.stringify(scrub(endless))).toContain('[too deep]');
});

test('it never throws and never changes its argument', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withTypedArray: true, withNullPrototype: true }), (value) => {
      expect(() => JSON.stringify(scrub(value))).not.toThrow();
    }),
  );
  const input = Object.freeze({ password: CANARY, list: Object.freeze([Object.freeze({ token: CANARY })]) });
  scrub(input);
  expect(input.password).toBe(CANARY);
});

describe('names', () => {
  test('are judged alike the second time, and where there are very many of them', () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`name${index}`, index]));
    expect(scrub(many)).toEqual(many);
    const late = { lateSecret: CANARY, credentials: { value: CANARY, provider: 'OKTA' }, value: 'kept' };
    const masked = { lateSecret: '[redacted]', credentials: { value: '[redacted]', provider: 'OKTA' }, value: 'kept' };
    expect([scrub(late), scrub(late)]).toEqual([masked, masked]);
  });

  test('of a prototype make no prototype', () => {
    const given: unknown = JSON.parse('{"__proto__": {"isAdmin": true}, "name": "Ada"}');
    const copy = scrub(given);
    expect(copy).toEqual({ name: 'Ada' });
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });
});
