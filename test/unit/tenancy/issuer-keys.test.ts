import { beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { createIssuerKeys, metadataUrls, type IssuerKeysOptions } from '../../../src/tenancy/issuer-keys.js';

const ISSUER = 'https://issuer.example/tenants/one';
const JWKS = 'https://keys.example/jwks';

let first: { privateKey: CryptoKey; jwk: JWK };
let second: typeof first;

async function makeKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } };
}

beforeAll(async () => {
  [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
});

const tokenOf = ({ privateKey, jwk }: typeof first) =>
  new SignJWT({}).setProtectedHeader({ alg: 'ES256', ...(jwk.kid && { kid: jwk.kid }) }).sign(privateKey);

/** The issuer's web: what each address answers; counts the requests. */
function web(pages: Record<string, unknown>) {
  const asked: string[] = [];
  const fetch: IssuerKeysOptions['fetch'] = async (url) => {
    asked.push(url);
    const page = pages[url];
    if (page instanceof Error) throw page;
    if (page === undefined) return new Response('not here', { status: 404 });
    return new Response(typeof page === 'string' ? page : JSON.stringify(page));
  };
  return { pages, asked, fetch };
}

const verify = async (keys: ReturnType<typeof createIssuerKeys>, key: typeof first) =>
  jwtVerify(await tokenOf(key), keys);
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'accepted',
    (error: { code?: unknown }) => error.code,
  );

describe('with the address of the keys', () => {
  test('many tokens at once need one request', async () => {
    const { fetch, asked } = web({ [JWKS]: { keys: [first.jwk] } });
    const keys = createIssuerKeys({ jwksUri: JWKS, fetch });
    expect(asked).toEqual([]);
    await Promise.all(Array.from({ length: 20 }, () => verify(keys, first)));
    expect(asked).toEqual([JWKS]);
  });

  test('a new key of the issuer is picked up', async () => {
    const { fetch, pages } = web({ [JWKS]: { keys: [first.jwk] } });
    const keys = createIssuerKeys({ jwksUri: JWKS, fetch, cooldownMs: 0 });
    await verify(keys, first);
    pages[JWKS] = { keys: [second.jwk] };
    expect(await codeOf(verify(keys, second))).toBe('accepted');
    expect(await codeOf(verify(keys, first))).toBe('ERR_JWKS_NO_MATCHING_KEY');
  });

  test('tokens with invented keys do not make us ask again and again', async () => {
    const { fetch, asked } = web({ [JWKS]: { keys: [first.jwk] } });
    const keys = createIssuerKeys({ jwksUri: JWKS, fetch });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await codeOf(verify(keys, second))).toBe('ERR_JWKS_NO_MATCHING_KEY');
    }
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['refuses the connection', Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' })],
    ['times out', Object.assign(new Error('timeout'), { name: 'TimeoutError' })],
    ['answers 404', undefined],
    ['answers no JSON', '<html>'],
    ['answers no key set', { hello: 'world' }],
  ])('an issuer that %s is not the caller’s fault', async (_, page) => {
    const { fetch, pages } = web({ [JWKS]: page });
    const keys = createIssuerKeys({ jwksUri: JWKS, fetch });
    expect(await codeOf(verify(keys, first))).toBe('overloaded');
    pages[JWKS] = { keys: [first.jwk] };
    expect(await codeOf(verify(keys, first))).toBe('accepted');
  });
});

describe('with the issuer alone', () => {
  const [openid = '', oauth = ''] = metadataUrls(ISSUER);
  const metadata = { issuer: ISSUER, jwks_uri: JWKS };

  test('the metadata is looked for in the two places of the standards', () => {
    expect(openid).toBe('https://issuer.example/tenants/one/.well-known/openid-configuration');
    expect(oauth).toBe('https://issuer.example/.well-known/oauth-authorization-server/tenants/one');
    expect(metadataUrls('https://issuer.example/')[1]).toBe(
      'https://issuer.example/.well-known/oauth-authorization-server',
    );
  });

  test('the address of the keys is found once', async () => {
    const { fetch, asked } = web({ [openid]: metadata, [JWKS]: { keys: [first.jwk] } });
    const keys = createIssuerKeys({ issuer: ISSUER, fetch });
    await verify(keys, first);
    await verify(keys, first);
    expect(asked).toEqual([openid, JWKS]);
  });

  test('an OAuth server without OpenID Connect will do', async () => {
    const { fetch } = web({ [oauth]: metadata, [JWKS]: { keys: [first.jwk] } });
    expect(await codeOf(verify(createIssuerKeys({ issuer: ISSUER, fetch }), first))).toBe('accepted');
  });

  test.each([
    ['of another issuer', { ...metadata, issuer: 'https://evil.example' }],
    ['without keys', { issuer: ISSUER }],
    ['that is no object', []],
  ])('metadata %s is not used', async (_, page) => {
    const { fetch, asked } = web({ [openid]: page, [JWKS]: { keys: [first.jwk] } });
    expect(await codeOf(verify(createIssuerKeys({ issuer: ISSUER, fetch }), first))).toBe('overloaded');
    expect(asked).not.toContain(JWKS);
  });

  test('a failure to find the keys is not remembered', async () => {
    const { fetch, pages } = web({ [JWKS]: { keys: [first.jwk] } });
    const keys = createIssuerKeys({ issuer: ISSUER, fetch });
    expect(await codeOf(verify(keys, first))).toBe('overloaded');
    pages[openid] = metadata;
    expect(await codeOf(verify(keys, first))).toBe('accepted');
  });
});
