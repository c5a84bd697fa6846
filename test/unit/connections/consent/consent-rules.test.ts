import { describe, expect, test } from '@jest/globals';
import { arrivedAt, regionAt, regionOf } from '../../../../src/connections/consent/callback-region.js';
import {
  failureOfCallback,
  failureOfError,
  failureOfTokens,
  isFailureCode,
} from '../../../../src/connections/consent/consent-failure.js';
import { grantRefusal } from '../../../../src/connections/consent/grant-refusal.js';
import type { TokenSet } from '../../../../src/okta/oauth/oauth-client.js';

describe("Okta's errors at the callback", () => {
  test.each([
    ['access_denied', 'User is not assigned to the client application.', 'user_not_assigned'],
    ['access_denied', 'The resource owner or authorization server denied the request.', 'access_denied'],
    ['access_denied', '', 'access_denied'],
    ['user_canceled_request', '', 'access_denied'],
    ['login_required', '', 'access_denied'],
    ['consent_required', 'You are not allowed any of the requested scopes.', 'consent_required'],
    ['invalid_scope', 'One or more scopes are not configured.', 'invalid_scope'],
    ['invalid_client', '', 'invalid_credentials'],
    ['server_error', '', 'okta_unavailable'],
    ['temporarily_unavailable', '', 'okta_unavailable'],
    ['invalid_request', 'not assigned', 'okta_rejected'],
    ['unauthorized_client', '', 'okta_rejected'],
    ['constructor', '', 'okta_rejected'],
  ])('%s (%s) is %s', (error, description, code) => {
    expect(failureOfCallback(error, description)).toBe(code);
  });
});

describe('a token request without tokens', () => {
  test.each([
    ['invalidGrant', 'reauthorization_required', 'code_expired'],
    ['refused', 'invalid_credentials', 'invalid_credentials'],
    ['refused', 'consent_required', 'consent_required'],
    ['refused', 'okta_rejected', 'okta_rejected'],
    ['unknown', 'okta_timeout', 'okta_unavailable'],
    ['notProcessed', 'okta_rate_limited', 'okta_unavailable'],
    ['unknown', 'internal_error', 'okta_unavailable'],
  ] as const)('%s (%s) is %s', (failure, error, code) => {
    expect(failureOfTokens(failure, error)).toBe(code);
  });

  test('and errors of this service are told from those of Okta', () => {
    expect(failureOfError('internal_error')).toBe('internal_error');
    expect(failureOfError('overloaded')).toBe('internal_error');
    expect(failureOfError('domain_not_allowed')).toBe('wrong_org');
    expect(failureOfError('feature_not_enabled')).toBe('okta_rejected');
  });

  test.each([
    ['invalid_credentials', 'invalid_credentials'],
    ['reauthorization_required', 'code_expired'],
    ['invalid_scope', 'invalid_scope'],
    ['consent_required', 'consent_required'],
    ['okta_unavailable', 'okta_unavailable'],
    ['okta_timeout', 'okta_unavailable'],
    ['okta_rate_limited', 'okta_unavailable'],
    ['not_found', 'internal_error'],
    ['shutting_down', 'internal_error'],
  ] as const)('%s is told as %s', (error, code) => {
    expect(failureOfError(error)).toBe(code);
  });

  test('and what a failed consent ends with is known again', () => {
    expect(['wrong_org', 'code_expired', 'active', 'constructor'].map(isFailureCode)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the region of a request', () => {
  const regions = [
    { id: 'us', callbackUrl: 'https://us.example/oauth/callback' },
    { id: 'eu', callbackUrl: 'https://eu.example:8443/oauth/callback' },
  ];

  test.each([
    ['us.example', 'us'],
    ['US.example', 'us'],
    ['us.example:443', 'us'],
    ['eu.example:8443', 'eu'],
    ['eu.example', undefined],
    ['us.example:80', undefined],
    ['us.example.evil.example', undefined],
    ['us.example@evil.example', undefined],
    ['', undefined],
    ['[', undefined],
  ])('on %s is %s', (host, id) => {
    expect(regionAt(regions, host)?.id).toBe(id);
  });

  test('is found by id, or there is no consent', () => {
    expect(regionOf(regions, 'eu').callbackUrl).toBe('https://eu.example:8443/oauth/callback');
    expect(() => regionOf(regions, 'jp')).toThrow(expect.objectContaining({ code: 'connection_not_ready' }));
  });

  test('is told by the host alone, so that a proxy that ends TLS does no harm', () => {
    expect(arrivedAt('http://localhost:3000/oauth/callback', 'localhost:3000')).toBe(true);
    expect(arrivedAt('http://localhost:3000/oauth/callback', '127.0.0.1:3000')).toBe(false);
  });
});

describe('tokens of a consent are refused', () => {
  const origin = 'https://acme.okta.com';
  const asked = { origin, scopes: ['openid', 'offline_access', 'okta.users.read', 'okta.groups.read'] };
  const tokens: TokenSet = {
    accessToken: 'a',
    tokenType: 'Bearer',
    expiresInSeconds: 3_600,
    scopes: ['openid', 'offline_access', 'okta.users.read'],
    refreshToken: 'r',
    idToken: { iss: origin, sub: '00u1' },
  };

  test.each([
    ['when the ID token is of another org', { idToken: { iss: 'https://other.okta.com', sub: '00u1' } }, 'wrong_org'],
    ['without an ID token', { idToken: undefined }, 'wrong_org'],
    ['without a refresh token', { refreshToken: undefined }, 'no_refresh_token'],
    ['when no Okta scope was granted', { scopes: ['openid', 'offline_access'] }, 'consent_required'],
    ['when only scopes that nobody asked for were granted', { scopes: ['okta.apps.read'] }, 'consent_required'],
  ])('%s', (_, change, code) => {
    expect(grantRefusal({ ...tokens, ...change }, asked)).toBe(code);
  });

  test('and accepted when some of the scopes were granted', () => {
    expect(grantRefusal(tokens, asked)).toBeUndefined();
  });

  test('and accepted when no Okta scope was asked for', () => {
    const signIn = { origin, scopes: ['openid', 'offline_access'] };
    expect(grantRefusal({ ...tokens, scopes: ['openid'] }, signIn)).toBeUndefined();
  });
});
