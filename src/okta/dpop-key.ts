import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'jose';

const generate = promisify(generateKeyPair);

/** A new proof key (ES256) as a private JWK; a connection keeps its own for as long as its tokens are bound to it. */
export async function generateDpopKey(): Promise<JWK> {
  const { privateKey } = await generate('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'EC' };
}
