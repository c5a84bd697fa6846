import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { TokenVerifier, type VerifierOptions } from '../../../src/tenancy/token-verifier.js';

const NOW = 1_800_000_000;
const GOOD = {
  iss: 'https://issuer.example',
  aud: 'okta-connector',
  sub: 'platform',
  tenant_id: 'acme',
  exp: NOW + 60,
};

let signer: CryptoKey;
let publicKey: CryptoKey;
let stranger: CryptoKey;
let keys: JWTVerifyGetKey;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  [signer, publicKey] = [pair.privateKey, pair.publicKey];
  stranger = (await generateKeyPair('RS256')).privateKey;
  keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] });
});

let lookups = 0;
const counted: JWTVerifyGetKey = (...args) => {
  lookups += 1;
  return keys(...args);
};

const verifier = (options: Partial<VerifierOptions> = {}) =>
  new TokenVerifier({
    keys: counted,
    algorithms: ['RS256', 'ES256'],
    issuer: GOOD.iss,
    audience: GOOD.aud,
    tenantClaim: 'tenant_id',
    now: () => new Date(NOW * 1000),
    ...options,
  });

const sign = (claims: JWTPayload, { key = signer, kid = 'k1' } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);

async function codeOf(token: string, options: Partial<VerifierOptions> = {}): Promise<unknown> {
  return verifier(options)
    .verify(token)
    .then(
      () => 'accepted',
      (error: { code?: unknown }) => error.code,
    );
}

const without = (name: keyof typeof GOOD) => Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== name));

test('a good token gives its claims', async () => {
  const claims = await verifier().verify(await sign({ ...GOOD, scope: 'actions:run' }));
  expect(claims).toEqual({ subject: 'platform', tenantId: 'acme', scopes: new Set(['actions:run']) });
});

describe('refused', () => {
  test.each<[string, JWTPayload]>([
    ['expired for longer than the tolerance', { ...GOOD, exp: NOW - 30 }],
    ['without exp', without('exp')],
    ['not valid yet', { ...GOOD, nbf: NOW + 31 }],
    ['for another audience', { ...GOOD, aud: 'other' }],
    ['for several other audiences', { ...GOOD, aud: ['a', 'b'] }],
    ['without audience', without('aud')],
    ['of another issuer', { ...GOOD, iss: 'https://issuer.example.evil' }],
    ['without issuer', without('iss')],
    ['with a tenant that is none', { ...GOOD, tenant_id: 'a b' }],
  ])('%s', async (_, claims) => {
    expect(await codeOf(await sign(claims))).toBe('unauthenticated');
  });

  test('signed by a stranger with the right key id', async () => {
    expect(await codeOf(await sign(GOOD, { key: stranger }))).toBe('unauthenticated');
  });

  test('with an unknown key id', async () => {
    expect(await codeOf(await sign(GOOD, { kid: 'k2' }))).toBe('unauthenticated');
  });

  test('unsigned, with alg none', async () => {
    const token = new UnsecuredJWT(GOOD).encode();
    expect(await codeOf(token)).toBe('unauthenticated');
    expect(await codeOf(`${token}AAAA`)).toBe('unauthenticated');
  });

  test('signed with HS256 and the public key as secret', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    const token = await new SignJWT(GOOD).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
    expect(await codeOf(token)).toBe('unauthenticated');
    // The control: a verifier that lets the token choose the kind of key takes the forgery.
    expect(await codeOf(token, { algorithms: ['RS256', 'HS256'], keys: async () => secret })).toBe('accepted');
  });

  test('signed with an algorithm that is not allowed here', async () => {
    expect(await codeOf(await sign(GOOD), { algorithms: ['ES256'] })).toBe('unauthenticated');
  });

  test('changed after it was signed', async () => {
    const [header, , signature] = (await sign({ ...GOOD, tenant_id: 'acme' })).split('.');
    const payload = Buffer.from(JSON.stringify({ ...GOOD, tenant_id: 'other' })).toString('base64url');
    expect(await codeOf(`${header}.${payload}.${signature}`)).toBe('unauthenticated');
  });

  test('with a critical header that nobody here knows', async () => {
    const token = await new SignJWT(GOOD)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1', crit: ['exp2'], exp2: 1 })
      .sign(signer, { crit: { exp2: true } });
    expect(await codeOf(token)).toBe('unauthenticated');
  });

  test('carrying a key of its own in the header', async () => {
    const { privateKey, publicKey: own } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = own.export({ format: 'jwk' });
    const token = await new SignJWT(GOOD).setProtectedHeader({ alg: 'RS256', jwk }).sign(privateKey);
    expect(await codeOf(token)).toBe('unauthenticated');
  });

  test('longer than 8 kB, before it is looked at', async () => {
    const token = await sign({ ...GOOD, padding: 'x'.repeat(8192) });
    lookups = 0;
    expect(await codeOf(token)).toBe('unauthenticated');
    expect(lookups).toBe(0);
  });

  test.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', '..', 'e30.e30.', 'eyJhbGciOiJSUzI1NiJ9.e30.AA', '%%%.%%%.%%%'])(
    'the text %j',
    async (token) => {
      expect(await codeOf(token)).toBe('unauthenticated');
    },
  );

  test('any text, always as the caller’s fault', async () => {
    const part = fc.oneof(
      fc.base64String(),
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        expect(await codeOf(parts.join('.'))).toBe('unauthenticated');
      }),
    );
  });
});

describe('accepted', () => {
  test.each<[string, JWTPayload]>([
    ['within 30 seconds after its end', { ...GOOD, exp: NOW - 29 }],
    ['within 30 seconds before its beginning', { ...GOOD, nbf: NOW + 30 }],
    ['one audience of several', { ...GOOD, aud: ['other', 'okta-connector'] }],
  ])('%s', async (_, claims) => {
    expect(await codeOf(await sign(claims))).toBe('accepted');
  });

  test('any issuer where only the keys are configured', async () => {
    expect(await codeOf(await sign({ ...GOOD, iss: 'https://else.example' }), { issuer: undefined })).toBe('accepted');
  });
});

describe('the cache', () => {
  test('spares the second verification', async () => {
    const one = verifier();
    const token = await sign(GOOD);
    lookups = 0;
    await one.verify(token);
    await one.verify(token);
    expect(lookups).toBe(1);
  });

  test('does not outlive the token', async () => {
    let now = NOW;
    const one = verifier({ now: () => new Date(now * 1000) });
    const token = await sign(GOOD);
    await one.verify(token);
    now = NOW + 60 + 31;
    await expect(one.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('does not let another signature pass for a known token', async () => {
    const one = verifier();
    const token = await sign(GOOD);
    await one.verify(token);
    const [header, payload] = token.split('.');
    await expect(one.verify(`${header}.${payload}.AAAA`)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

test('what is wrong with the look-up of keys is passed on as it is', async () => {
  const failing = () => Promise.reject(Object.assign(new Error('x'), { code: 'overloaded' }));
  expect(await codeOf(await sign(GOOD), { keys: failing })).toBe('overloaded');
});

test('the refusal says why, and never holds the token', async () => {
  const token = await sign({ ...GOOD, aud: 'other' });
  const error: unknown = await verifier()
    .verify(token)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: expect.stringContaining('"aud"'), details: { remedy: expect.any(String) } });
  expect(JSON.stringify(error)).not.toContain(token);
});
