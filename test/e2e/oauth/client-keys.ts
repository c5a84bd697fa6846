import { generateKeyPairSync, type KeyObject } from 'node:crypto';

export interface ClientKey {
  /** As a caller would give it. */
  privateKey: string | object;
  /** As an administrator would register it. */
  publicJwk: Record<string, unknown> & { kid: string };
}

type Format = 'pkcs1' | 'pkcs8' | 'jwk';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;

function pairFor(algorithm: string): { privateKey: KeyObject; publicKey: KeyObject } {
  const curve = curves[algorithm as keyof typeof curves];
  return curve ? generateKeyPairSync('ec', { namedCurve: curve }) : rsa;
}

function written(key: KeyObject, format: Format): string | object {
  if (format === 'jwk') return key.export({ format: 'jwk' });
  return key.export({ format: 'pem', type: format }).toString();
}

/** A key pair for the algorithm, its private half written as asked. */
export function clientKey(algorithm: string, format: Format = 'pkcs8'): ClientKey {
  const { privateKey, publicKey } = pairFor(algorithm);
  const kid = `kid-${algorithm}-${format}`;
  return {
    privateKey: written(privateKey, format),
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' },
  };
}
