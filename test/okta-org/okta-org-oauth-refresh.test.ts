import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dpopProof, OauthCaller, otherProofKeys } from './oauth-caller.ts';
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

const NINETY_DAYS_MS = 90 * 24 * 3600 * 1000;
const DEAD = {
  status: 400,
  body: { error: 'invalid_grant', error_description: expect.stringContaining('refresh token') },
};

async function reuseEvents(): Promise<number> {
  const filter = encodeURIComponent('eventType eq "app.oauth2.token.detect_reuse"');
  const [, , text] = await caller.api(`/api/v1/logs?filter=${filter}`, { authorization: `SSWS ${org.apiToken}` });
  return (JSON.parse(text) as unknown[]).length;
}

describe('rotation', () => {
  it('lets the previous token work during the leeway, each time with a new one', async () => {
    const { form, answer } = await caller.signIn();
    const [first, second] = [
      await caller.refresh(form, answer.body.refresh_token),
      await caller.refresh(form, answer.body.refresh_token),
    ];
    expect(new Set([answer, first, second].map(({ body }) => body.refresh_token)).size).toBe(3);
    expect((await caller.refresh(form, first.body.refresh_token)).status).toBe(200);
    expect(await reuseEvents()).toBe(0);
  });

  it('ends the newest refresh token and all access tokens when an old one comes after the leeway', async () => {
    const { form, answer } = await caller.signIn({ refreshLeewaySeconds: 0 });
    const first = await caller.refresh(form, answer.body.refresh_token);
    expect(await caller.statusWith(first.body.access_token)).toBe(200);
    expect(await caller.refresh(form, answer.body.refresh_token)).toMatchObject(DEAD);
    expect(await caller.refresh(form, first.body.refresh_token)).toMatchObject(DEAD);
    expect(await caller.statusWith(first.body.access_token)).toBe(401);
    expect(await caller.statusWith(answer.body.access_token)).toBe(401);
    expect(await reuseEvents()).toBe(1);
    expect(await org.oauth.stats()).toMatchObject({ familiesReused: 1, families: [{ ended: 'reuse', rotations: 1 }] });
  });

  it('does not lengthen the 90 days of the first refresh token', async () => {
    const { form, answer } = await caller.signIn();
    await org.settings({ clockOffsetMs: NINETY_DAYS_MS - 60_000 });
    const late = await caller.refresh(form, answer.body.refresh_token);
    expect(late).toMatchObject({ status: 200, body: { expires_in: 3600 } });
    expect(await caller.statusWith(late.body.access_token)).toBe(200);
    await org.settings({ clockOffsetMs: NINETY_DAYS_MS + 60_000 });
    expect(await caller.refresh(form, late.body.refresh_token)).toMatchObject(DEAD);
  });

  it('keeps the token in STATIC mode, repeated in the answer or left out', async () => {
    const { form, answer } = await caller.signIn({ refreshRotation: 'STATIC', refreshLeewaySeconds: 0 });
    const { refresh_token: kept } = answer.body;
    expect((await caller.refresh(form, kept)).body.refresh_token).toBe(kept);
    await org.settings({ omitUnchangedRefreshToken: true });
    const silent = await caller.refresh(form, kept);
    expect([silent.status, silent.body.refresh_token]).toEqual([200, undefined]);
  });
});

