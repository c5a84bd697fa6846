import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { ConnectorError } from '../../../src/core/errors.js';
import { TokenVerifier, type VerifierOptions } from '../../../src/tenancy/token-verifier.js';
import { unauthenticated } from '../../../src/tenancy/unauthenticated.js';

const inAMinute = () => Math.floor(Date.now() / 1_000) + 60;

let signer: CryptoKey;
let stranger: CryptoKey;
let jwk: JWK;
beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  signer = privateKey;
  stranger = (await generateKeyPair('ES256')).privateKey;
  jwk = { ...(await exportJWK(publicKey)), alg: 'ES256' };
});

const verifier = (options: Partial<VerifierOptions> = {}) =>
  new TokenVerifier({
    keys: createLocalJWKSet({ keys: [{ ...jwk, kid: 'k1' }] }),
    algorithms: ['ES256'],
    audience: 'okta-connector',
    tenantClaim: 'tenant_id',
    ...options,
  });

const sign = ({
  key = signer,
  kid = 'k1',
  ...claims
}: { key?: CryptoKey; kid?: string; [claim: string]: unknown } = {}) =>
  new SignJWT({ aud: 'okta-connector', exp: inAMinute(), ...claims })
    .setProtectedHeader({ alg: 'ES256', ...(kid !== '' && { kid }) })
    .sign(key);

async function refusalOf(token: string, options: Partial<VerifierOptions> = {}): Promise<ConnectorError> {
  const error: unknown = await verifier(options)
    .verify(token)
    .catch((thrown: unknown) => thrown);
  if (error instanceof ConnectorError) return error;
  throw new Error('It was not refused', { cause: error });
}

test('control: by the clock of the machine a good token passes', async () => {
  await expect(verifier().verify(await sign({ sub: 'ada' }))).resolves.toMatchObject({ subject: 'ada' });
});

describe('a refusal says what is wrong with the token:', () => {
  test('its time', async () => {
    const { message, cause } = await refusalOf(await sign({ exp: inAMinute() - 3_600 }));
    expect([message, cause]).toEqual([expect.stringContaining('expired'), expect.objectContaining({ claim: 'exp' })]);
  });

  test('its signature', async () => {
    expect((await refusalOf(await sign({ key: stranger }))).message).toContain('signature');
  });

  test('its algorithm', async () => {
    expect((await refusalOf(await sign(), { algorithms: ['RS256'] })).message).toContain('algorithm');
  });

  test('its key', async () => {
    expect((await refusalOf(await sign({ kid: 'k2' }))).message).toContain('no key that fits');
    const twins = createLocalJWKSet({
      keys: [
        { ...jwk, kid: 'k1' },
        { ...jwk, kid: 'k2' },
      ],
    });
    expect((await refusalOf(await sign({ kid: '' }), { keys: twins })).message).toContain('"kid"');
  });

  test('its form, and its length', async () => {
    expect((await refusalOf('a.b.c')).message).toContain('well-formed');
    expect((await refusalOf('x'.repeat(8_192))).message).toContain('well-formed');
    expect((await refusalOf('x'.repeat(8_193))).message).toContain('longer');
  });

  test('a claim', async () => {
    expect((await refusalOf(await sign({ aud: 'other' }))).message).toContain('"aud"');
  });
});

test.each([['a text'], [{ no: 'code' }], [Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]])(
  'what is thrown beside that is passed on: %p',
  async (thrown) => {
    const keys = () => Promise.reject(thrown);
    await expect(verifier({ keys }).verify(await sign())).rejects.toBe(thrown);
  },
);

test('a refusal has a cause where there is one', () => {
  const cause = new Error('x');
  expect(unauthenticated('No.', cause).details.cause).toBe(cause);
  expect(unauthenticated('No.').details).not.toHaveProperty('cause');
  expect(unauthenticated('No.').details.remedy).toContain('bearer token');
});
