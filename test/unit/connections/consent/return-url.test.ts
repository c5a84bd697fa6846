import { describe, expect, test } from '@jest/globals';
import { isReturnUrlAllowed, returnUrlWith } from '../../../../src/connections/consent/return-url.js';
import { ReturnUrls } from '../../../../src/connections/consent/return-urls.js';

const ALLOWLIST = [
  'https://app.platform.example',
  'https://*.tenants.example',
  'http://localhost:*',
  'https://port.example:8443',
];

describe('the allow-list of return URLs', () => {
  test.each([
    'https://app.platform.example',
    'https://app.platform.example/',
    'https://app.platform.example/done?x=1&y=a%20b#part',
    'https://APP.platform.example/done',
    'https://app.platform.example:443/done',
    'https://app.platform.example/a@b/c:d',
    'https://acme.tenants.example/done',
    'https://acme-2.tenants.example',
    'http://localhost/done',
    'http://localhost:5173/done',
    'https://port.example:8443/done',
    `https://app.platform.example/${'a'.repeat(2_019)}`,
  ])('accepts %s', (url) => {
    expect(isReturnUrlAllowed(url, ALLOWLIST)).toBe(true);
  });

  test.each([
    ['another host', 'https://evil.example/'],
    ['another scheme', 'http://app.platform.example/'],
    ['a port that is not named', 'https://app.platform.example:8443/'],
    ['the default port in place of the named one', 'https://port.example/'],
    ['a suffix of the host', 'https://app.platform.example.evil.example/'],
    ['a prefix of the host', 'https://evilapp.platform.example/'],
    ['the parent domain of a wildcard', 'https://tenants.example/'],
    ['an empty label for a wildcard', 'https://.tenants.example/'],
    ['two labels for a wildcard', 'https://a.b.tenants.example/'],
    ['a wildcard without the dot', 'https://eviltenants.example/'],
    ['a wildcard in the URL', 'https://*.tenants.example/'],
    ['userinfo that looks like the host', 'https://app.platform.example@evil.example/'],
    ['userinfo before the right host', 'https://user@app.platform.example/'],
    ['userinfo with a password', 'https://a:b@app.platform.example/'],
    ['a backslash for a slash', 'https:\\\\evil.example'],
    ['a backslash before the right host', 'https://evil.example\\@app.platform.example/'],
    ['a backslash after the right host', 'https://app.platform.example\\.evil.example/'],
    ['a scheme without slashes', 'https:app.platform.example'],
    ['one slash', 'https:/app.platform.example/'],
    ['three slashes', 'https:///app.platform.example/'],
    ['no scheme', '//app.platform.example/'],
    ['a path', '/done'],
    ['nothing', ''],
    ['javascript', 'javascript:alert(1)//https://app.platform.example/'],
    ['javascript with a host', 'javascript://app.platform.example/%0aalert(1)'],
    ['data', 'data:text/html,https://app.platform.example/'],
    ['blob', 'blob:https://app.platform.example/x'],
    ['a line break', 'https://app.platform.example/\r\nSet-Cookie: a=b'],
    ['a tab in the scheme', 'ht\ttps://app.platform.example/'],
    ['a leading space', ' https://app.platform.example/'],
    ['a trailing space', 'https://app.platform.example/ '],
    ['a null byte', 'https://app.platform.example\u0000.evil.example/'],
    ['a trailing dot', 'https://app.platform.example./'],
    ['an encoded dot', 'https://app%2eplatform.example/'],
    ['an encoded slash', 'https://app.platform.example%2f.evil.example/'],
    ['letters that fold to the right ones', 'https://ａpp.platform.example/'],
    ['a dot that folds to one', 'https://app。platform.example/'],
    ['a homograph', 'https://аpp.platform.example/'],
    ['a homograph in punycode', 'https://xn--pp-7cd.platform.example/'],
    ['the soft hyphen', 'https://app\u00adx.platform.example/'],
    ['an IPv4 in short', 'http://127.1/'],
    ['an IPv6', 'http://[::1]/'],
    ['an empty port', 'https://app.platform.example:/'],
    ['a port out of range', 'http://localhost:99999/'],
    ['a name that starts like localhost', 'http://localhost.evil.example:80/'],
    ['quotes', 'https://app.platform.example/"><script>'],
    ['more than 2,048 characters', `https://app.platform.example/${'a'.repeat(2_048)}`],
  ])('refuses %s', (_, url) => {
    expect(isReturnUrlAllowed(url, ALLOWLIST)).toBe(false);
  });

  test('refuses everything when it is empty', () => {
    expect(isReturnUrlAllowed('https://app.platform.example/', [])).toBe(false);
  });

  test('takes its own origins in any case, and an explicit default port', () => {
    expect(isReturnUrlAllowed('https://app.platform.example/', ['HTTPS://APP.platform.example:443'])).toBe(true);
  });

  test('refuses with the code and the place of the mistake', () => {
    const urls = new ReturnUrls({ returnUrlAllowlist: ALLOWLIST, publicUrl: 'https://connector.example/base' });
    urls.assertAllowed('https://app.platform.example/done');
    expect(() => urls.assertAllowed('https://evil.example/')).toThrow(
      expect.objectContaining({
        code: 'url_not_allowed',
        details: expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/returnUrl' })] }),
      }),
    );
  });
});

describe('our own connect pages', () => {
  const urls = new ReturnUrls({ returnUrlAllowlist: [], publicUrl: 'https://connector.example/base' });
  const session = `cs_${'0'.repeat(32)}`;

  test('are where a visit goes on, whatever the list says', () => {
    expect(urls.isAllowed(`https://connector.example/base/connect/${session}/consented`)).toBe(true);
  });

  test.each([
    'https://connector.example/base/oauth/callback',
    `https://connector.example/connect/${session}/consented`,
    `https://connector.example.evil/base/connect/${session}/consented`,
    `https://evil.example/base/connect/${session}/consented`,
    `https://connector.example/base/connect/${session}/consented?next=https://evil.example`,
    `https://connector.example/base/connect/../${session}/consented`,
    `https://connector.example/base/other/connect/${session}/consented`,
  ])('are nothing but that: %s', (url) => {
    expect(urls.isAllowed(url)).toBe(false);
  });
});

describe('the way back', () => {
  test('tells the connection and its state', () => {
    expect(returnUrlWith('https://app.example/done', 'con_1', { status: 'active' })).toBe(
      'https://app.example/done?connectionId=con_1&status=active',
    );
    expect(returnUrlWith('https://app.example', 'con_1', { status: 'failed', code: 'access_denied' })).toBe(
      'https://app.example/?connectionId=con_1&status=failed&code=access_denied',
    );
  });

  test('keeps the own parameters and the fragment, but none that would say something else', () => {
    const url = 'https://app.example/done?connectionId=con_2&step=2&status=active&code=1&connectionId=con_3#end';
    expect(returnUrlWith(url, 'con_1', { status: 'active' })).toBe(
      'https://app.example/done?step=2&connectionId=con_1&status=active#end',
    );
  });
});
