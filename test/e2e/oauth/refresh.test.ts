import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessTokens } from '../../../src/tokens/oauth/access-tokens.service.js';
import { query } from '../../support/postgres.js';
import { clientKey } from './client-keys.ts';
import { type Connection, DPOP_ROWS, OauthStage, SCOPES } from './oauth-stage.ts';

let stage: OauthStage;
beforeAll(async () => {
  stage = await OauthStage.set();
});
afterAll(() => stage.strike());

const rotating = { refreshRotation: 'ROTATE', refreshLeewaySeconds: 0 } as const;

/** The service believes that the time of the access token is over. */
async function expire({ id }: Connection): Promise<void> {
  const past = `UPDATE oauth_token SET expires_at = now() - interval '1 second' WHERE connection_id = '${id}'`;
  await query(stage.service.database.adminUrl, past);
  stage.service.app.get(AccessTokens).forget('acme', id);
}

/** The pause before another token request is over. */
const endPauses = () =>
  query(stage.service.database.adminUrl, `UPDATE oauth_token SET cooldown_until = now() - interval '1 second'`);

const manyRuns = async (id: string) => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => stage.run(id, 'list-groups', { limit: 1 })));
  return [...new Set(answers.map(({ status, body }) => body.code ?? status))];
};

/** Token requests that were more than a demand for a nonce. */
const requestsOf = async (clientId: string, grantType: string) => {
  const { requests } = await stage.org.oauth.stats(clientId);
  const row = requests.find((one) => one.grantType === grantType);
  return { asked: (row?.requests ?? 0) - (row?.errors['use_dpop_nonce'] ?? 0), overlaps: row?.overlaps ?? 0 };
};

describe.each(DPOP_ROWS)('a rotating refresh token without leeway, DPoP $dpop', ({ app }) => {
  it('is used once for 50 runs when the access token has expired', async () => {
    const { clientId, ...rest } = await stage.webApp({ ...rotating, ...app });
    const connection = await stage.consented({ clientId, ...rest });
    await expire(connection);
    expect(await manyRuns(connection.id)).toEqual([200]);
    expect(await requestsOf(clientId, 'refresh_token')).toEqual({ asked: 1, overlaps: 0 });
    expect((await stage.org.oauth.stats(clientId)).families).toMatchObject([{ rotations: 1, ended: null }]);
  });

  it('is used once for 50 runs when Okta has ended the access token', async () => {
    const { clientId, ...rest } = await stage.webApp({ ...rotating, ...app });
    const { id } = await stage.consented({ clientId, ...rest });
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    expect(await manyRuns(id)).toEqual([200]);
    expect(await requestsOf(clientId, 'refresh_token')).toEqual({ asked: 1, overlaps: 0 });
    expect((await stage.org.oauth.stats(clientId)).families).toMatchObject([{ rotations: 1, ended: null }]);
  });
});

describe('client credentials', () => {
  it('ask for one token for 50 runs when Okta has ended the access token', async () => {
    const key = clientKey('ES256');
    const app = { kind: 'service', jwks: { keys: [key.publicJwk] }, grantedScopes: SCOPES, dpopBound: true } as const;
    const { clientId } = await stage.org.createOauthClient(app);
    const auth = { clientId, keyId: key.publicJwk.kid, privateKey: key.privateKey, scopes: SCOPES };
    const { id } = await stage.connected({ type: 'clientCredentials', ...auth });
    await stage.org.oauth.clearStats();
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    expect(await manyRuns(id)).toEqual([200]);
    expect(await requestsOf(clientId, 'client_credentials')).toEqual({ asked: 1, overlaps: 0 });
  });
});

describe('a refresh token that is no more', () => {
  it('asks for a new consent, says why, and the new consent mends it', async () => {
    const { clientId, ...rest } = await stage.webApp();
    const connection = await stage.consented({ clientId, ...rest });
    const { id } = connection;
    await stage.org.oauth.revoke({ kind: 'refresh', clientId });
    // The verdict needs a second look after a pause.
    const first = await stage.run(id, 'list-groups', {});
    expect([first.status, first.body.code, first.body.retryAfterSeconds]).toEqual([
      503,
      'overloaded',
      expect.any(Number),
    ]);
    expect((await stage.read(id)).status).toBe('active');
    await endPauses();
    const run = await stage.run(id, 'list-groups', {});
    expect([run.status, run.body.code, run.body.retryable]).toEqual([424, 'reauthorization_required', false]);
    expect(run.body.remedy).toMatch(/authorize/i);
    expect(await stage.read(id)).toMatchObject({
      status: 'reauthorizationRequired',
      statusReason: expect.stringMatching(/revoked/i),
    });
    const link = await stage.send<{ authorizationUrl: string }>('POST', `/v1/connections/${id}/authorize`);
    await stage.visit(link.body.authorizationUrl);
    expect((await stage.read(id)).status).toBe('active');
    expect((await stage.run(id, 'list-groups', {})).status).toBe(200);
  });

  it('says so where an answer was lost and Okta knows no leeway', async () => {
    const { clientId, ...rest } = await stage.webApp(rotating);
    const { id } = await stage.consented({ clientId, ...rest });
    await stage.org.faults.add({ method: 'POST', path: '^/oauth2/v1/token$', times: 1, kind: 'reset-after' });
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    let run = await stage.run(id, 'list-groups', {});
    for (; run.body.retryable; run = await stage.run(id, 'list-groups', {})) await endPauses();
    expect([run.status, run.body.code]).toEqual([424, 'reauthorization_required']);
    expect((await stage.read(id)).statusReason).toMatch(/lost/i);
  });

  it('is not said of one whose answer was only late or lost', async () => {
    const { clientId, ...rest } = await stage.webApp({ refreshRotation: 'ROTATE' });
    const { id } = await stage.consented({ clientId, ...rest });
    await stage.org.faults.add({ method: 'POST', path: '^/oauth2/v1/token$', times: 1, kind: 'reset-after' });
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    let run = await stage.run(id, 'list-groups', {});
    while (run.body.retryable) run = await stage.run(id, 'list-groups', {});
    expect(run.status).toBe(200);
    expect((await stage.read(id)).status).toBe('active');
    expect((await stage.org.oauth.stats(clientId)).families).toMatchObject([{ ended: null, overlaps: 0 }]);
  });

  it('nor when the user was in too much of a hurry: 429 invalid_grant', async () => {
    const { clientId, ...rest } = await stage.webApp(rotating);
    const { id } = await stage.consented({ clientId, ...rest });
    const hurried = { error: 'invalid_grant', error_description: 'Too many requests for this user.' };
    const fault = { kind: 'status', status: 429, body: hurried } as const;
    await stage.org.faults.add({ method: 'POST', path: '^/oauth2/v1/token$', times: 1, ...fault });
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    let run = await stage.run(id, 'list-groups', {});
    while (run.body.retryable) run = await stage.run(id, 'list-groups', {});
    expect(run.status).toBe(200);
    expect((await stage.read(id)).status).toBe('active');
  });
});
