import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig } from '../../../src/core/config.js';

const mistakesOf = (env: Record<string, string>) => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const embedded = (type: string, content: Buffer) => `data:${type};base64,${content.toString('base64')}`;

describe('branding', () => {
  test('has a name and a colour, no logo and no frame, unless said otherwise', () => {
    expect(loadConfig({}).connect).toEqual({
      productName: 'Okta connector',
      logo: undefined,
      accentColor: '#2f5bd0',
      frameAncestors: [],
    });
  });

  test('is what the operator says', () => {
    const { connect } = loadConfig({
      CONNECT_PRODUCT_NAME: ' Acme Automations ',
      CONNECT_LOGO_URL: 'https://cdn.example/logo.svg',
      CONNECT_ACCENT_COLOR: '#0A7D5C',
      CONNECT_FRAME_ANCESTORS: 'https://app.example,https://*.tenants.example',
    });
    expect(connect).toEqual({
      productName: 'Acme Automations',
      logo: { kind: 'remote', url: 'https://cdn.example/logo.svg' },
      accentColor: '#0a7d5c',
      frameAncestors: ['https://app.example', 'https://*.tenants.example'],
    });
  });

  test.each(['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp'])('takes a logo in whole: %s', (type) => {
    const { logo } = loadConfig({ CONNECT_LOGO_URL: embedded(type, PNG) }).connect;
    expect(logo).toEqual({ kind: 'own', type, content: PNG });
  });

  test.each([
    ['a logo without TLS', 'CONNECT_LOGO_URL', 'http://cdn.example/logo.svg'],
    ['a script for a logo', 'CONNECT_LOGO_URL', 'javascript:alert(1)'],
    ['a page for a logo', 'CONNECT_LOGO_URL', embedded('text/html', PNG)],
    ['a logo in plain text', 'CONNECT_LOGO_URL', 'data:image/png,plain'],
    ['a logo above 64 kB', 'CONNECT_LOGO_URL', embedded('image/png', Buffer.alloc(65_537))],
    ['a colour by name', 'CONNECT_ACCENT_COLOR', 'red'],
    ['a short colour', 'CONNECT_ACCENT_COLOR', '#fff'],
    ['more style than a colour', 'CONNECT_ACCENT_COLOR', '#ffffff;}body{display:none'],
    ['a long name', 'CONNECT_PRODUCT_NAME', 'x'.repeat(61)],
    ['more policy than an origin', 'CONNECT_FRAME_ANCESTORS', "https://app.example; script-src 'unsafe-inline'"],
  ])('%s is refused, without repeating it', (_, variable, value) => {
    const mistakes = mistakesOf({ [variable]: value });
    expect(mistakes).toEqual([expect.stringMatching(new RegExp(`^${variable}: `))]);
    expect(mistakes.join()).not.toContain(value);
  });

  test('frames on every site are refused', () => {
    expect(mistakesOf({ CONNECT_FRAME_ANCESTORS: '*' })).toHaveLength(1);
  });

  test('a logo may be as large as 64 kB', () => {
    expect(mistakesOf({ CONNECT_LOGO_URL: embedded('image/png', Buffer.alloc(65_536)) })).toEqual([]);
  });
});
