import type { TokenSet } from '../../okta/oauth/oauth-client.js';
import type { FailureCode } from './consent-failure.js';

const isApiScope = (scope: string) => scope.startsWith('okta.');

/**
 * Why tokens of a consent are not accepted, or undefined. The ID token must be of the connection's org, the consent must
 * outlive the access token, and at least one Okta scope must have been granted (Okta drops the others without a word).
 */
export function grantRefusal(
  { idToken, refreshToken, scopes }: TokenSet,
  asked: { origin: string; scopes: readonly string[] },
): FailureCode | undefined {
  if (idToken?.iss !== asked.origin) return 'wrong_org';
  if (refreshToken === undefined) return 'no_refresh_token';
  const apiScopes = asked.scopes.filter(isApiScope);
  return apiScopes.length > 0 && !apiScopes.some((scope) => scopes.includes(scope)) ? 'consent_required' : undefined;
}
