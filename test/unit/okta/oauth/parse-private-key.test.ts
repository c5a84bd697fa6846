import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../../src/core/errors.js';
import { publicJwkOf } from '../../../../src/okta/oauth/client-key.js';
import { parsePrivateKey } from '../../../../src/okta/oauth/parse-private-key.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' | 'spki') => String(key.export({ format: 'pem', type }));
const jwk = (key: KeyObject): Record<string, unknown> => ({ ...key.export({ format: 'jwk' }) });
const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;

const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512'];

describe('parsePrivateKey reads', () => {
  it.each([
    ['RSA in PKCS#8', pem(rsa.privateKey, 'pkcs8'), rsa.privateKey, RSA_ALGORITHMS],
    ['RSA in PKCS#1', pem(rsa.privateKey, 'pkcs1'), rsa.privateKey, RSA_ALGORITHMS],
    ['an RSA JWK', jwk(rsa.privateKey), rsa.privateKey, RSA_ALGORITHMS],
    ['an RSA JWK as text', ` ${JSON.stringify(jwk(rsa.privateKey))}\n`, rsa.privateKey, RSA_ALGORITHMS],
    ['P-256 in PKCS#8', pem(ec.privateKey, 'pkcs8'), ec.privateKey, ['ES256']],
    ['P-256 in SEC 1', pem(ec.privateKey, 'sec1'), ec.privateKey, ['ES256']],
    ['a P-256 JWK', jwk(ec.privateKey), ec.privateKey, ['ES256']],
    ['escaped line breaks', pem(ec.privateKey, 'pkcs8').replaceAll('\n', '\\n'), ec.privateKey, ['ES256']],
    ['escaped Windows line breaks', pem(ec.privateKey, 'pkcs8').replaceAll('\n', '\\r\\n'), ec.privateKey, ['ES256']],
    ['Windows line breaks', pem(ec.privateKey, 'pkcs8').replaceAll('\n', '\r\n'), ec.privateKey, ['ES256']],
    ['text around the key', `Bag Attributes\n${pem(ec.privateKey, 'pkcs8')}\n\n`, ec.privateKey, ['ES256']],
  ])('%s', (_, given, key, algorithms) => {
    expect(parsePrivateKey(given)).toEqual({ privateKey: jwk(key), algorithms, keyId: undefined });
  });

  it.each([
    ['P-384', ['ES384']],
    ['P-521', ['ES512']],
  ])('%s', (namedCurve, algorithms) => {
    expect(parsePrivateKey(pem(curve(namedCurve), 'pkcs8')).algorithms).toEqual(algorithms);
  });

  it("a JWK's key id and the one algorithm that it names", () => {
    const named = { ...jwk(rsa.privateKey), kid: 'key-7', alg: 'RS384', use: 'sig' };
    expect(parsePrivateKey(named)).toEqual({ privateKey: jwk(rsa.privateKey), algorithms: ['RS384'], keyId: 'key-7' });
    expect(parsePrivateKey({ ...named, kid: '' }).keyId).toBeUndefined();
    expect(parsePrivateKey({ ...named, kid: 7 }).keyId).toBeUndefined();
  });
});

const encrypted = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pass' } as const;
const otherEc = jwk(curve('P-256'));

describe('parsePrivateKey refuses', () => {
  it.each([
    ['a public key', pem(rsa.publicKey, 'spki'), 'public key'],
    ['an RSA public key', pem(rsa.publicKey, 'pkcs1'), 'public key'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'certificate'],
    ['a public JWK', jwk(rsa.publicKey), 'public key'],
    ['an encrypted key', String(rsa.privateKey.export({ ...encrypted, type: 'pkcs8' })), 'encrypted'],
    ['an old encrypted key', String(rsa.privateKey.export({ ...encrypted, type: 'pkcs1' })), 'encrypted'],
    ['a short RSA key', pem(generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey, 'pkcs8'), '1024 bits'],
    ['another curve', pem(curve('secp256k1'), 'pkcs8'), 'P-256'],
    ['Ed25519', pem(generateKeyPairSync('ed25519').privateKey, 'pkcs8'), 'RSA key'],
    ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----', 'OpenSSH'],
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0' }, 'shared secret'],
    ['a key set', { keys: [jwk(rsa.privateKey)] }, 'set of keys'],
    ['a key set as text', JSON.stringify({ keys: [] }), 'set of keys'],
    ['an algorithm that does not fit', { ...jwk(rsa.privateKey), alg: 'ES256' }, 'RS256'],
    ['an algorithm that Okta does not take', { ...jwk(rsa.privateKey), alg: 'PS256' }, 'RS256'],
    ['a mixed pair', { ...jwk(ec.privateKey), x: otherEc['x'], y: otherEc['y'] }, ''],
    ['a truncated PEM', pem(rsa.privateKey, 'pkcs8').slice(0, 400), 'damaged'],
    ['a damaged PEM', pem(rsa.privateKey, 'pkcs8').replace(/\n.{64}\n/, '\n'), 'damaged'],
    ['a JWK without its numbers', { kty: 'RSA', d: 'AQAB' }, 'damaged'],
    ['a JWK of nothing', {}, 'cannot be read'],
    ['an empty text', '', 'cannot be read'],
    ['garbage', 'my key', 'cannot be read'],
    ['a list', '[1]', 'cannot be read'],
  ])('%s', (_, given, words) => {
    const refusal = refusalOf(() => parsePrivateKey(given));
    expect(refusal.code).toBe('invalid_input');
    expect(refusal.message).toContain(words);
    expect(refusal.details.errors?.map(({ pointer }) => pointer)).toEqual(['/auth/privateKey']);
    expect(refusal.cause).toBeUndefined();
  });

  it('without a word of the key', () => {
    const { d } = jwk(ec.privateKey);
    const refusal = refusalOf(() => parsePrivateKey({ ...jwk(ec.privateKey), crv: 'P-384' }));
    expect(JSON.stringify([refusal.message, refusal.details])).not.toContain(d);
  });
});

describe('publicJwkOf', () => {
  it.each([
    ['RSA', rsa],
    ['EC', ec],
  ])('keeps nothing private of an %s key', (_, { privateKey, publicKey }) => {
    const given = { ...parsePrivateKey(jwk(privateKey)).privateKey, kid: 'k', alg: 'any', key_ops: ['sign'] };
    expect(publicJwkOf(given)).toEqual({ ...jwk(publicKey), kid: 'k', alg: 'any', use: 'sig' });
  });
});

function refusalOf(act: () => unknown): ConnectorError {
  try {
    act();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
  }
  throw new Error('It was not refused');
}
