import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { OktaOrg } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

const clientKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const proofKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwks = { keys: [{ ...clientKeys.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] };
const REDIRECT = 'http://localhost:3999/callback';
const VERIFIER = 'v'.repeat(43);

let org: OktaOrg;

beforeAll(async () => {
  org = await startOktaOrg();
});
afterAll(() => org.stop());
beforeEach(() => org.reset());

interface TokenAnswer {
  status: number;
  nonce: string | null;
  body: { access_token: string; refresh_token: string; scope: string; token_type: string; error: string };
}

function jwt(header: object, claims: object, key: KeyObject): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key, dsaEncoding: 'ieee-p1363' });
  return [...parts, signature.toString('base64url')].join('.');
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function assertion(clientId: string, claims: object = {}): string {
  const aud = `${org.url}/oauth2/v1/token`;
  const standard = { iss: clientId, sub: clientId, aud, iat: now(), exp: now() + 300, jti: randomUUID() };
  return jwt({ alg: 'ES256', kid: 'k1' }, { ...standard, ...claims }, clientKeys.privateKey);
}

function proof(htm: string, htu: string, claims: object = {}): string {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: proofKeys.publicKey.export({ format: 'jwk' }) };
  return jwt(header, { htm, htu, iat: now(), jti: randomUUID(), ...claims }, proofKeys.privateKey);
}

async function token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<TokenAnswer> {
  const response = await fetch(`${org.url}/oauth2/v1/token`, {
    method: 'POST',
    headers: { accept: 'application/json', ...headers },
    body: new URLSearchParams(form),
  });
  const body = (await response.json()) as TokenAnswer['body'];
  return { status: response.status, nonce: response.headers.get('dpop-nonce'), body };
}

function serviceForm(clientId: string, scope: string, claims: object = {}): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion(clientId, claims),
  };
}

async function api(path: string, headers: Record<string, string>): Promise<[number, string, string]> {
  const response = await fetch(org.url + path, { headers: { accept: 'application/json', ...headers } });
  return [response.status, response.headers.get('www-authenticate') ?? '', await response.text()];
}

async function boundToken(clientId: string): Promise<string> {
  const url = `${org.url}/oauth2/v1/token`;
  const first = await token(serviceForm(clientId, 'okta.users.read'), { dpop: proof('POST', url) });
  expect(first).toMatchObject({ status: 400, body: { error: 'use_dpop_nonce' } });
  const second = await token(serviceForm(clientId, 'okta.users.read'), {
    dpop: proof('POST', url, { nonce: first.nonce }),
  });
  expect(second).toMatchObject({ status: 200, nonce: expect.any(String), body: { token_type: 'DPoP' } });
  return second.body.access_token;
}