describe('the limits of a refresh', () => {
  it('answers 429 invalid_grant to a user in too much of a hurry, without spending the token', async () => {
    const { form, answer } = await caller.signIn({ refreshLeewaySeconds: 0 });
    await org.settings({ userTokensPerSecond: 0 });
    const hurried = await caller.refresh(form, answer.body.refresh_token);
    expect(hurried).toMatchObject({ status: 429, body: { error: 'invalid_grant' } });
    await org.settings({ userTokensPerSecond: 4 });
    expect((await caller.refresh(form, answer.body.refresh_token)).status).toBe(200);
  });

  it('takes a subset of the scopes, and no others', async () => {
    const { form, answer } = await caller.signIn({ grantedScopes: ['okta.users.read', 'okta.groups.read'] });
    const refresh = { ...form, grant_type: 'refresh_token', refresh_token: answer.body.refresh_token };
    expect((await caller.token({ ...refresh, scope: 'okta.users.read' })).body.scope).toBe('okta.users.read');
    const more = await caller.token({ ...refresh, scope: 'okta.users.read okta.groups.read' });
    expect(more).toMatchObject({ status: 400, body: { error: 'access_denied' } });
  });

  it('needs the grant at the app and an ACTIVE user', async () => {
    const { form, answer, client } = await caller.signIn();
    await org.updateOauthClient({ clientId: client.clientId, refreshGrant: false });
    const refused = await caller.refresh(form, answer.body.refresh_token);
    expect(refused).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
    await org.updateOauthClient({ clientId: client.clientId, refreshGrant: true });
    await org.lockUser('admin@example.com');
    expect(await caller.refresh(form, answer.body.refresh_token)).toMatchObject(DEAD);
  });
});

describe('the end of tokens', () => {
  it('comes with the refresh token; an access token ends alone, and only its own client can end it', async () => {
    const { form, answer } = await caller.signIn();
    const other = await caller.signIn();
    expect(await caller.revoke(other.form, answer.body.access_token)).toBe(200);
    expect(await caller.statusWith(answer.body.access_token)).toBe(200);
    expect(await caller.revoke(form, answer.body.access_token)).toBe(200);
    expect(await caller.statusWith(answer.body.access_token)).toBe(401);
    const next = await caller.refresh(form, answer.body.refresh_token);
    expect(await caller.revoke(form, next.body.refresh_token)).toBe(200);
    expect(await caller.statusWith(next.body.access_token)).toBe(401);
    expect(await caller.refresh(form, next.body.refresh_token)).toMatchObject(DEAD);
    expect(await caller.revoke(form, next.body.refresh_token)).toBe(200);
    expect(await caller.statusWith(other.answer.body.access_token)).toBe(200);
  });

  it('can be brought about by a test: expired or revoked, of one client', async () => {
    const { form, answer, client } = await caller.signIn();
    const other = await caller.signIn();
    const authorization = `Bearer ${answer.body.access_token}`;
    expect(await org.oauth.expire({ kind: 'access', clientId: client.clientId })).toEqual({ tokens: 1 });
    expect((await caller.api('/api/v1/users/me', { authorization }))[1]).toContain('expired');
    expect(await org.oauth.revoke({ kind: 'access', clientId: client.clientId })).toEqual({ tokens: 1 });
    expect((await caller.api('/api/v1/users/me', { authorization }))[1]).not.toContain('expired');
    const next = await caller.refresh(form, answer.body.refresh_token);
    await org.oauth.revoke({ kind: 'refresh', clientId: client.clientId });
    expect(await caller.refresh(form, next.body.refresh_token)).toMatchObject(DEAD);
    expect((await caller.refresh(other.form, other.answer.body.refresh_token)).status).toBe(200);
  });

  it('comes as early as the test says', async () => {
    const { answer } = await caller.signIn({ accessTokenSeconds: 60 });
    expect(answer.body.expires_in).toBe(60);
    await org.settings({ accessTokenSeconds: 120 });
    expect((await caller.signIn()).answer.body.expires_in).toBe(120);
  });
});

it('a refresh token is good with the DPoP key of the first token alone', async () => {
  const proof = (keys?: typeof otherProofKeys) => ({ dpop: dpopProof('POST', caller.tokenUrl, {}, keys) });
  const { form, answer } = await caller.signIn({ dpopBound: true, dpopNonce: false }, proof());
  expect(answer.body.token_type).toBe('DPoP');
  const refused = await caller.refresh(form, answer.body.refresh_token, proof(otherProofKeys));
  expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_dpop_proof' } });
  expect((await caller.refresh(form, answer.body.refresh_token, proof())).status).toBe(200);
});
