import { describe, expect, it } from '@jest/globals';
import { isDeliveryUrlAllowed } from '../../../src/triggers/subscriptions/delivery-url.js';

const LISTED = ['http://localhost:*', 'https://*.internal.example', 'http://10.1.2.3:8080'];

describe('where events may be sent to', () => {
  it.each([
    'https://recipes.platform.example/in/42',
    'https://recipes.platform.example:8443/in?a=b&c=%20',
    'https://RECIPES.platform.example',
    'https://8.8.8.8/in',
    'https://[2606:4700:4700::1111]/in',
  ])('any public https: %s', (url) => {
    expect(isDeliveryUrlAllowed(url, [])).toBe(true);
  });

  it.each([
    'http://localhost:9/in',
    'http://localhost/in',
    'https://a.internal.example/in',
    'http://10.1.2.3:8080/in?x=1',
  ])('what is listed: %s', (url) => {
    expect(isDeliveryUrlAllowed(url, [])).toBe(url.startsWith('https://a.'));
    expect(isDeliveryUrlAllowed(url, LISTED)).toBe(true);
  });

  it.each([
    'http://recipes.platform.example/in',
    'ftp://recipes.platform.example/in',
    'https://user@recipes.platform.example/in',
    'https://user:pass@recipes.platform.example/in',
    'http://localhost:9@evil.example/in',
    'https://recipes.platform.example/in#part',
    'https://recipes.platform.example:22/in',
    'https://recipes.platform.example./in',
    'https://recipes/in',
    'https://localhost/in',
    'https://a.localhost/in',
    'https://db.internal/in',
    'https://printer.local/in',
    'https://10.0.0.1/in',
    'https://127.0.0.1/in',
    'https://0x7f.1/in',
    'https://2130706433/in',
    'https://169.254.169.254/latest',
    'https://[::1]/in',
    'https://[::ffff:10.0.0.1]/in',
    'https://[fe80::1]/in',
    'http://10.1.2.3:8081/in',
    'https://a.b.internal.example.evil/in\\@x',
    'https://x.example/a b',
    'https://x.example/\n',
    ' https://x.example/',
    'https:x.example',
    'https:///x.example',
    'javascript:alert(1)',
    '',
    `https://x.example/${'a'.repeat(2_048)}`,
  ])('nothing else: %j', (url) => {
    expect(isDeliveryUrlAllowed(url, LISTED)).toBe(false);
  });

  it('takes * for one label only', () => {
    const plain = ['http://*.intranet.example'];
    expect(isDeliveryUrlAllowed('http://a.intranet.example/in', plain)).toBe(true);
    expect(isDeliveryUrlAllowed('http://a.b.intranet.example/in', plain)).toBe(false);
    expect(isDeliveryUrlAllowed('http://intranet.example/in', plain)).toBe(false);
  });
});
