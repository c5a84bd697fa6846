import { describe, expect, it } from '@jest/globals';
import { authServersScenarios, makeServer } from './auth-servers.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on authorization servers', () => {
  const scene = useScene();
  playAll(authServersScenarios, scene);

  it('say that a scope of this name exists', async () => {
    const { id } = await makeServer(scene(), 'Engines');
    const { code, upstream } = await scene().refusal('create-authorization-server-scope', {
      authServerId: id,
      name: 'openid',
    });
    expect([code, upstream?.causes?.join()]).toEqual(['okta_rejected', expect.stringContaining('already exists')]);
  });

  it('say that a scope that Okta made cannot be deleted', async () => {
    const { id, path } = await makeServer(scene(), 'Engines');
    const scopeIds = await scene().idsInOkta(`${path}/scopes`);
    const input = { authServerId: id, scopeId: scopeIds[0] };
    const { code, retryable } = await scene().refusal('delete-authorization-server-scope', input);
    expect([code, retryable]).toEqual(['okta_rejected', false]);
    expect(await scene().idsInOkta(`${path}/scopes`)).toEqual(scopeIds);
  });

  it('say that the org lacks API Access Management', async () => {
    await scene().org.settings({ featureOff: '/authorizationServers' });
    const { code } = await scene().refusal('list-authorization-servers', {});
    expect(code).toBe('feature_not_enabled');
  });
});
