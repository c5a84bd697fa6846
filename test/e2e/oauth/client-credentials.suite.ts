import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientKey } from './client-keys.ts';
import { DPOP_ROWS, OauthStage, SCOPES } from './oauth-stage.ts';

const KEY_ROWS = [
  { algorithm: 'RS256', format: 'pkcs1' },
  { algorithm: 'RS384', format: 'pkcs8' },
  { algorithm: 'RS512', format: 'jwk' },
  { algorithm: 'ES256', format: 'pkcs8' },
  { algorithm: 'ES384', format: 'jwk' },
  { algorithm: 'ES512', format: 'pkcs8' },
] as const;

let stage: OauthStage;
beforeAll(async () => {
  stage = await OauthStage.shared();
});
afterAll(() => stage.strike());

const key = clientKey('ES256');
const service = { kind: 'service', jwks: { keys: [key.publicJwk] }, grantedScopes: SCOPES } as const;
const authOf = (clientId: string, changes: object = {}) => ({
  type: 'clientCredentials',
  clientId,
  keyId: key.publicJwk.kid,
  privateKey: key.privateKey,
  scopes: SCOPES,
  ...changes,
});

describe.each(DPOP_ROWS)('client credentials, DPoP $dpop', ({ dpop, app, scheme }) => {
  it.each(KEY_ROWS)('$algorithm with a key as $format', async ({ algorithm, format }) => {
    const { privateKey, publicJwk } = clientKey(algorithm, format);
    const { clientId } = await stage.org.createOauthClient({ ...service, ...app, jwks: { keys: [publicJwk] } });
    const seq = await stage.lastSeq();
    const auth = { ...authOf(clientId), keyId: publicJwk.kid, privateKey, algorithm };
    const connection = await stage.connected(auth);
    expect(connection).toMatchObject({
      status: 'active',
      auth: { clientId, keyId: publicJwk.kid, scopesGranted: SCOPES, missingScopes: [], dpopBound: scheme === 'DPoP' },
      tokenExpiresAt: expect.any(String),
      reauthorizeBefore: null,
    });
    const name = `By ${algorithm} ${dpop}`;
    const { run, atOrg } = await stage.createGroup(connection.id, name);
    expect([run.status, atOrg]).toEqual([200, [name]]);
    expect(await stage.schemesSince(seq)).toEqual([scheme]);
    expect((await stage.org.oauth.stats(clientId)).requests).toMatchObject([{ issued: 1, overlaps: 0 }]);
  });

  it('with the secret of an API service integration', async () => {
    const integration = { ...app, kind: 'service-secret', grantedScopes: SCOPES } as const;
    const { clientId, clientSecret } = await stage.org.createOauthClient(integration);
    const connection = await stage.connected({ type: 'clientCredentials', clientId, clientSecret, scopes: SCOPES });
    const { run, atOrg } = await stage.createGroup(connection.id, `By secret ${dpop}`);
    expect([connection.status, run.status, atOrg]).toEqual(['active', 200, [`By secret ${dpop}`]]);
  });
});

