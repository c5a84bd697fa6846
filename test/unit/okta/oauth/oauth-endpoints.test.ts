import { describe, expect, it } from '@jest/globals';
import { oauthEndpoints } from '../../../../src/okta/oauth/oauth-endpoints.js';
import { tokenParameters } from '../../../../src/okta/oauth/token-parameters.js';
import { oauthClient } from './oauth-client-fixture.js';

describe('oauthEndpoints', () => {
  it('follow from the org', () => {
    expect(oauthEndpoints(oauthClient())).toEqual({
      issuer: 'https://acme.okta.com',
      authorization: 'https://acme.okta.com/oauth2/v1/authorize',
      token: 'https://acme.okta.com/oauth2/v1/token',
      revocation: 'https://acme.okta.com/oauth2/v1/revoke',
      keys: 'https://acme.okta.com/oauth2/v1/keys',
    });
  });

  it('take a token endpoint on the same org', () => {
    const tokenEndpoint = 'https://acme.okta.com/oauth2/v2/token?x=1';
    expect(oauthEndpoints(oauthClient({ tokenEndpoint })).token).toBe(tokenEndpoint);
  });

  it.each([
    'https://evil.example/oauth2/v1/token',
    'https://acme.okta.com.evil.example/token',
    'https://acme.okta.com@evil.example/token',
    'https://user:pass@acme.okta.com/token',
    'http://acme.okta.com/oauth2/v1/token',
    'https://acme.okta.com:8443/token',
    'https://acme-admin.okta.com/oauth2/v1/token',
    '//evil.example/token',
    '/oauth2/v1/token',
    '',
  ])('refuse %j', (tokenEndpoint) => {
    expect(() => oauthEndpoints(oauthClient({ tokenEndpoint }))).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });
});

describe('tokenParameters', () => {
  it('add to the request, and replace nothing that the protocol sets', () => {
    const tokenParams = { resource: 'r', grant_type: 'password', client_id: 'x', client_secret: 'y', scope: 'z' };
    expect(tokenParameters(oauthClient({ tokenParams }))).toEqual({ resource: 'r' });
  });
});
