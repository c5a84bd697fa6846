import { describe, expect, it } from '@jest/globals';
import { parseTenantId } from '../../../src/core/tenant-id.js';
import { bindConnection } from '../../../src/mcp/mcp-binding.js';
import { assertOwnOrigin } from '../../../src/mcp/own-origin.js';
import { protectedResource } from '../../../src/mcp/protected-resource.js';

const caller = { tenantId: parseTenantId('acme')!, subject: 'agent', scopes: new Set<string>() };

describe('the connection', () => {
  it('is the one of the address, or else the one of the token', () => {
    expect(bindConnection(caller, 'con_1').connectionId).toBe('con_1');
    expect(bindConnection({ ...caller, connectionId: 'con_2' }, undefined).connectionId).toBe('con_2');
  });

  it('must be named', () => {
    expect(() => bindConnection(caller, undefined)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });
});

describe('the origin', () => {
  it.each([undefined, 'https://connector.example'])('%s may send requests', (origin) => {
    expect(() => assertOwnOrigin(origin, 'https://connector.example/under/a/path')).not.toThrow();
  });

  it.each(['', 'null', 'http://connector.example', 'https://connector.example.evil', 'https://connector.example:8443'])(
    '%j may not',
    (origin) => {
      expect(() => assertOwnOrigin(origin, 'https://connector.example')).toThrow(
        expect.objectContaining({ code: 'forbidden' }),
      );
    },
  );
});

describe('the metadata of the resource', () => {
  const publicUrl = 'https://connector.example/okta';
  const common = { tenantClaim: 'tenant_id', algorithms: [] };
  const issuer = 'https://issuer.example';
  const of = (auth: { issuer?: string; jwksUri?: string; audience?: string }) =>
    protectedResource({ publicUrl, auth: { ...common, mode: 'issuer', ...auth } as never }, '/mcp/con_1');

  it('names the issuer, or none where there is only a key set', () => {
    expect(of({ issuer, audience: 'okta' }).authorization_servers).toEqual([issuer]);
    expect(of({ jwksUri: 'https://issuer.example/keys', audience: 'okta' }).authorization_servers).toBeUndefined();
    const development = protectedResource({ publicUrl, auth: { ...common, mode: 'development' } }, '/mcp');
    expect(development.authorization_servers).toBeUndefined();
  });

  it.each([
    ['okta', `${publicUrl}/mcp/con_1`],
    ['https://connector.example/okt', `${publicUrl}/mcp/con_1`],
    ['https://other.example/okta', `${publicUrl}/mcp/con_1`],
    ['https://connector.example', 'https://connector.example'],
    [publicUrl, publicUrl],
    [`${publicUrl}/mcp`, `${publicUrl}/mcp`],
  ])('for the audience %s asks for tokens for %s', (audience, resource) => {
    expect(of({ issuer, audience }).resource).toBe(resource);
  });
});
