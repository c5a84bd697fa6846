import { createHash, createPrivateKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';

export interface ProofRequest {
  /** ES256 private JWK. The same object is imported once. */
  key: JWK;
  method: string;
  /** Query and fragment are left out of the proof. */
  url: string;
  /** At an API: the token that the proof goes with. */
  accessToken?: string | undefined;
  /** The newest `DPoP-Nonce` of the server. */
  nonce?: string | undefined;
  /** Milliseconds since 1970. */
  now?: number;
}

/** Okta refuses what was issued in its future, and takes proofs for 5 minutes. */
export const PROOF_BACKDATED_SECONDS = 5;

interface Signer {
  key: KeyObject;
  /** The encoded header, which holds the public key. */
  header: string;
}

const signers = new WeakMap<JWK, Signer>();

/**
 * A proof of possession for one HTTP attempt (RFC 9449, section 4.2); each is accepted once, so sign anew for a retry.
 */
export function dpopProof({ key, method, url, accessToken, nonce, now = Date.now() }: ProofRequest): string {
  const signer = signers.get(key) ?? addSigner(key);
  const claims = encode({
    htm: method,
    htu: url.split(/[?#]/, 1)[0],
    iat: Math.floor(now / 1_000) - PROOF_BACKDATED_SECONDS,
    jti: randomBytes(16).toString('base64url'),
    ...(accessToken !== undefined && { ath: createHash('sha256').update(accessToken, 'ascii').digest('base64url') }),
    ...(nonce !== undefined && { nonce }),
  });
  const signed = `${signer.header}.${claims}`;
  const signature = sign('sha256', Buffer.from(signed), { key: signer.key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

function addSigner(jwk: JWK): Signer {
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const { kty, crv, x, y } = jwk;
  const signer = { key, header: encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }) };
  signers.set(jwk, signer);
  return signer;
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
