import { describe, expect, it } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { DEFAULT_OKTA_SUFFIXES, parseOktaDomain } from '../../../src/okta/okta-domain.js';

const code = (text: string, rules = {}) => {
  try {
    return parseOktaDomain(text, rules).kind;
  } catch (error) {
    return Reflect.get(Object(error), 'code') as unknown;
  }
};

const ORG_NAMES = ['acme', 'integrator-1234567', 'dev-12345', 'trial-7654321', 'a', 'a1', '0acme', 'x'.repeat(63)];

/** Every way in which people write the address of an org. */
const spellings = (name: string, suffix: string) => [
  `${name}.${suffix}`,
  `https://${name}.${suffix}`,
  `https://${name}.${suffix}/`,
  `${name}-admin.${suffix}`,
  `https://${name}-admin.${suffix}/admin/dashboard`,
  `  ${name.toUpperCase()}.${suffix.toUpperCase()}\n`,
  `HTTPS://${name}.${suffix}/oauth2/v1?x=1#top`,
];

const GOOD = ORG_NAMES.filter((name) => name.length < 60).flatMap((name) =>
  DEFAULT_OKTA_SUFFIXES.flatMap((suffix) =>
    spellings(name, suffix).map((text) => ({ text, host: `${name}.${suffix}` })),
  ),
);

const HOSTILE_HOSTS = [
  ['', ' ', '.', '..', 'acme', 'okta', 'localhost', 'okta.com', 'okta.mil', 'https://', 'https:///', '//acme.okta.com'],
  ['.okta.com', '-acme.okta.com', 'acme-.okta.com', 'a..okta.com', 'acme..com', 'a_b.okta.com', 'ac me.okta.com'],
  ['www.okta.com', 'login.okta.com', 'customdomains.okta.com', 'customdomains.okta-emea.com', 'admin.okta.com'],
  ['-admin.okta.com', 'developer.okta.com', 'acme.customdomains.okta.com', 'acme.mtls.okta.com', 'a.b.okta.com'],
  ['acme.okta.com.', 'https://acme.okta.com./', 'acme.okta.com..', 'acme.okta.com.com', 'https://acme.okta.com.com'],
  ['acme.okta.com:443', 'acme.okta.com:8443', 'https://acme.okta.com:443', 'acme.okta.com:', 'https:acme.okta.com'],
  ['user@acme.okta.com', 'https://user:pw@acme.okta.com', 'acme.okta.com@evil.example', 'https://a@b@c.okta.com'],
  ['http://acme.okta.com', 'ftp://acme.okta.com', 'file:///etc/passwd', 'gopher://acme.okta.com', 'ws://acme.okta.com'],
  ['javascript:alert(1)', 'data:text/html,x', 'https://https://acme.okta.com', 'https://acme.okta.com/https://x.y'],
  ['{yourOktaDomain}', 'https://{yourOktaDomain}', '${yourOktaDomain}', '<yourOktaDomain>', 'yourOktaDomain.okta.com'],
  ['your-domain.okta.com', 'yourSubdomain.okta.com', '%7ByourOktaDomain%7D', 'your-okta-domain.okta.com'],
  ['127.0.0.1', '10.0.0.1', '1.1.1.1', '169.254.169.254', '0.0.0.0', '255.255.255.255', 'https://127.0.0.1/'],
  ['2130706433', '0x7f000001', '017700000001', '0x7f.0.0.1', '0177.0.0.1', '127.1', '127.0.1', '0x7f.1', '1.2.3'],
  ['127.0.0.1.', '0x7f.0x0.0x0.0x1', '00000177.0.0.1', '10.0.0.1e0', '1.2.3.0x4', '1.2.3.4.5', 'foo.0x10', 'a.09'],
  ['[::1]', 'https://[::1]/', '[::ffff:127.0.0.1]', '::1', 'fe80::1', '[fd00::1]', '[2606:4700::1111]', '[::1]:80'],
  ['xn--okta-8xa.com', 'xn--80ak6aa92e.com', 'acme.xn--okta-8xa.com', 'xn--a.okta.com', 'öacme.okta.com'],
  ['аcme.okta.com', 'acme.оkta.com', 'acme。okta.com', 'acme．okta．com', 'acme.okta.com\u200b', 'ａcme.okta.com'],
  ['acme.okta.com\\.evil.example', 'acme.okta.com\\@evil.example', '\\\\evil.example', 'https:\\\\acme.okta.com'],
  ['acme\n.okta.com', 'ac\tme.okta.com', 'acme\0.okta.com', 'acme.okta.com\r\nHost: evil', 'acme\u007f.okta.com'],
  ['acme%2eokta.com', 'acme%00.okta.com', 'acme.okta%2ecom', '%61cme.okta.com', 'acme;.okta.com', 'acme,x.okta.com'],
  [
    'acme.okta.com,evil.example',
    'acme.okta.com;evil',
    '*.okta.com',
    'acme|x.okta.com',
    "acme'.okta.com",
    'a"b.okta.com',
  ],
  [
    `${'x'.repeat(64)}.okta.com`,
    `${'a.'.repeat(127)}com.example`,
    'x'.repeat(3000),
    `https://${'x'.repeat(2100)}.okta.com`,
  ],
].flat();

