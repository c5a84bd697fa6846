import { describe, expect, it } from '@jest/globals';
import { classifyAuthFailure, readAuthChallenge } from '../../../src/okta/auth-challenge.js';

const SCOPE_CHALLENGE =
  'Bearer authorization_uri="http://acme.okta.com/oauth2/v1/authorize", realm="http://acme.okta.com", scope="okta.groups.read okta.users.read", error="insufficient_scope", error_description="The access token provided does not contain the required scopes.", resource="/api/v1/groups"';
const dpop = (error: string) =>
  `DPoP algs="RS256 ES256", realm="x", scope="okta.users.read", error="${error}", error_description="d"`;

describe('readAuthChallenge', () => {
  it('reads scheme, error, description and scopes', () => {
    expect(readAuthChallenge({ 'www-authenticate': SCOPE_CHALLENGE })).toEqual({
      scheme: 'bearer',
      error: 'insufficient_scope',
      description: 'The access token provided does not contain the required scopes.',
      scopes: ['okta.groups.read', 'okta.users.read'],
    });
  });

  it('takes the first value where several challenges came, and undoes quoting', () => {
    const given = { 'www-authenticate': ['DPoP error="a \\"b\\""', 'Bearer error=c'] };
    expect(readAuthChallenge(given)).toMatchObject({ scheme: 'dpop', error: 'a "b"' });
  });

  it('gives undefined without the header and an empty challenge for garbage', () => {
    expect(readAuthChallenge({})).toBeUndefined();
    expect(readAuthChallenge({ 'www-authenticate': '"="' })).toEqual({ scheme: '', scopes: [] });
  });

  it('leaves out scopes that are none', () => {
    expect(readAuthChallenge({ 'www-authenticate': 'Bearer scope="okta.a.read <b> $&"' })?.scopes).toEqual([
      'okta.a.read',
    ]);
  });
});

describe('classifyAuthFailure', () => {
  it.each([
    [403, SCOPE_CHALLENGE, 'insufficient_scope'],
    [400, dpop('use_dpop_nonce'), 'dpop_nonce_required'],
    [400, dpop('invalid_dpop_proof'), 'dpop_proof_invalid'],
    [400, dpop('invalid_request'), 'token_binding'],
    [401, 'Bearer error="invalid_token"', 'token_invalid'],
    [401, 'Bearer error="constructor"', undefined],
    [401, 'Bearer realm="x"', undefined],
    [404, 'Bearer error="invalid_token"', undefined],
    [200, 'Bearer error="invalid_token"', undefined],
  ])('takes %i with %s for %s', (status, header, expected) => {
    expect(classifyAuthFailure({ status, headers: { 'www-authenticate': header } })).toBe(expected);
  });

  it('says nothing without the header', () => {
    expect(classifyAuthFailure({ status: 401, headers: {} })).toBeUndefined();
  });
});
