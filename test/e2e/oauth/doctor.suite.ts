import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientKey } from './client-keys.ts';
import { consentAuth, type Diagnosis, OauthStage } from './oauth-stage.ts';

const key = clientKey('ES256');
const SCOPES = ['okta.users.read', 'okta.groups.read', 'okta.eventHooks.read'];

let stage: OauthStage;
beforeAll(async () => {
  stage = await OauthStage.shared();
});
afterAll(() => stage.strike());

const connect = async (app: object = {}) => {
  const jwks = { keys: [key.publicJwk] };
  const { clientId } = await stage.org.createOauthClient({ kind: 'service', jwks, grantedScopes: SCOPES, ...app });
  const auth = { type: 'clientCredentials', clientId, keyId: key.publicJwk.kid, privateKey: key.privateKey };
  return stage.connected({ ...auth, scopes: SCOPES });
};
const examine = async (id: string) => (await stage.send<Diagnosis>('POST', `/v1/connections/${id}/test`)).body;
const statuses = ({ checks }: Diagnosis) => Object.fromEntries(checks.map(({ id, status }) => [id, status]));

describe('the connection doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const diagnosis = await examine((await connect({ dpopBound: true })).id);
    expect(diagnosis.ok).toBe(true);
    expect(statuses(diagnosis)).toMatchObject({ org: 'pass', credentials: 'pass', scopes: 'pass', dpop: 'pass' });
    expect(statuses(diagnosis)).toMatchObject({ adminRole: 'pass', eventHooks: 'pass', clock: 'pass' });
    expect(diagnosis.checks.filter(({ status, remedy }) => status !== 'pass' && !remedy)).toEqual([]);
  });

  it.each([
    ['idx', 'Identity Engine'],
    ['v1', 'Classic'],
  ] as const)('tells the engine: %s', async (pipeline, words) => {
    const { id } = await connect();
    await stage.org.settings({ pipeline });
    const { checks } = await examine(id);
    await stage.org.settings({ pipeline: 'idx' });
    expect(checks[0]).toMatchObject({ id: 'org', detail: expect.stringContaining(words) });
  });

  it('names scopes that are not granted, and where to grant them', async () => {
    const { id } = await connect({ grantedScopes: ['okta.users.read', 'okta.eventHooks.read'] });
    const { checks } = await examine(id);
    expect(checks.find((one) => one.id === 'scopes')).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('okta.groups.read'),
      remedy: expect.stringContaining('Okta API Scopes'),
    });
  });

  it('finds out that the app has no admin role', async () => {
    const { id } = await connect({ role: 'none' });
    const { checks } = await examine(id);
    const finding = checks.find((one) => one.id === 'adminRole');
    expect(['warn', 'fail']).toContain(finding?.status);
    expect(finding?.remedy).toMatch(/role/i);
  });

  it('sees that the clocks differ', async () => {
    const { id } = await connect();
    await stage.org.settings({ clockOffsetMs: 120_000 });
    const { checks } = await examine(id);
    await stage.org.settings({ clockOffsetMs: 0 });
    expect(checks.find((one) => one.id === 'clock')).toMatchObject({ status: 'warn', remedy: expect.any(String) });
  });

  it('tells refused credentials from an Okta that is away', async () => {
    const connection = await connect();
    const { id } = connection;
    const { clientId } = connection.auth;
    await stage.org.updateOauthClient({ clientId, jwks: { keys: [clientKey('ES384').publicJwk] } });
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    const refused = await examine(id);
    expect([refused.ok, refused.checks.at(-1)]).toMatchObject([false, { id: 'credentials', status: 'fail' }]);
    await stage.org.faults.add({ path: '^/', kind: 'status', status: 503 });
    const away = await examine((await stage.send('GET', `/v1/connections/${id}`)).body.id);
    await stage.org.faults.clear();
    expect([away.ok, away.checks.at(-1)]).toMatchObject([false, { id: 'org', status: 'fail' }]);
  });

  it.each([
    ['pass', { refreshRotation: 'ROTATE', refreshLeewaySeconds: 30 }],
    ['warn', { refreshRotation: 'ROTATE', refreshLeewaySeconds: 0 }],
    ['pass', { refreshRotation: 'STATIC' }],
  ] as const)('reads how the app rotates refresh tokens: %s', async (status, app) => {
    const scopes = [...SCOPES, 'okta.apps.read'];
    const { id } = await stage.consented(await stage.webApp({ ...app, grantedScopes: scopes }), { scopes });
    expect(statuses(await examine(id))).toMatchObject({ refreshToken: status });
  });

  it('says nothing of rotation where it may not read the app', async () => {
    const { id } = await stage.consented(await stage.webApp({ grantedScopes: SCOPES }), { scopes: SCOPES });
    expect(Object.keys(statuses(await examine(id)))).not.toContain('refreshToken');
  });

  it('tells a consent that has not happened, and one that has ended', async () => {
    const app = await stage.webApp();
    const pending = await stage.connected(consentAuth(app));
    expect((await examine(pending.id)).checks.at(-1)).toMatchObject({
      id: 'credentials',
      status: 'fail',
      remedy: expect.stringContaining('authorize'),
    });
    await stage.visit(pending.authorizationUrl ?? '');
    expect((await examine(pending.id)).ok).toBe(true);
  });
});
