import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import {
  clientJwks as jwks,
  dpopProof as proof,
  nowSeconds as now,
  OauthCaller,
  REDIRECT,
  type TokenAnswer,
} from './oauth-caller.ts';
import type { OktaOrg } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

let org: OktaOrg;
let caller: OauthCaller;

beforeAll(async () => {
  org = await startOktaOrg();
  caller = new OauthCaller(org);
});
afterAll(() => org.stop());
beforeEach(() => org.reset());

async function boundToken(clientId: string): Promise<string> {
  const url = caller.tokenUrl;
  const first = await caller.token(caller.serviceForm(clientId, 'okta.users.read'), { dpop: proof('POST', url) });
  expect(first).toMatchObject({ status: 400, body: { error: 'use_dpop_nonce' } });
  const second = await caller.token(caller.serviceForm(clientId, 'okta.users.read'), {
    dpop: proof('POST', url, { nonce: first.nonce }),
  });
  expect(second).toMatchObject({ status: 200, nonce: expect.any(String), body: { token_type: 'DPoP' } });
  return second.body.access_token;
}

describe('service apps', () => {
  it('drop scopes that are not granted, and answer consent_required when none is left', async () => {
    const { clientId } = await org.createOauthClient({ kind: 'service', jwks, grantedScopes: ['okta.users.read'] });
    const granted = await caller.token(caller.serviceForm(clientId, 'okta.users.read okta.apps.read'));
    expect(granted).toMatchObject({ status: 200, body: { scope: 'okta.users.read', token_type: 'Bearer' } });
    expect((await caller.token(caller.serviceForm(clientId, 'okta.apps.read'))).body.error).toBe('consent_required');
    expect((await caller.token(caller.serviceForm(clientId, 'okta.nonsense.read'))).body.error).toBe('invalid_scope');
  });

  it('must name the called endpoint as audience, expire within an hour and use each assertion once', async () => {
    const { clientId } = await org.createOauthClient({ kind: 'service', jwks, grantedScopes: ['okta.users.read'] });
    const attempt = (claims: object): Promise<TokenAnswer> =>
      caller.token(caller.serviceForm(clientId, 'okta.users.read', claims));
    expect(await attempt({ aud: org.url })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await attempt({ exp: now() + 7200 })).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const once = { jti: randomUUID() };
    expect((await attempt(once)).status).toBe(200);
    expect(await attempt(once)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('get an empty 403 for a missing scope, an empty 401 for a dead token, and read with manage', async () => {
    const { clientId } = await org.createOauthClient({ kind: 'service', jwks, grantedScopes: ['okta.groups.manage'] });
    const { body } = await caller.token(caller.serviceForm(clientId, 'okta.groups.manage'));
    const authorization = `Bearer ${body.access_token}`;
    expect((await caller.api('/api/v1/groups', { authorization }))[0]).toBe(200);
    const [status, challenge, text] = await caller.api('/api/v1/users', { authorization });
    expect([status, text]).toEqual([403, '']);
    expect(challenge).toContain('scope="okta.users.read", error="insufficient_scope"');
    await org.settings({ clockOffsetMs: 3_601_000 });
    expect(await caller.api('/api/v1/groups', { authorization })).toEqual([
      401,
      expect.stringContaining('expired'),
      '',
    ]);
  });
});

describe('DPoP', () => {
  it('asks for a nonce at the token endpoint and takes each proof once at the API', async () => {
    const client = { kind: 'service', jwks, grantedScopes: ['okta.users.read'], dpopBound: true } as const;
    const { clientId } = await org.createOauthClient(client);
    expect((await caller.token(caller.serviceForm(clientId, 'okta.users.read'))).body.error).toBe('invalid_dpop_proof');
    const accessToken = await boundToken(clientId);
    const ath = createHash('sha256').update(accessToken).digest('base64url');
    const headers = {
      authorization: `DPoP ${accessToken}`,
      dpop: proof('GET', `${org.url}/api/v1/users`, { ath }),
    };
    expect((await caller.api('/api/v1/users?limit=1', headers))[0]).toBe(200);
    expect(await caller.api('/api/v1/users?limit=1', headers)).toEqual([
      400,
      expect.stringContaining('already been used'),
      '',
    ]);
    const stale = proof('GET', `${org.url}/api/v1/users`, { ath, iat: now() - 301 });
    expect(await caller.api('/api/v1/users', { ...headers, dpop: stale })).toEqual([
      400,
      expect.stringContaining('old'),
      '',
    ]);
    expect((await caller.api('/api/v1/users', { authorization: `Bearer ${accessToken}` }))[0]).toBe(400);
  });
});

describe('authorization code', () => {
  it('yields a token of the user with the granted scopes only', async () => {
    const { answer } = await caller.signIn();
    expect(answer).toMatchObject({ status: 200, body: { scope: 'openid offline_access okta.users.read' } });
    const [status, , text] = await caller.api('/api/v1/users/me', {
      authorization: `Bearer ${answer.body.access_token}`,
    });
    expect([status, JSON.parse(text)]).toMatchObject([200, { profile: { login: 'admin@example.com' } }]);
  });

  it('refuses a state outside its alphabet and tells when the user declines', async () => {
    const client = { kind: 'web', redirectUris: [REDIRECT], grantedScopes: ['okta.users.read'] } as const;
    const { clientId } = await org.createOauthClient(client);
    expect(await org.approve(caller.authorizeUrl(clientId, { state: 'a=b' }))).toContain('error=invalid_request');
    expect(await org.approve(caller.authorizeUrl(clientId), { deny: true })).toContain('error=access_denied');
  });
});
