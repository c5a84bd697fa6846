import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/core/config.js';
import { createTokenVerifier } from '../../../src/tenancy/create-token-verifier.js';
import { startTokenIssuer, type TokenIssuer } from '../../support/token-issuer.js';

let issuer: TokenIssuer;
beforeAll(async () => {
  issuer = await startTokenIssuer();
});
afterAll(() => issuer.close());

const verifierWith = (env: Record<string, string>) =>
  createTokenVerifier(loadConfig({ AUTH_AUDIENCE: 'okta-connector', ...env }));
const unauthenticated = { code: 'unauthenticated' };

describe('with an issuer', () => {
  test('its tokens pass, with keys that are found in its metadata', async () => {
    const verifier = await verifierWith({ AUTH_ISSUER: issuer.url });
    const claims = await verifier.verify(await issuer.sign(issuer.claims()));
    expect(claims).toMatchObject({ subject: 'platform', tenantId: 'acme' });
  });

  test('its tokens pass, with keys at the address that is given', async () => {
    const verifier = await verifierWith({ AUTH_ISSUER: issuer.url, AUTH_JWKS_URI: `${issuer.url}/jwks` });
    await expect(verifier.verify(await issuer.sign(issuer.claims()))).resolves.toMatchObject({ tenantId: 'acme' });
  });

  test.each([{ iss: 'https://other.example' }, { aud: 'other' }, { aud: '' }])(
    'tokens with %j do not',
    async (claims) => {
      const verifier = await verifierWith({ AUTH_ISSUER: issuer.url });
      await expect(verifier.verify(await issuer.sign(issuer.claims(claims)))).rejects.toMatchObject(unauthenticated);
    },
  );

  test('algorithms and the claim of the tenant are those of the settings', async () => {
    const token = await issuer.sign(issuer.claims({ org: 'globex' }));
    const verifier = await verifierWith({ AUTH_ISSUER: issuer.url, AUTH_TENANT_CLAIM: 'org' });
    await expect(verifier.verify(token)).resolves.toMatchObject({ tenantId: 'globex' });
    const strict = await verifierWith({ AUTH_ISSUER: issuer.url, AUTH_ALGORITHMS: 'ES256' });
    await expect(strict.verify(token)).rejects.toMatchObject(unauthenticated);
  });
});

test('with keys alone any issuer will do', async () => {
  const verifier = await verifierWith({ AUTH_JWKS_URI: `${issuer.url}/jwks` });
  const token = await issuer.sign(issuer.claims({ iss: 'https://other.example' }));
  await expect(verifier.verify(token)).resolves.toMatchObject({ tenantId: 'acme' });
});
