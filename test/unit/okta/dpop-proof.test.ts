import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { generateDpopKey } from '../../../src/okta/dpop-key.js';
import { dpopProof } from '../../../src/okta/dpop-proof.js';

const now = Date.UTC(2026, 5, 1);
const url = 'https://acme.okta.com/api/v1/users/ada%40acme.example?expand=blocks#x';
const verify = async (proof: string) =>
  jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'], currentDate: new Date(now) });

describe('dpopProof', () => {
  it('is signed with the key that it carries, and proves method and address without the query', async () => {
    const key = await generateDpopKey();
    const { payload, protectedHeader } = await verify(dpopProof({ key, method: 'POST', url, now }));
    expect(payload).toEqual({
      htm: 'POST',
      htu: 'https://acme.okta.com/api/v1/users/ada%40acme.example',
      iat: now / 1_000 - 5,
      jti: expect.stringMatching(/^[\w-]{22}$/),
    });
    const { d: _d, ...publicKey } = key;
    expect(protectedHeader.jwk).toEqual(publicKey);
    expect(await calculateJwkThumbprint(protectedHeader.jwk ?? {})).toBe(await calculateJwkThumbprint(key));
  });

  it('binds the access token and repeats the nonce', async () => {
    const key = await generateDpopKey();
    const { payload } = await verify(dpopProof({ key, method: 'GET', url, accessToken: 'at', nonce: 'n1', now }));
    expect(payload).toMatchObject({ ath: createHash('sha256').update('at').digest('base64url'), nonce: 'n1' });
  });

  it('is never the same twice', async () => {
    const key = await generateDpopKey();
    const proofs = Array.from({ length: 100 }, () => dpopProof({ key, method: 'GET', url, now }));
    const ids = await Promise.all(proofs.map(async (proof) => (await verify(proof)).payload.jti));
    expect(new Set(ids).size).toBe(100);
  });

  it('fails with another key (control)', async () => {
    const [header] = dpopProof({ key: await generateDpopKey(), method: 'GET', url, now }).split('.');
    const [, ...rest] = dpopProof({ key: await generateDpopKey(), method: 'GET', url, now }).split('.');
    await expect(verify([header, ...rest].join('.'))).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });
});
