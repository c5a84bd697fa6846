import { describe, expect, test } from '@jest/globals';
import { maskText } from '../../../../src/core/logging/mask-text.js';

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';
const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\nIBADAN\n-----END PRIVATE KEY-----';

describe('masked', () => {
  test.each([
    ['sent SSWS 00abcDEF_123-xyz to Okta', 'sent SSWS [redacted] to Okta'],
    [`Authorization: Bearer ${JWT}`, 'Authorization: Bearer [redacted]'],
    [`DPoP ${JWT}!`, 'DPoP [redacted]!'],
    [`token ${JWT} expired`, 'token [redacted] expired'],
    ['connect postgres://okta:hunter2@db:5432/okta failed', 'connect postgres://[redacted]@db:5432/okta failed'],
    [`key ${PEM} refused`, 'key [redacted] refused'],
    ['cut off -----BEGIN RSA PRIVATE KEY-----\nMIIEv', 'cut off [redacted]'],
    ['secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'secret [redacted]'],
    ['GET /oauth/callback?code=abc123&state=xyz done', 'GET /oauth/callback?code=[redacted]&state=[redacted] done'],
  ])('%j', (text, expected) => {
    expect(maskText(text)).toBe(expected);
  });
});

describe('kept', () => {
  test.each([
    'The bearer token is missing',
    'GET https://acme.okta.com/api/v1/users?limit=200 answered 429',
    'user ada@example.com was suspended',
    '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    '',
  ])('%j', (text) => {
    expect(maskText(text)).toBe(text);
  });
});
