import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem, RunBody } from '../../support/service.ts';
import { clientKey } from '../oauth/client-keys.ts';
import { OauthStage } from '../oauth/oauth-stage.ts';

const key = clientKey('ES256');

let stage: OauthStage;
let connectionId: string;
beforeAll(async () => {
  stage = await OauthStage.set({ oktaTimeoutMs: 10_000 });
  const grantedScopes = ['okta.users.read', 'okta.groups.manage'];
  const app = await stage.org.createOauthClient({ kind: 'service', jwks: { keys: [key.publicJwk] }, grantedScopes });
  const auth = { type: 'clientCredentials', clientId: app.clientId, keyId: key.publicJwk.kid };
  ({ id: connectionId } = await stage.connected({ ...auth, privateKey: key.privateKey, scopes: grantedScopes }));
});
afterAll(() => stage.strike());

interface Whole {
  status: number;
  headers: Record<string, string>;
}

const post = (kind: string, id: string, input: object) =>
  stage.send<RunBody<Whole> & Problem>('POST', `/v1/connections/${connectionId}/${kind}/${id}`, { body: { input } });

describe('an operation on a connection with scopes', () => {
  it.each([
    ['listUsers', {}],
    ['listGroups', {}],
    ['addGroup', { profile: { name: 'Granted' } }],
  ])('runs with a scope that covers it: %s', async (operationId, input) => {
    expect((await post('operations', operationId, input)).status).toBe(200);
  });

  it.each([
    ['createUser', { profile: {} }, 'okta.users.manage'],
    ['listApplications', {}, 'okta.apps.read'],
    ['listLogEvents', {}, 'okta.logs.read'],
  ])('is not sent without its scope: %s', async (operationId, input, scope) => {
    await stage.org.clearRequests();
    const { status, body } = await post('operations', operationId, input);
    expect([status, body.code, body.missingScopes]).toEqual([403, 'insufficient_scope', [scope]]);
    expect(body.remedy).toContain('Grant');
    expect(await stage.org.requests()).toEqual([]);
  });

  it('is refused by Okta itself when no check stands before it (control), which a custom request gives as output', async () => {
    const { status, body } = await post('actions', 'custom-api-action', { method: 'GET', path: '/api/v1/apps' });
    expect([status, body.output.status]).toEqual([200, 403]);
    expect(body.output.headers['www-authenticate']).toContain('insufficient_scope');
  });
});