/** Like an Okta domain, but not below one of its suffixes: a custom domain at best, which has to be proven. */
const LOOKALIKES = [
  ['acme.okta.com.evil.example', 'evilokta.com', 'acme-okta.com', 'acmeokta.com', 'okta.com.evil.example'],
  ['acme.okta.co', 'acme.okta.org', 'acme.notokta.com', 'acme.xokta-emea.com', 'acme.okta-emea.com.evil.example'],
  ['acme.okta.mil.example', 'login.acme.example', 'id.acme.co.uk', 'sso.acme-corp.example', 'acme-admin.example'],
].flat();

describe('parseOktaDomain', () => {
  it.each(GOOD)('accepts $text', ({ text, host }) => {
    expect(parseOktaDomain(text)).toMatchObject({ kind: 'okta', host, origin: `https://${host}` });
  });

  it('has more than a hundred good addresses and more than a hundred hostile ones to try', () => {
    expect(GOOD.length).toBeGreaterThan(100);
    expect(new Set(HOSTILE_HOSTS).size).toBeGreaterThan(100);
  });

  it.each(HOSTILE_HOSTS.map((text) => [text]))('refuses %j', (text) => {
    expect(code(text)).toBe('domain_not_allowed');
  });

  it.each(LOOKALIKES.map((text) => [text]))('takes %s for a custom domain at best', (text) => {
    expect(parseOktaDomain(text)).toEqual({ kind: 'custom', host: text });
  });

  it('matches suffixes at a dot only', () => {
    // The control: without the dot this host would count as Okta's.
    expect('acme.notokta.com'.endsWith('okta.com')).toBe(true);
    expect(code('acme.notokta.com')).toBe('custom');
  });

  it("lists the org and its admin host as the hosts of the org's links", () => {
    expect(parseOktaDomain('acme-admin.okta.com')).toMatchObject({
      linkHosts: ['acme.okta.com', 'acme-admin.okta.com'],
    });
  });

  it('says in the remedy what to give instead', () => {
    expect(() => parseOktaDomain('http://acme.okta.com')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ remedy: 'Use https.' }) }),
    );
    expect(() => parseOktaDomain('{yourOktaDomain}')).toThrow(/Replace the placeholder/);
  });

  it("takes the operator's suffixes instead of Okta's own", () => {
    const rules = { suffixes: ['idp.example'] };
    expect(code('acme.idp.example', rules)).toBe('okta');
    expect(code('acme.okta.com', rules)).toBe('custom');
  });

  it('never finds an Okta org outside the suffixes, whatever the text', () => {
    const pieces = fc.constantFrom(
      'acme',
      '-admin',
      '.',
      'okta.com',
      'evil.example',
      '@',
      ':',
      '/',
      '\\',
      '#',
      '?',
      '%2e',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(text, (given) => {
        if (code(given) !== 'okta') return;
        const parsed = parseOktaDomain(given);
        expect(parsed.host).toMatch(/^[a-z0-9][a-z0-9-]*\.(?:okta|okta-emea|oktapreview|okta-gov|trex-govcloud)\.com$/);
      }),
    );
  });

  describe('with a development origin', () => {
    const rules = { devOrigins: ['http://127.0.0.1:9000'] };

    it.each(['127.0.0.1:9000', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000/'])('accepts %s', (text) => {
      expect(parseOktaDomain(text, rules)).toEqual({
        kind: 'okta',
        host: '127.0.0.1:9000',
        origin: 'http://127.0.0.1:9000',
        linkHosts: ['127.0.0.1:9000'],
      });
    });

    it.each([
      '127.0.0.1',
      '127.0.0.1:9001',
      'https://127.0.0.1:9000',
      'http://127.0.0.1:9000@evil.example',
      'localhost:9000',
    ])('refuses %s', (text) => expect(code(text, rules)).toBe('domain_not_allowed'));

    it('refuses the same text where no development origin is set', () => {
      expect(code('127.0.0.1:9000')).toBe('domain_not_allowed');
    });
  });
});