describe('what is refused before anything is stored', () => {
  const refused = async (auth: object) => {
    const { status, body } = await stage.connect(auth, { name: 'Refused' });
    const { data } = (await stage.send<{ data: object[] }>('GET', '/v1/connections?name=Refused')).body;
    return { status, code: body.code, upstream: body.upstream?.code, stored: data.length };
  };

  it('a key that Okta does not know, a wrong key id, a wrong secret, an unknown client', async () => {
    const { clientId } = await stage.org.createOauthClient(service);
    const refusal = { status: 422, code: 'invalid_credentials', upstream: 'invalid_client', stored: 0 };
    const foreign = clientKey('ES256').privateKey;
    expect(await refused(authOf(clientId, { privateKey: foreign }))).toEqual(refusal);
    expect(await refused(authOf(clientId, { keyId: 'another' }))).toEqual(refusal);
    expect(await refused(authOf('0oaNobody'))).toEqual(refusal);
    const integration = await stage.org.createOauthClient({ kind: 'service-secret', grantedScopes: SCOPES });
    const wrong = { type: 'clientCredentials', clientId: integration.clientId, clientSecret: 'wrong', scopes: SCOPES };
    expect(await refused(wrong)).toEqual(refusal);
  });

  it('an app without any of the scopes', async () => {
    const { clientId } = await stage.org.createOauthClient({ ...service, grantedScopes: ['okta.logs.read'] });
    const refusal = { status: 422, code: 'consent_required', upstream: 'consent_required', stored: 0 };
    expect(await refused(authOf(clientId))).toEqual(refusal);
  });

  it('text that is no key, and a token endpoint on another org', async () => {
    const { clientId } = await stage.org.createOauthClient(service);
    const mistake = await stage.connect(authOf(clientId, { privateKey: 'no key' }));
    expect([mistake.status, mistake.body.code, mistake.body.errors?.[0]?.pointer]).toEqual([
      422,
      'invalid_input',
      '/auth/privateKey',
    ]);
    const elsewhere = await stage.connect(authOf(clientId, { tokenEndpoint: 'https://evil.example/oauth2/v1/token' }));
    expect(elsewhere.status).toBe(422);
    expect(['invalid_input', 'url_not_allowed']).toContain(elsewhere.body.code);
  });
});

describe('DPoP found out or laid down', () => {
  const connectTo = async (dpopBound: boolean, dpop: string) => {
    const { clientId } = await stage.org.createOauthClient({ ...service, dpopBound });
    return stage.connect(authOf(clientId, { dpop }));
  };

  it('always: an app that gives bearer tokens will not do', async () => {
    const { status, body } = await connectTo(false, 'always');
    expect([status, body.code]).toEqual([422, 'invalid_credentials']);
  });

  it('never: an app that requires DPoP will not do', async () => {
    const { status, body } = await connectTo(true, 'never');
    expect([status, body.code]).toEqual([422, 'invalid_credentials']);
  });

  it('auto: follows the app in both directions', async () => {
    const { clientId } = await stage.org.createOauthClient(service);
    const { id } = await stage.connected(authOf(clientId));
    const schemes = [];
    for (const dpopBound of [true, false]) {
      await stage.org.updateOauthClient({ clientId, dpopBound });
      await stage.org.oauth.revoke({ kind: 'access', clientId });
      const seq = await stage.lastSeq();
      const { status } = await stage.run(id, 'list-groups', { limit: 1 });
      schemes.push([status, (await stage.schemesSince(seq)).at(-1)]);
    }
    expect(schemes).toEqual([
      [200, 'DPoP'],
      [200, 'Bearer'],
    ]);
  });
});

describe('the optional settings of the assertion', () => {
  it('reach Okta: audience, lifetime, endpoint and parameters', async () => {
    const { clientId } = await stage.org.createOauthClient(service);
    const tokenEndpoint = `${stage.org.url}/oauth2/v1/token`;
    const settings = { assertionLifetimeSeconds: 3_600, tokenEndpoint, assertionAudience: tokenEndpoint };
    const seq = await stage.lastSeq();
    const connection = await stage.connected(authOf(clientId, { ...settings, tokenParams: { resource_hint: 'acme' } }));
    expect(connection.status).toBe('active');
    const request = (await stage.org.requests(seq)).find(({ path }) => path === '/oauth2/v1/token');
    const form = new URLSearchParams(String(request?.body));
    expect(form.get('resource_hint')).toBe('acme');
    const claims = claimsOf(form.get('client_assertion') ?? '');
    expect(claims).toMatchObject({ iss: clientId, sub: clientId, aud: tokenEndpoint });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBeLessThanOrEqual(3_600);
    const wrongAudience = await stage.connect(authOf(clientId, { assertionAudience: 'https://elsewhere.example' }));
    expect(wrongAudience.body.code).toBe('invalid_credentials');
    expect((await stage.connect(authOf(clientId, { assertionLifetimeSeconds: 3_601 }))).body.code).toBe(
      'invalid_input',
    );
  });
});

function claimsOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}
