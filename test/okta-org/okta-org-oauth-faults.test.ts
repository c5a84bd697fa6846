import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clientJwks as jwks, dpopProof, nowSeconds, OauthCaller } from './oauth-caller.ts';
import type { OktaOrg, RefreshFamily } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

let org: OktaOrg;
let caller: OauthCaller;

beforeAll(async () => {
  org = await startOktaOrg();
  caller = new OauthCaller(org);
});
afterAll(() => org.stop());
beforeEach(() => org.reset());

const TOKEN = { method: 'POST', path: '^/oauth2/v1/token$', times: 1 } as const;

async function onlyFamily(): Promise<RefreshFamily> {
  const [family] = (await org.oauth.stats()).families;
  if (!family) throw new Error('no family');
  return family;
}

describe('token requests are counted', () => {
  it('by client, grant and outcome', async () => {
    const { form, answer, client } = await caller.signIn();
    await caller.refresh(form, answer.body.refresh_token);
    await caller.refresh(form, 'no-such-token');
    await caller.signIn();
    const { requests, families } = await org.oauth.stats(client.clientId);
    expect(requests).toMatchObject([
      { grantType: 'authorization_code', requests: 1, issued: 1, errors: {}, inFlight: 0 },
      { grantType: 'refresh_token', requests: 2, issued: 1, errors: { invalid_grant: 1 }, inFlight: 0 },
    ]);
    expect(families).toMatchObject([{ requests: 1, rotations: 1, overlaps: 0, maxInFlight: 1, ended: null }]);
    await org.oauth.clearStats();
    expect((await org.oauth.stats(client.clientId)).requests).toMatchObject([{ requests: 0 }, { requests: 0 }]);
  });

  it('as overlapping where they do, and one after the other where they do not', async () => {
    const { form, answer } = await caller.signIn();
    await caller.refresh(form, answer.body.refresh_token);
    await caller.refresh(form, answer.body.refresh_token);
    expect(await onlyFamily()).toMatchObject({ requests: 2, maxInFlight: 1, overlaps: 0 });
    await org.faults.add({ ...TOKEN, kind: 'delay', delayMs: 200 });
    const stalled = caller.refresh(form, answer.body.refresh_token);
    while ((await onlyFamily()).inFlight === 0);
    await caller.refresh(form, answer.body.refresh_token);
    await stalled;
    expect(await onlyFamily()).toMatchObject({ requests: 4, maxInFlight: 2, overlaps: 1, inFlight: 0 });
  });

  it('as ended when the client hangs up', async () => {
    const { form, answer } = await caller.signIn();
    await org.faults.add({ ...TOKEN, kind: 'hang' });
    const abort = new AbortController();
    const body = new URLSearchParams({
      ...form,
      grant_type: 'refresh_token',
      refresh_token: answer.body.refresh_token,
    });
    const hanging = fetch(caller.tokenUrl, { method: 'POST', body, signal: abort.signal }).catch(() => 'gone');
    while ((await onlyFamily()).inFlight === 0);
    abort.abort();
    expect(await hanging).toBe('gone');
    while ((await onlyFamily()).inFlight > 0);
    expect((await caller.refresh(form, answer.body.refresh_token)).status).toBe(200);
    expect(await onlyFamily()).toMatchObject({ requests: 2, overlaps: 0 });
  });
});

