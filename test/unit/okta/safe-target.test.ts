import { describe, expect, it } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { readFileSync } from 'node:fs';
import { API_PREFIXES, assertSafeTarget, isSafeTarget } from '../../../src/okta/safe-target.js';

const OPERATIONS: { operations: { path: string }[] } = JSON.parse(
  readFileSync(new URL('../../../src/okta/operations/okta-operations.json', import.meta.url), 'utf8'),
);

describe('isSafeTarget', () => {
  it.each([
    '/api/v1/users?after=200u&limit=200',
    '/api/v1/logs?after=1627500044869_1&filter=eventType+eq+%22x%22',
    '/api/v1/users/ada%40acme.example',
    '/api/v1/users/a%2Fb?x=../..',
    '/governance/api/v1/grants?after=x',
    '/oauth2/v1/clients',
    '/integrations/api/v1/api-services',
    '/api/v1/apps/0oa.1/users',
  ])('lets %s through', (target) => {
    expect(isSafeTarget(target)).toBe(true);
  });

  it.each(
    [
      ['', '/', 'api/v1/users', '//evil.example/api/v1/users', 'https://acme.okta.com/api/v1/users', '/api/v1'],
      ['/oauth2/default/v1/token', '/admin/users', '/login', '/API/v1/users', '/api/v1x', '/api/v2/users'],
      ['/api/v1/../../admin', '/api/v1/users/..', '/api/v1/./users', '/api/v1/%2e%2e/%2e%2e/admin', '/api/v1/%2E./x'],
      ['/api/v1/..%2f..%2fadmin', '/api/v1/%252e%252e/x', '/api/v1/..;/x', '/api/v1/%2525252e/x', '/api/v1\\..\\x'],
      ['/api/v1/%c0%ae%c0%ae/x', '/api/v1/%ff', '/api/v1//users', '/api/v1/users#x', '/api/v1/us ers', '/api/v1/\tx'],
      [
        '/api/v1/users\r\nHost: evil',
        '/api/v1/users?x=\n',
        '/api/v1/ü',
        '/api/v1/%252525252525252525',
        `/api/v1/${'x'.repeat(20_000)}`,
      ],
    ].flat(),
  )('stops %j', (target) => {
    expect(isSafeTarget(target)).toBe(false);
  });

  it('keeps every target that it lets through below a prefix after normalisation', () => {
    const pieces = fc.constantFrom(
      '/api/v1/',
      '..',
      '/',
      '%2e',
      '%2f',
      '\\',
      ';',
      '?',
      '#',
      'users',
      '.',
      '%5c',
      '%252e',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
        const target = `/api/v1/${parts.join('')}`;
        if (!isSafeTarget(target)) return;
        const { origin, pathname } = new URL(target, 'https://acme.okta.com');
        expect(origin).toBe('https://acme.okta.com');
        expect(decodeURIComponent(pathname)).toMatch(/^\/api\/v1\//);
        expect(decodeURIComponent(pathname).split(/[/\\]/)).not.toContain('..');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('assertSafeTarget', () => {
  it('passes what lies below the prefixes', () => {
    expect(() => assertSafeTarget('/api/v1/users')).not.toThrow();
  });

  it('points to the cursor, or to what the caller says', () => {
    expect(() => assertSafeTarget('/admin')).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        details: { errors: [expect.objectContaining({ pointer: '/input/cursor' })] },
      }),
    );
    const rules = { prefixes: ['/api/v1/'], pointer: '/input/path' };
    expect(() => assertSafeTarget('/oauth2/v1/clients', rules)).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ pointer: '/input/path' })] } }),
    );
  });

  it('knows the prefixes of every operation of the Management API but the public documents', () => {
    const outside = OPERATIONS.operations.filter(({ path }) => !API_PREFIXES.some((prefix) => path.startsWith(prefix)));
    expect(outside.filter(({ path }) => !path.startsWith('/.well-known/'))).toEqual([]);
  });
});
