import { describe, expect, test } from '@jest/globals';
import { readClaims } from '../../../src/tenancy/token-claims.js';

const read = (payload: Record<string, unknown>, claim = 'tenant_id') => readClaims(payload, claim);
const scopes = (payload: Record<string, unknown>) => [...read(payload).scopes];

describe('scopes', () => {
  test.each([
    [{ scope: 'actions:run connections:read' }, ['actions:run', 'connections:read']],
    [{ scp: ['actions:run', 'connections:read'] }, ['actions:run', 'connections:read']],
    [{ scp: 'actions:run' }, ['actions:run']],
    [{ scope: 'a', scp: ['b', 'a'] }, ['a', 'b']],
    [{ scope: '  a   b ' }, ['a', 'b']],
    [{}, []],
    [{ scope: { 'tenants:any': true }, scp: [1, null, ['tenants:any']] }, []],
  ])('%j', (payload, expected) => {
    expect(scopes(payload)).toEqual(expected);
  });
});

describe('the tenant', () => {
  test('is read from the configured claim', () => {
    expect(read({ tenant_id: 'acme' }).tenantId).toBe('acme');
    expect(read({ tenant_id: 'acme', 'https://platform/org': 'other' }, 'https://platform/org').tenantId).toBe('other');
  });

  test('may be absent', () => {
    expect(read({}).tenantId).toBeUndefined();
    expect(read({}, 'toString').tenantId).toBeUndefined();
  });

  test.each(['', 'a b', 'a/b', 'x'.repeat(129), 7, null, ['acme'], { id: 'acme' }])(
    'a claim of %j is no tenant and makes the token invalid',
    (value) => {
      expect(() => read({ tenant_id: value })).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
    },
  );
});

describe('the connection', () => {
  const id = `con_${'0123456789abcdef'.repeat(2)}`;

  test('is read from its claim, and may be absent', () => {
    expect(read({ okta_connection_id: id }).connectionId).toBe(id);
    expect(read({ connection_id: id }).connectionId).toBeUndefined();
  });

  test.each(['', 'con_1', `${id}0`, `x${id}`, `${id}/..`, 7, null, [id]])(
    'a claim of %j makes the token invalid',
    (value) => {
      expect(() => read({ okta_connection_id: value })).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
    },
  );
});

describe('the subject', () => {
  test.each([
    [{ sub: 'ada', client_id: 'c', azp: 'z' }, 'ada'],
    [{ client_id: 'c' }, 'c'],
    [{ azp: 'z' }, 'z'],
    [{ sub: '' }, 'unknown'],
    [{ sub: { name: 'ada' } }, 'unknown'],
    [{ sub: 'x'.repeat(300) }, 'x'.repeat(255)],
  ])('of %j', (payload, expected) => {
    expect(read(payload).subject).toBe(expected);
  });
});
