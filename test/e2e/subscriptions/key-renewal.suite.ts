import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildKeyTools } from '../../../src/cli/key-tools.js';
import { DATA_SOURCE } from '../../../src/core/database/data-source.js';
import { KEY_PROVIDER } from '../../../src/tokens/key-provider.js';
import { SigningSecrets } from '../../../src/triggers/subscriptions/signing-secrets.service.js';
import { acme, SubscriptionScene } from './subscription-scene.ts';

let scene: SubscriptionScene;
beforeAll(async () => {
  scene = await SubscriptionScene.shared();
});
afterAll(() => scene.strike());

describe('a new data key of the tenant', () => {
  it('seals the signing secrets too, which stay what they are', async () => {
    const { id, connectionId, signingSecret: first = '' } = await scene.subscribe();
    const { signingSecret: second = '' } = (await scene.send('POST', `${id}/rotate-secret`)).body;
    const sealed = () =>
      scene.sql<{ slot: string; key_version: number; ciphertext: Buffer }>(
        'SELECT slot, key_version, ciphertext FROM subscription_secret WHERE subscription_id = $1 ORDER BY slot',
        [id],
      );
    const before = await sealed();
    const get = (token: symbol) => scene.service.app.get(token, { strict: false });
    const { rotation } = buildKeyTools(get(DATA_SOURCE), get(KEY_PROVIDER));
    for await (const { error } of rotation.renewDataKeys(0)) expect(error).toBeUndefined();
    const after = await sealed();
    expect(after.map(({ slot }) => slot)).toEqual(['current', 'previous']);
    after.forEach(({ key_version, ciphertext }, index) => {
      expect(key_version).toBeGreaterThan(before[index]?.key_version ?? Infinity);
      expect(ciphertext.equals(before[index]?.ciphertext ?? ciphertext)).toBe(false);
    });
    const secrets = scene.service.app.get(SigningSecrets, { strict: false });
    expect(await secrets.live({ tenantId: acme, id, connectionId })).toEqual([second, first]);
  });
});