describe('faults at the token endpoint', () => {
  it.each(['reset-after', 'hang-after'] as const)('%s rotates and loses the answer', async (kind) => {
    const { form, answer } = await caller.signIn({ refreshLeewaySeconds: 0 });
    await org.faults.add({ ...TOKEN, kind });
    const body = new URLSearchParams({
      ...form,
      grant_type: 'refresh_token',
      refresh_token: answer.body.refresh_token,
    });
    const lost = fetch(caller.tokenUrl, { method: 'POST', body, signal: AbortSignal.timeout(300) });
    await expect(lost).rejects.toThrow();
    expect(await onlyFamily()).toMatchObject({ rotations: 1, ended: null });
    expect((await caller.refresh(form, answer.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it.each([
    ['delay', 0],
    ['delay-after', 1],
  ] as const)('%s answers late; rotations meanwhile: %d', async (kind, rotations) => {
    const { form, answer } = await caller.signIn();
    await org.faults.add({ ...TOKEN, kind, delayMs: 300 });
    let answered = false;
    const late = caller.refresh(form, answer.body.refresh_token).finally(() => {
      answered = true;
    });
    while ((await onlyFamily()).inFlight === 0);
    if (rotations === 1) while ((await onlyFamily()).rotations === 0);
    expect([answered, (await onlyFamily()).rotations]).toEqual([false, rotations]);
    expect((await late).status).toBe(200);
  });

  it('reset loses the request before it takes effect', async () => {
    const { form, answer } = await caller.signIn({ refreshLeewaySeconds: 0 });
    await org.faults.add({ ...TOKEN, kind: 'reset' });
    await expect(caller.refresh(form, answer.body.refresh_token)).rejects.toThrow();
    expect((await caller.refresh(form, answer.body.refresh_token)).status).toBe(200);
  });
});

describe('DPoP at the token endpoint', () => {
  async function boundClient(changes: { dpopNonce?: boolean } = {}): Promise<string> {
    const client = { kind: 'service', jwks, grantedScopes: ['okta.users.read'], dpopBound: true } as const;
    return (await org.createOauthClient({ ...client, ...changes })).clientId;
  }

  it('consumes the assertion together with the demand for a nonce', async () => {
    const form = caller.serviceForm(await boundClient(), 'okta.users.read');
    const first = await caller.token(form, { dpop: dpopProof('POST', caller.tokenUrl) });
    expect(first).toMatchObject({ status: 400, body: { error: 'use_dpop_nonce' }, nonce: expect.any(String) });
    const again = await caller.token(form, { dpop: dpopProof('POST', caller.tokenUrl, { nonce: first.nonce }) });
    expect(again).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('gives the nonce with each answer, takes it until it is forgotten, and takes each proof once', async () => {
    const clientId = await boundClient();
    const send = (claims: object, dpop = dpopProof('POST', caller.tokenUrl, claims)) =>
      caller.token(caller.serviceForm(clientId, 'okta.users.read'), { dpop });
    const { nonce } = await send({});
    const used = dpopProof('POST', caller.tokenUrl, { nonce });
    expect(await send({}, used)).toMatchObject({ status: 200, nonce });
    expect((await send({}, used)).body.error).toBe('invalid_dpop_proof');
    await org.oauth.rotateNonce();
    const next = await send({ nonce });
    expect(next).toMatchObject({ status: 200, nonce: expect.not.stringMatching(nonce ?? '') });
    await org.oauth.rotateNonce({ forget: true });
    expect((await send({ nonce: next.nonce })).body.error).toBe('use_dpop_nonce');
  });

  it('can do without a nonce', async () => {
    const clientId = await boundClient({ dpopNonce: false });
    const form = caller.serviceForm(clientId, 'okta.users.read');
    const answer = await caller.token(form, { dpop: dpopProof('POST', caller.tokenUrl) });
    expect(answer).toMatchObject({ status: 200, nonce: null, body: { token_type: 'DPoP' } });
  });

  it('judges proof and assertion by the clock of the org', async () => {
    const clientId = await boundClient();
    const { nonce } = await caller.token(caller.serviceForm(clientId, 'okta.users.read'), {
      dpop: dpopProof('POST', caller.tokenUrl),
    });
    const send = (proof: object, assertion: object = {}) =>
      caller.token(caller.serviceForm(clientId, 'okta.users.read', assertion), {
        dpop: dpopProof('POST', caller.tokenUrl, { nonce, ...proof }),
      });
    expect((await send({ iat: nowSeconds() - 301 })).body.error_description).toContain('too old');
    expect((await send({ iat: nowSeconds() + 60 })).body.error_description).toContain('future');
    expect((await send({}, { iat: nowSeconds() + 60 })).body.error).toBe('invalid_client');
    expect((await send({})).status).toBe(200);
    await org.settings({ clockOffsetMs: 400_000 });
    expect((await send({ iat: nowSeconds() + 400 })).body.error).toBe('invalid_client');
  });
});
