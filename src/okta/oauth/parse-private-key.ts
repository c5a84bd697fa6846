import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import { ConnectorError } from '../../core/errors.js';
import { jwkOf } from './client-key.js';
import { readJsonObject } from './json-object.js';
import { ASSERTION_ALGORITHMS, type AssertionAlgorithm } from './oauth-client.js';

export interface ParsedPrivateKey {
  privateKey: JWK;
  /** Those that the key can sign with, the usual one first; one alone where the JWK names it. */
  algorithms: [AssertionAlgorithm, ...AssertionAlgorithm[]];
  /** `kid` of a JWK. */
  keyId: string | undefined;
}

const FORMS = 'Give a PEM text (BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY) or a JWK object.';

function refused(mistake: string): ConnectorError {
  return new ConnectorError('invalid_input', `The private key ${mistake}`, {
    errors: [{ pointer: '/auth/privateKey', message: mistake }],
  });
}

/**
 * Reads a private key for client assertions: PEM in PKCS#8, PKCS#1 or SEC 1, or a JWK, as an object or as text. RSA from
 * 2,048 to 8,192 bits, or the curves P-256, P-384, P-521.
 * Source: https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/
 * @throws ConnectorError `invalid_input` that points to `/auth/privateKey`; it shows nothing of the key
 */
export function parsePrivateKey(given: string | Record<string, unknown>): ParsedPrivateKey {
  const jwk = typeof given === 'string' ? readJsonObject(given) : given;
  const key = typeof given === 'string' && !jwk ? importPem(given) : importJwk(jwk ?? {});
  const fitting = algorithmsOf(key);
  assertSigns(key);
  return {
    privateKey: jwkOf(key),
    algorithms: jwk?.['alg'] === undefined ? fitting : [namedAlgorithm(jwk['alg'], fitting)],
    keyId: typeof jwk?.['kid'] === 'string' && jwk['kid'] !== '' ? jwk['kid'] : undefined,
  };
}

function importJwk(jwk: Record<string, unknown>): KeyObject {
  if ('keys' in jwk) throw refused('is a set of keys. Give one of them, with its private part.');
  if (typeof jwk['kty'] !== 'string') throw refused(`cannot be read. ${FORMS}`);
  if (jwk['kty'] === 'oct') throw refused('is a shared secret. Give an RSA or EC private key.');
  if (typeof jwk['d'] !== 'string') throw refused('is a public key. Give the private key, which has the member d.');
  return imported(() => createPrivateKey({ key: jwk, format: 'jwk' }));
}

const PEM_LABEL = /-----BEGIN ([A-Z0-9 ]{1,40})-----/;

function importPem(given: string): KeyObject {
  // Line breaks are often pasted as the two characters of their escape.
  const text = given.replaceAll('\\r', '').replaceAll('\\n', '\n').trim();
  const label = PEM_LABEL.exec(text)?.[1];
  if (label === undefined) throw refused(`cannot be read. ${FORMS}`);
  if (label.includes('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(text)) {
    throw refused('is encrypted. Remove its passphrase first, for example with openssl pkey.');
  }
  if (/PUBLIC KEY|CERTIFICATE/.test(label)) throw refused('is a public key or a certificate. Give the private key.');
  if (label === 'OPENSSH PRIVATE KEY')
    throw refused('is in the format of OpenSSH. Convert it with ssh-keygen -p -m PEM.');
  return imported(() => createPrivateKey({ key: text, format: 'pem' }));
}

/** The errors of the cryptography are kept out of ours: they may tell of the key. */
function imported(make: () => KeyObject): KeyObject {
  try {
    return make();
  } catch {
    throw refused(`is damaged or incomplete. ${FORMS}`);
  }
}

const ALGORITHMS_BY_CURVE: Record<string, AssertionAlgorithm> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): ParsedPrivateKey['algorithms'] {
  if (asymmetricKeyType === 'rsa') {
    const bits = asymmetricKeyDetails?.modulusLength ?? 0;
    if (bits < 2_048 || bits > 8_192) throw refused(`has ${bits} bits. Okta takes RSA keys from 2048 bits.`);
    return ['RS256', 'RS384', 'RS512'];
  }
  const curve = asymmetricKeyType === 'ec' ? asymmetricKeyDetails?.namedCurve : undefined;
  const algorithm = curve === undefined ? undefined : ALGORITHMS_BY_CURVE[curve];
  if (algorithm) return [algorithm];
  throw refused('is of a kind that Okta does not take. Give an RSA key, or an EC key on P-256, P-384 or P-521.');
}

function namedAlgorithm(name: unknown, fitting: readonly AssertionAlgorithm[]): AssertionAlgorithm {
  const algorithm = ASSERTION_ALGORITHMS.find((known) => known === name);
  if (algorithm && fitting.includes(algorithm)) return algorithm;
  throw refused(`names an alg that does not fit it. It can be used with ${fitting.join(', ')}.`);
}

/** A key whose parts do not belong together would be found out only by Okta. */
function assertSigns(key: KeyObject): void {
  const text = Buffer.from('okta');
  try {
    if (verify('sha256', text, createPublicKey(key), sign('sha256', text, key))) return;
  } catch {
    // Below.
  }
  throw refused('holds parts that do not belong together. Export it anew.');
}
