import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, type JWK } from 'jose';
import type { AssertionAlgorithm } from './oauth-client.js';

export interface ClientKey {
  privateKey: JWK;
  /** What Okta fetches or is given. */
  publicJwk: JWK;
  /** The key's thumbprint (RFC 7638). */
  kid: string;
}

const generate = promisify(generateKeyPair);

const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;

/** A new key pair for client assertions; RSA keys have 2,048 bits. */
export async function generateClientKey(algorithm: AssertionAlgorithm): Promise<ClientKey> {
  const generated = jwkOf(await generatePrivateKey(algorithm));
  const kid = await calculateJwkThumbprint(generated);
  const privateKey = { ...generated, kid, alg: algorithm };
  return { privateKey, publicJwk: publicJwkOf(privateKey), kid };
}

const PUBLIC = new Set(['kty', 'n', 'e', 'crv', 'x', 'y', 'kid', 'alg']);

/** The public half, as it may be published: for signatures, with `kid` and `alg` where the key has them. */
export function publicJwkOf(key: JWK): JWK {
  const members = Object.entries(key).filter(([name]) => PUBLIC.has(name));
  return { ...Object.fromEntries(members), use: 'sig' };
}

async function generatePrivateKey(algorithm: AssertionAlgorithm): Promise<KeyObject> {
  if (algorithm === 'RS256' || algorithm === 'RS384' || algorithm === 'RS512') {
    return (await generate('rsa', { modulusLength: 2_048 })).privateKey;
  }
  return (await generate('ec', { namedCurve: CURVES[algorithm] })).privateKey;
}

/** A private key as a JWK. */
export function jwkOf(key: KeyObject): JWK {
  const { kty = '', ...members } = key.export({ format: 'jwk' });
  return { kty, ...members };
}
