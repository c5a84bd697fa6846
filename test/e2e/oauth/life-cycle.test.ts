import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resultOf } from './oauth-stage.ts';
import type { TestService } from '../../support/service.js';
import { query } from '../../support/postgres.js';
import { clientKey } from './client-keys.ts';
import { type Connection, consentAuth, OauthStage, SCOPES } from './oauth-stage.ts';

let stage: OauthStage;
let other: TestService;
beforeAll(async () => {
  stage = await OauthStage.set();
  other = await stage.service.replica();
});
afterAll(async () => {
  await other.stop();
  await stage.strike();
});

const familyEnd = async (clientId: string) =>
  (await stage.org.oauth.stats(clientId)).families.map(({ ended }) => ended);

describe('two replicas', () => {
  it('a connection consented on one runs actions on the other at once', async () => {
    const pending = await stage.connected(consentAuth(await stage.webApp()));
    const input = { limit: 1 };
    // The other one has looked at the connection before, and may remember it as pending.
    expect((await stage.run(pending.id, 'list-groups', input, other)).body.code).toBe('connection_not_ready');
    const arrival = await stage.visit(pending.authorizationUrl ?? '');
    expect(resultOf(arrival)).toMatchObject({ status: 'active' });
    const { run, atOrg } = await stage.createGroup(pending.id, 'Made by the other', other);
    expect([run.status, atOrg]).toEqual([200, ['Made by the other']]);
  });

  it('a consent begun on one ends on the other', async () => {
    const pending = await stage.connected(consentAuth(await stage.webApp()));
    const browser = stage.browser();
    const sent = await browser.send({ url: pending.authorizationUrl ?? '', method: 'GET' });
    const callback = await stage.org.approve(sent.headers.get('location') ?? '');
    const { pathname, search } = new URL(callback);
    const cookie = sent.headers.get('set-cookie')?.split(';')[0] ?? '';
    const response = await fetch(`${other.baseUrl}${pathname}${search}`, {
      redirect: 'manual',
      headers: { cookie, 'x-forwarded-host': new URL(callback).host, 'x-forwarded-proto': 'https' },
    });
    expect(response.headers.get('location')).toContain('status=active');
    expect((await stage.run(pending.id, 'list-groups', { limit: 1 })).status).toBe(200);
  });

  it('together ask for one token when Okta has ended the one they had', async () => {
    const { clientId, ...rest } = await stage.webApp({ refreshRotation: 'ROTATE', refreshLeewaySeconds: 0 });
    const { id } = await stage.consented({ clientId, ...rest });
    const runs = () =>
      [stage.service, other].flatMap((service) =>
        Array.from({ length: 25 }, () => stage.run(id, 'list-groups', { limit: 1 }, service)),
      );
    await Promise.all(runs());
    await stage.org.oauth.clearStats();
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    const answers = await Promise.all(runs());
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([200]);
    const { families, requests } = await stage.org.oauth.stats(clientId);
    expect(families).toMatchObject([{ requests: 1, overlaps: 0, ended: null }]);
    expect(requests.find(({ grantType }) => grantType === 'refresh_token')).toMatchObject({ issued: 1, errors: {} });
  });
});

