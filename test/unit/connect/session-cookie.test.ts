import { describe, expect, test } from '@jest/globals';
import {
  formTokenOf,
  isFormToken,
  readSessionCookie,
  sessionCookie,
} from '../../../src/connect/sessions/session-cookie.js';

const TOKEN = 'A'.repeat(43);
const HTTPS = 'https://connector.example';

describe('the cookie', () => {
  test('is read back as it was set, over https and in development', () => {
    for (const publicUrl of [HTTPS, 'http://localhost:3000']) {
      const [pair] = sessionCookie(TOKEN, publicUrl).split(';');
      expect(readSessionCookie(`other=1; ${pair}`, publicUrl)).toBe(TOKEN);
    }
  });

  test('is bound to the host by its prefix, and sent over https only', () => {
    expect(sessionCookie(TOKEN, HTTPS)).toMatch(/^__Host-.*; Path=\/;.*; HttpOnly; SameSite=Lax; Secure$/);
  });

  test.each([
    ['there is none', undefined],
    ['it is no token of ours', '__Host-okta_connector_connect=short'],
    ['there are two', `__Host-okta_connector_connect=${TOKEN}; __Host-okta_connector_connect=${'B'.repeat(43)}`],
    ['it has no prefix', `okta_connector_connect=${TOKEN}`],
  ])('counts as none when %s', (_, header) => {
    expect(readSessionCookie(header, HTTPS)).toBeUndefined();
  });
});

describe('the token of forms', () => {
  const token = formTokenOf(TOKEN, 'cs_1');

  test('belongs to one browser and one session', () => {
    expect(isFormToken(token, formTokenOf(TOKEN, 'cs_1'))).toBe(true);
    expect(isFormToken(token, formTokenOf(TOKEN, 'cs_2'))).toBe(false);
    expect(isFormToken(token, formTokenOf('B'.repeat(43), 'cs_1'))).toBe(false);
  });

  test.each([undefined, '', 'short', `${token}x`, token.toLowerCase()])('is not %j', (given) => {
    expect(isFormToken(given, token)).toBe(false);
  });

  test('tells nothing of the cookie', () => {
    expect(token).not.toContain(TOKEN.slice(0, 8));
  });
});
