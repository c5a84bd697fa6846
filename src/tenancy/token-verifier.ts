import { hash } from 'node:crypto';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { readClaims, type TokenClaims } from './token-claims.js';
import { unauthenticated } from './unauthenticated.js';

const MAX_TOKEN_BYTES = 8192;
const CLOCK_TOLERANCE_SECONDS = 30;
const CACHED_TOKENS = 10_000;

export interface VerifierOptions {
  keys: JWTVerifyGetKey;
  algorithms: readonly string[];
  audience: string;
  /** Not checked where omitted: the keys are then the only sign of the issuer. */
  issuer?: string | undefined;
  tenantClaim: string;
  now?: () => Date;
}

interface Verified {
  claims: TokenClaims;
  expiresAt: number;
}

/** What is told to a caller, by the code of jose's error. */
const REASONS: Record<string, string> = {
  ERR_JWT_EXPIRED: 'The token has expired.',
  ERR_JOSE_ALG_NOT_ALLOWED: 'The token is signed with an algorithm that is not allowed.',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "The token's signature is wrong.",
  ERR_JWKS_NO_MATCHING_KEY: 'The issuer has no key that fits the token.',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'The token does not say which key it is signed with ("kid").',
};

/** Checks callers' tokens (RFC 7519, RFC 8725). A token that passed is not checked again until it expires. */
export class TokenVerifier {
  private readonly verified = new LRUCache<string, Verified>({ max: CACHED_TOKENS });
  private readonly now: () => Date;

  constructor(private readonly options: VerifierOptions) {
    this.now = options.now ?? (() => new Date());
  }

  /**
   * The claims of a token whose signature, issuer, audience and times are right.
   * @throws ConnectorError `unauthenticated`; `overloaded` when the issuer's keys cannot be read
   */
  async verify(token: string): Promise<TokenClaims> {
    if (token.length > MAX_TOKEN_BYTES) throw unauthenticated('The token is longer than 8 kB.');
    const key = hash('sha256', token, 'base64url');
    const known = this.verified.get(key);
    if (known && this.now().getTime() < known.expiresAt) return known.claims;
    const verified = await this.check(token);
    this.verified.set(key, verified);
    return verified.claims;
  }

  private async check(token: string): Promise<Verified> {
    const { keys, algorithms, audience, issuer, tenantClaim } = this.options;
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [...algorithms],
        audience,
        ...(issuer !== undefined && { issuer }),
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: this.now(),
      });
      return { claims: readClaims(payload, tenantClaim), expiresAt: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      throw asRefusal(error);
    }
  }
}

/** jose's errors become a 401 that names the reason; all others are passed on. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Object) || !('code' in error) || !String(error.code).startsWith('ERR_J')) return error;
  const code = String(error.code);
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && 'claim' in error) {
    return unauthenticated(
      `The token's claim "${String(error.claim)}" is missing or not the one expected here.`,
      error,
    );
  }
  return unauthenticated(REASONS[code] ?? 'The token is not a well-formed signed JWT.', error);
}
