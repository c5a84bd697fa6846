import { describe, expect, test } from '@jest/globals';
import { pastedAddress } from '../../../src/connect/steps/pasted-address.js';
import { parseOktaDomain } from '../../../src/okta/okta-domain.js';

const DEV = ['http://127.0.0.1:9000'];

describe('what people paste as the address of their org', () => {
  test.each([
    ['acme.okta.com', 'acme.okta.com'],
    ['  https://acme.okta.com/  ', 'acme.okta.com'],
    ['https://acme-admin.okta.com/admin/dashboard', 'acme.okta.com'],
    ['https://acme-admin.okta.com/admin/app/oidc_client/instance/0oa1#tab-general', 'acme.okta.com'],
    ['http://acme.okta.com', 'acme.okta.com'],
    ['<https://acme.okta.com>', 'acme.okta.com'],
    ['"acme.oktapreview.com".', 'acme.oktapreview.com'],
    ['“acme.okta.com”', 'acme.okta.com'],
    ['\u200bACME.okta.com,', 'acme.okta.com'],
    ['acme', 'acme.okta.com'],
    ['acme-admin', 'acme.okta.com'],
    ['https://acme.okta-emea.com/app/UserHome?session_hint=AUTHENTICATED', 'acme.okta-emea.com'],
  ])('%j is %s', (pasted, host) => {
    expect(parseOktaDomain(pastedAddress(pasted))).toMatchObject({ kind: 'okta', host });
  });

  test('a custom domain stays one', () => {
    expect(parseOktaDomain(pastedAddress('https://login.acme.example/app/UserHome'))).toEqual({
      kind: 'custom',
      host: 'login.acme.example',
    });
  });

  test.each(['http://127.0.0.1:9000', 'http://127.0.0.1:9000/', '127.0.0.1:9000'])(
    'a development origin stays: %s',
    (address) => {
      expect(parseOktaDomain(pastedAddress(address, DEV), { devOrigins: DEV })).toMatchObject({ origin: DEV[0] });
      // Control: elsewhere it is no address of an org.
      expect(() => parseOktaDomain(pastedAddress(address))).toThrow();
    },
  );

  test.each([
    'javascript:alert(1)',
    'ftp://acme.okta.com',
    'https://evil.example\\@acme.okta.com',
    'https://a@acme.okta.com',
  ])('what is no address is made none: %s', (text) => {
    expect(() => parseOktaDomain(pastedAddress(text))).toThrow();
  });
});
