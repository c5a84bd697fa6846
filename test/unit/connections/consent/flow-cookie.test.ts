import { describe, expect, test } from '@jest/globals';
import { flowCookie, readFlowCookie } from '../../../../src/connections/consent/flow-cookie.js';
import { hashOfToken, isFlowToken, newFlowToken } from '../../../../src/connections/consent/flow-token.js';

const HTTPS = 'https://eu.example/oauth/callback';
const LOCAL = 'http://localhost:3000/oauth/callback';
const TOKEN = 'a'.repeat(43);
const OTHER = 'b'.repeat(43);

describe('the cookie of a flow', () => {
  test('is for this host alone, hidden from scripts, sent along with redirects and short-lived', () => {
    expect(flowCookie(TOKEN, HTTPS)).toBe(
      `__Host-okta_connector_flow=${TOKEN}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure`,
    );
  });

  test('has a plain name where there is no https, which is on this machine only', () => {
    expect(flowCookie(TOKEN, LOCAL)).toBe(`okta_connector_flow=${TOKEN}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax`);
  });

  test('is found among others', () => {
    expect(readFlowCookie(`a=1; __Host-okta_connector_flow=${TOKEN}; b=2`, HTTPS)).toBe(TOKEN);
    expect(readFlowCookie(`okta_connector_flow=${TOKEN}`, LOCAL)).toBe(TOKEN);
  });

  test.each([
    ['there is none', undefined],
    ['the header is empty', ''],
    ['it has the plain name, which any host of the domain may set', `okta_connector_flow=${TOKEN}`],
    ['it is there twice', `__Host-okta_connector_flow=${TOKEN}; __Host-okta_connector_flow=${OTHER}`],
    ['it is short', '__Host-okta_connector_flow=abc'],
    ['it has other characters', `__Host-okta_connector_flow=${'='.repeat(43)}`],
    ['its name only ends the same', `x__Host-okta_connector_flow=${TOKEN}`],
    ['its name has another case', `__host-okta_connector_flow=${TOKEN}`],
  ])('counts as missing when %s', (_, header) => {
    expect(readFlowCookie(header, HTTPS)).toBeUndefined();
  });
});

describe('the tokens of a flow', () => {
  test('have 256 bits in letters that Okta takes as a state, and do not repeat', () => {
    const tokens = Array.from({ length: 1_000 }, newFlowToken);
    expect(new Set(tokens).size).toBe(1_000);
    expect(tokens.every((token) => isFlowToken(token) && Buffer.from(token, 'base64url').length === 32)).toBe(true);
  });

  test('are stored as SHA-256', () => {
    expect(hashOfToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
