import { createHash } from 'node:crypto';
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from 'jose';

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];
const MAX_AGE_S = 300;

export interface ProofContext {
  proof: string;
  accessToken: string;
  method: string;
  /** Request URL without query. */
  url: string;
  nowSeconds: number;
  /** Thumbprint of the key that the token is bound to. */
  thumbprint: string;
}

/** Remembers the jti of used proofs: each proof is single use, also when the answer was 429. */
export class UsedProofs {
  private readonly seen = new Set<string>();

  /** @returns false when the proof was used before. */
  use(jti: string): boolean {
    if (this.seen.has(jti)) return false;
    this.seen.add(jti);
    return true;
  }
}

/**
 * Checks a DPoP proof at a resource (developer.okta.com/docs/guides/dpop; RFC 9449 section 4.3).
 * @returns what is wrong with it, undefined when it is sound
 */
export async function faultOfProof(context: ProofContext, used: UsedProofs): Promise<string | undefined> {
  const verified = await verify(context.proof);
  if (!verified) return 'The DPoP proof JWT signature is invalid.';
  const { payload, jwk } = verified;
  const ath = createHash('sha256').update(context.accessToken, 'ascii').digest('base64url');
  if (payload['htm'] !== context.method) return 'The DPoP proof JWT has an invalid htm claim.';
  if (payload['htu'] !== context.url) return 'The DPoP proof JWT has an invalid htu claim.';
  if (payload['ath'] !== ath) return 'The DPoP proof JWT has an invalid ath claim.';
  if ((await calculateJwkThumbprint(jwk)) !== context.thumbprint) return 'The public key binding does not match.';
  return faultOfTimes(payload, context.nowSeconds) ?? faultOfReplay(payload['jti'], used);
}

async function verify(proof: string): Promise<{ payload: Record<string, unknown>; jwk: object } | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ALGORITHMS,
    });
    return protectedHeader.jwk && { payload, jwk: protectedHeader.jwk };
  } catch {
    return undefined;
  }
}

function faultOfTimes(payload: Record<string, unknown>, now: number): string | undefined {
  const { iat } = payload;
  if (typeof iat !== 'number') return 'The DPoP proof JWT must have an iat claim.';
  if (iat > now + 5) return 'The DPoP proof JWT was issued in the future.';
  return iat < now - MAX_AGE_S ? 'The DPoP proof JWT is too old.' : undefined;
}

function faultOfReplay(jti: unknown, used: UsedProofs): string | undefined {
  if (typeof jti !== 'string' || jti === '') return 'The DPoP proof JWT must have a jti claim.';
  return used.use(jti) ? undefined : 'The DPoP proof JWT has already been used.';
}
