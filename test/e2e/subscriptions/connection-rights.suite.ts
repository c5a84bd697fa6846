import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecretBox } from '../../../src/tokens/secret-box.js';
import { secretFieldOf } from '../../../src/triggers/hooks/okta-hook.js';
import { acme, SubscriptionScene } from './subscription-scene.ts';

let scene: SubscriptionScene;
beforeAll(async () => {
  scene = await SubscriptionScene.shared();
});
afterAll(() => scene.strike());

const positions = (connectionId: string) =>
  scene.sql<{ since: Date }>('SELECT since FROM log_position WHERE id = $1', [connectionId]);

/** A secret of a hook, sealed as the service seals it. */
async function sealedHook(connectionId: string, hookId: string) {
  const box = scene.service.app.get(SecretBox, { strict: false });
  const place = { tenantId: acme, connectionId, field: secretFieldOf(hookId) };
  const { keyVersion, ciphertext } = await box.seal({ ...place, plaintext: 'the secret' });
  return { key_version: keyVersion, ciphertext };
}

describe('what the connection lacks at Okta', () => {
  it('is refused where nothing could bring the events', async () => {
    const connectionId = await scene.connectWithScopes('Users only', ['okta.users.read']);
    const { status, body } = await scene.ask({}, connectionId);
    expect([status, body.code]).toEqual([403, 'insufficient_scope']);
    expect(body.missingScopes).toEqual(['okta.eventHooks.manage', 'okta.logs.read']);
    const schedule = await scene.ask({ triggerId: 'group-updated-poll' }, connectionId);
    expect(schedule.body.missingScopes).toEqual(['okta.groups.read']);
    expect((await scene.ask({ triggerId: 'new-user' }, connectionId)).status).toBe(201);
  });

  it('is told where one mechanism is left', async () => {
    const logs = await scene.connectWithScopes('Logs only', ['okta.logs.read']);
    expect((await scene.ask({ mode: 'polling' }, logs)).body).toMatchObject({ effectiveMode: 'polling' });
    const hooks = await scene.connectWithScopes('Hooks only', ['okta.eventHooks.manage']);
    const { body } = await scene.ask({}, hooks);
    expect(body).toMatchObject({ mode: 'hybrid', effectiveMode: 'realtime' });
    expect(body.statusReason).toMatch(/okta\.logs\.read/);
    expect((await scene.ask({ mode: 'polling' }, hooks)).body.code).toBe('insufficient_scope');
  });

  it('is an event hook that an administrator must set up by hand', async () => {
    const connectionId = await scene.connect('By hand');
    const { id } = await scene.subscribe({ mode: 'realtime' }, connectionId);
    const { key_version, ciphertext } = await sealedHook(connectionId, 'hk_1');
    await scene.sql(
      `INSERT INTO okta_hook (tenant_id, id, connection_id, ordinal, event_types, state, state_reason, secret_hashes, key_version, ciphertext)
       VALUES ('acme', 'hk_1', $1, 0, '{user.account.lock}', 'manual', 'Okta says no.', '{}', $2, $3)`,
      [connectionId, key_version, ciphertext],
    );
    const { body } = await scene.send('GET', id);
    expect(body).toMatchObject({ mode: 'realtime', effectiveMode: 'polling' });
    expect(body.statusReason).toMatch(/^Okta says no\. Until an administrator/);
    expect(body.hook).toEqual({
      state: 'manual',
      setupRequired: {
        url: expect.stringMatching(/\/hooks\/okta\/hk_1$/),
        secretHeader: expect.any(String),
        secret: 'the secret',
        eventTypes: ['user.account.lock'],
      },
    });
    await scene.subscribe({ mode: 'realtime' }, connectionId);
    expect(await positions(connectionId)).toHaveLength(1);
  });
});
