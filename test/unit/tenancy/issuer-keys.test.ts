import { beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { ConnectorError } from '../../../src/core/errors.js';
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

/** What was wrong with the metadata, at each of its places. */
const mistakesOf = async (keys: ReturnType<typeof createIssuerKeys>): Promise<unknown[]> => {
  const error: unknown = await verify(keys, first).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConnectorError) || !(error.cause instanceof AggregateError)) throw error;
  return error.cause.errors.map((mistake: unknown) => (mistake instanceof Error ? mistake.message : mistake));
};

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

  test("what is wrong with the token is the caller's fault", async () => {
    const { fetch } = web({ [JWKS]: { keys: [first.jwk, second.jwk] } });
    const keys = createIssuerKeys({ jwksUri: JWKS, fetch });
    const unnamed = { ...first, jwk: {} };
    expect(await codeOf(verify(keys, unnamed))).toBe('ERR_JWKS_MULTIPLE_MATCHING_KEYS');
    const [token, shared] = [{ payload: '', signature: '' }, { alg: 'HS256' }];
    expect(await codeOf(Promise.resolve(keys(shared, token)))).toBe('ERR_JOSE_NOT_SUPPORTED');
  });

  test('what was thrown is kept as the cause, whatever it is', async () => {
    const fetch = () => Promise.reject('down');
    const keys = createIssuerKeys({ jwksUri: JWKS, fetch });
    await expect(verify(keys, first)).rejects.toMatchObject({ code: 'overloaded', cause: 'down' });
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

  test.each<[string, unknown, RegExp]>([
    ['is not there', undefined, /answered 404$/],
    ['is of another issuer', { ...metadata, issuer: 'https://evil.example' }, /another issuer$/],
    ['is nothing', 'null', /another issuer$/],
    ['is a text', '"metadata"', /another issuer$/],
    ['names no keys', { issuer: ISSUER, jwks_uri: 7 }, /names no jwks_uri$/],
  ])('metadata that %s is told to the log, for both places', async (_, page, mistake) => {
    const { fetch } = web({ [openid]: page, [oauth]: page });
    const mistakes = await mistakesOf(createIssuerKeys({ issuer: ISSUER, fetch }));
    expect(mistakes).toEqual([expect.stringMatching(mistake), expect.stringMatching(mistake)]);
  });

  test('the metadata is asked for as JSON, and not for ever', async () => {
    const { fetch } = web({ [openid]: metadata, [JWKS]: { keys: [first.jwk] } });
    const inits: unknown[] = [];
    const noting: IssuerKeysOptions['fetch'] = (url, init) => {
      inits.push(init);
      return fetch(url, init);
    };
    await verify(createIssuerKeys({ issuer: ISSUER, fetch: noting }), first);
    expect(inits[0]).toEqual({ headers: { accept: 'application/json' }, signal: expect.any(AbortSignal) });
  });

  test('a failure to find the keys is not remembered', async () => {
    const { fetch, pages } = web({ [JWKS]: { keys: [first.jwk] } });
    const keys = createIssuerKeys({ issuer: ISSUER, fetch });
    expect(await codeOf(verify(keys, first))).toBe('overloaded');
    pages[openid] = metadata;
    expect(await codeOf(verify(keys, first))).toBe('accepted');
  });
});
