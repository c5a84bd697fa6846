import type { Config } from '../core/config.js';
import { EgressGuard } from '../okta/egress-guard.js';
import { createGuardedFetch } from '../okta/guarded-fetch.js';
import { DEVELOPMENT_TOKENS, developmentKeys } from './development-key.js';
import { createIssuerKeys } from './issuer-keys.js';
import { TokenVerifier } from './token-verifier.js';

/** The verifier for the configured issuer, or for the development key where none is configured. */
export async function createTokenVerifier({ auth, dataDir }: Pick<Config, 'auth' | 'dataDir'>): Promise<TokenVerifier> {
  const { tenantClaim, algorithms } = auth;
  if (auth.mode === 'development') {
    const { issuer, audience, algorithm } = DEVELOPMENT_TOKENS;
    return new TokenVerifier({
      keys: await developmentKeys(dataDir),
      algorithms: [algorithm],
      issuer,
      audience,
      tenantClaim,
    });
  }
  const { issuer, jwksUri, audience } = auth;
  // A guard of its own: that the operator trusts the issuer's address does not open it to Okta connections.
  const guard = new EgressGuard({ trustedOrigins: [issuer, jwksUri].filter((url) => url !== undefined) });
  const keys = createIssuerKeys({ issuer, jwksUri, fetch: createGuardedFetch(guard) });
  return new TokenVerifier({ keys, algorithms, issuer, audience: audience ?? '', tenantClaim });
}