describe('deleting a connection', () => {
  const remove = ({ id }: Connection) => stage.send('DELETE', `/v1/connections/${id}`);
  const ended = async (clientId: string) => {
    let ends = await familyEnd(clientId);
    while (ends[0] === null) ends = await familyEnd(clientId);
    return ends;
  };

  it.each([
    ['with a secret', {}],
    ['with DPoP', { dpopBound: true }],
  ])('ends its refresh token at Okta: %s', async (_, app) => {
    const { clientId, ...rest } = await stage.webApp(app);
    const connection = await stage.consented({ clientId, ...rest });
    expect(await familyEnd(clientId)).toEqual([null]);
    expect((await remove(connection)).status).toBe(204);
    expect(await ended(clientId)).toEqual(['revoked']);
    expect((await stage.send('GET', `/v1/connections/${connection.id}`)).status).toBe(404);
  });

  it('does so later when Okta is away, and the secrets are gone all the same', async () => {
    const { clientId, ...rest } = await stage.webApp();
    const connection = await stage.consented({ clientId, ...rest });
    const away = await stage.org.faults.add({ method: 'POST', path: '^/oauth2/v1/revoke$', kind: 'reset', times: 1 });
    expect((await remove(connection)).status).toBe(204);
    while (!(await stage.org.faults.list()).some(({ id, hits }) => id === away.id && hits > 0));
    expect(await familyEnd(clientId)).toEqual([null]);
    const left = await query<{ left: string }>(
      stage.service.database.adminUrl,
      `SELECT 'secret' AS left FROM connection_secret WHERE connection_id = '${connection.id}'
       UNION ALL SELECT 'token' FROM oauth_token WHERE connection_id = '${connection.id}'`,
    );
    expect(left).toEqual([]);
    // The next attempt comes after some seconds; time is made to pass.
    await query(
      stage.service.database.adminUrl,
      `UPDATE token_revocation SET due_at = now() WHERE connection_id = '${connection.id}'`,
    );
    expect(await ended(clientId)).toEqual(['revoked']);
  });
});

describe('new credentials', () => {
  const patch = ({ id }: Connection, auth: object) => stage.send('PATCH', `/v1/connections/${id}`, { body: { auth } });
  const key = clientKey('ES256');
  const next = clientKey('ES384');
  const app = (...keys: (typeof key)[]) =>
    ({ kind: 'service', jwks: { keys: keys.map(({ publicJwk }) => publicJwk) }, grantedScopes: SCOPES }) as const;
  const authOf = (clientId: string, { privateKey, publicJwk }: typeof key) => ({
    type: 'clientCredentials',
    clientId,
    keyId: publicJwk.kid,
    privateKey,
    scopes: SCOPES,
  });

  it('of a service app are tested first, and the old ones stay where the test fails', async () => {
    const { clientId } = await stage.org.createOauthClient(app(key));
    const connection = await stage.connected(authOf(clientId, key));
    const refused = await patch(connection, authOf(clientId, next));
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_credentials']);
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    expect((await stage.run(connection.id, 'list-groups', { limit: 1 })).status).toBe(200);
    await stage.org.updateOauthClient({ clientId, ...app(next) });
    expect((await patch(connection, authOf(clientId, next))).body).toMatchObject({
      id: connection.id,
      status: 'active',
      auth: { keyId: next.publicJwk.kid },
    });
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    expect((await stage.run(connection.id, 'list-groups', { limit: 1 })).status).toBe(200);
  });

  it('of another type are refused', async () => {
    const { clientId } = await stage.org.createOauthClient(app(key));
    const connection = await stage.connected(authOf(clientId, key));
    const answer = await patch(connection, { type: 'apiToken', apiToken: stage.org.apiToken });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
  });
});

describe('a disabled connection', () => {
  it('that nobody has consented to is pending again when it is enabled', async () => {
    const { id } = await stage.connected(consentAuth(await stage.webApp()));
    await stage.send('POST', `/v1/connections/${id}/disable`);
    await stage.send('POST', `/v1/connections/${id}/enable`);
    expect((await stage.read(id)).status).toBe('pending');
  });

  it('runs nothing, asks for no token, and goes on when it is enabled', async () => {
    const { clientId, ...rest } = await stage.webApp();
    const { id } = await stage.consented({ clientId, ...rest });
    await stage.send('POST', `/v1/connections/${id}/disable`);
    await stage.org.oauth.clearStats();
    expect((await stage.run(id, 'list-groups', {})).body.code).toBe('connection_not_ready');
    expect((await stage.org.oauth.stats(clientId)).families).toMatchObject([{ requests: 0 }]);
    await stage.send('POST', `/v1/connections/${id}/enable`);
    expect((await stage.run(id, 'list-groups', {})).status).toBe(200);
  });
});
