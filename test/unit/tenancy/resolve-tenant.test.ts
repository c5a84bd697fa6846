import { describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../../src/core/errors.js';
import { parseTenantId } from '../../../src/core/tenant-id.js';
import { resolveTenant } from '../../../src/tenancy/resolve-tenant.js';

const claims = (tenant: string | undefined, ...scopes: string[]) => ({
  subject: 'platform',
  scopes: new Set(scopes),
  tenantId: parseTenantId(tenant),
});

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ConnectorError) {
      if (error.code === 'forbidden') expect(error.details.remedy).toMatch(/header/);
      return error.code;
    }
    throw error;
  }
  return 'accepted';
}

describe('a token with a tenant', () => {
  test('acts for that tenant', () => {
    expect(resolveTenant(claims('acme'), undefined)).toBe('acme');
  });

  test('may repeat it in the header', () => {
    expect(resolveTenant(claims('acme'), 'acme')).toBe('acme');
  });

  test.each([[['other']], [['ACME']], [['']], [['acme, other']]])('is refused with the header %j', ([header]) => {
    expect(codeOf(() => resolveTenant(claims('acme'), header))).toBe('forbidden');
    expect(codeOf(() => resolveTenant(claims('acme', 'tenants:any'), header))).toBe('forbidden');
  });
});

describe('a token without a tenant', () => {
  test('is refused without tenants:any, whatever the header', () => {
    expect(codeOf(() => resolveTenant(claims(undefined, 'actions:run'), 'acme'))).toBe('forbidden');
    expect(codeOf(() => resolveTenant(claims(undefined), undefined))).toBe('forbidden');
  });

  test('acts with tenants:any for the tenant of the header', () => {
    expect(resolveTenant(claims(undefined, 'tenants:any'), 'acme')).toBe('acme');
  });

  test('is told to name a tenant', () => {
    expect(codeOf(() => resolveTenant(claims(undefined, 'tenants:any'), undefined))).toBe('forbidden');
  });

  test.each([[''], ['a b'], ['a/b'], ['x'.repeat(129)], ['acme, other'], [['acme', 'other']]])(
    'is refused with the header %j',
    (header) => {
      expect(codeOf(() => resolveTenant(claims(undefined, 'tenants:any'), header))).toBe('malformed_request');
    },
  );
});