describe('service apps', () => {
  it('drop scopes that are not granted, and answer consent_required when none is left', async () => {
    const { clientId } = await org.createOauthClient({ kind: 'service', jwks, grantedScopes: ['okta.users.read'] });
    const granted = await token(serviceForm(clientId, 'okta.users.read okta.apps.read'));
    expect(granted).toMatchObject({ status: 200, body: { scope: 'okta.users.read', token_type: 'Bearer' } });
    expect((await token(serviceForm(clientId, 'okta.apps.read'))).body.error).toBe('consent_required');
    expect((await token(serviceForm(clientId, 'okta.nonsense.read'))).body.error).toBe('invalid_scope');
  });

  it('must name the called endpoint as audience, expire within an hour and use each assertion once', async () => {
    const { clientId } = await org.createOauthClient({ kind: 'service', jwks, grantedScopes: ['okta.users.read'] });
    const attempt = (claims: object): Promise<TokenAnswer> => token(serviceForm(clientId, 'okta.users.read', claims));
    expect(await attempt({ aud: org.url })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await attempt({ exp: now() + 7200 })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const once = { jti: randomUUID() };
    expect((await attempt(once)).status).toBe(200);
    expect(await attempt(once)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('get an empty 403 for a missing scope, an empty 401 for a dead token, and read with manage', async () => {
    const { clientId } = await org.createOauthClient({ kind: 'service', jwks, grantedScopes: ['okta.groups.manage'] });
    const { body } = await token(serviceForm(clientId, 'okta.groups.manage'));
    const authorization = `Bearer ${body.access_token}`;
    expect((await api('/api/v1/groups', { authorization }))[0]).toBe(200);
    const [status, challenge, text] = await api('/api/v1/users', { authorization });
    expect([status, text]).toEqual([403, '']);
    expect(challenge).toContain('scope="okta.users.read", error="insufficient_scope"');
    await org.settings({ clockOffsetMs: 3_601_000 });
    expect(await api('/api/v1/groups', { authorization })).toEqual([401, expect.stringContaining('expired'), '']);
  });
});

describe('DPoP', () => {
  it('asks for a nonce at the token endpoint and takes each proof once at the API', async () => {
    const client = { kind: 'service', jwks, grantedScopes: ['okta.users.read'], dpopBound: true } as const;
    const { clientId } = await org.createOauthClient(client);
    expect((await token(serviceForm(clientId, 'okta.users.read'))).body.error).toBe('invalid_dpop_proof');
    const accessToken = await boundToken(clientId);
    const ath = createHash('sha256').update(accessToken).digest('base64url');
    const headers = {
      authorization: `DPoP ${accessToken}`,
      dpop: proof('GET', `${org.url}/api/v1/users`, { ath }),
    };
    expect((await api('/api/v1/users?limit=1', headers))[0]).toBe(200);
    expect(await api('/api/v1/users?limit=1', headers)).toEqual([
      400,
      expect.stringContaining('already been used'),
      '',
    ]);
    const stale = proof('GET', `${org.url}/api/v1/users`, { ath, iat: now() - 301 });
    expect(await api('/api/v1/users', { ...headers, dpop: stale })).toEqual([400, expect.stringContaining('old'), '']);
    expect((await api('/api/v1/users', { authorization: `Bearer ${accessToken}` }))[0]).toBe(400);
  });
});

describe('authorization code', () => {
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');

  function authorizeUrl(clientId: string, changes: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: 'openid offline_access okta.users.read okta.apps.read',
      state: 'state-1',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    });
    return `${org.url}/oauth2/v1/authorize?${query.toString()}`;
  }

  async function signIn(refreshLeewaySeconds: number): Promise<{ form: Record<string, string>; answer: TokenAnswer }> {
    const client = { kind: 'web', redirectUris: [REDIRECT], grantedScopes: ['okta.users.read'] } as const;
    const registered = await org.createOauthClient({ ...client, refreshRotation: 'ROTATE', refreshLeewaySeconds });
    const form = { client_id: registered.clientId, client_secret: registered.clientSecret ?? '' };
    const code = new URL(await org.approve(authorizeUrl(registered.clientId))).searchParams.get('code') ?? '';
    const grant = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER };
    return { form, answer: await token({ ...form, ...grant }) };
  }

  it('yields a token of the user with the granted scopes only', async () => {
    const { answer } = await signIn(30);
    expect(answer).toMatchObject({ status: 200, body: { scope: 'openid offline_access okta.users.read' } });
    const [status, , text] = await api('/api/v1/users/me', { authorization: `Bearer ${answer.body.access_token}` });
    expect([status, JSON.parse(text)]).toMatchObject([200, { profile: { login: 'admin@example.com' } }]);
  });

  it('lets a rotated refresh token work during the leeway, and kills everything when it is reused later', async () => {
    const { form, answer } = await signIn(30);
    const refresh = (refresh_token: string): Promise<TokenAnswer> =>
      token({ ...form, grant_type: 'refresh_token', refresh_token });
    const first = await refresh(answer.body.refresh_token);
    expect((await refresh(answer.body.refresh_token)).status).toBe(200);
    await org.settings({ clockOffsetMs: 31_000 });
    expect((await refresh(answer.body.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(first.body.refresh_token)).body.error).toBe('invalid_grant');
    expect((await api('/api/v1/users/me', { authorization: `Bearer ${first.body.access_token}` }))[0]).toBe(401);
  });

  it('refuses a state outside its alphabet and tells when the user declines', async () => {
    const client = { kind: 'web', redirectUris: [REDIRECT], grantedScopes: ['okta.users.read'] } as const;
    const { clientId } = await org.createOauthClient(client);
    expect(await org.approve(authorizeUrl(clientId, { state: 'a=b' }))).toContain('error=invalid_request');
    expect(await org.approve(authorizeUrl(clientId), { deny: true })).toContain('error=access_denied');
  });
});
