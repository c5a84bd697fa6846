import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { query } from '../../support/postgres.js';
import { tokenSet } from '../../support/token-set.ts';
import { acme, failed, openRefreshScene, sourceOf, type RefreshScene } from './refresh-scene.js';

let scene: RefreshScene;
beforeEach(async () => {
  scene = await openRefreshScene();
  await scene.engine().accessTokens.begin(acme, 'con_1', tokenSet(1));
});
afterEach(() => scene.drop());

/** As many failed attempts as an org that is gone brings in half a day. */
const MANY = 1_500;

async function failFor(attempts: number): Promise<void> {
  await query(
    scene.db.adminUrl,
    `INSERT INTO oauth_refresh_attempt (tenant_id, connection_id, epoch, token_version, owner, started_at, outcome, spare_refresh_token_enc, spare_key_version)
     SELECT 'acme', 'con_1', n, 1, 'process', now(), 'notProcessed', CASE WHEN n = 7 THEN '\\x00'::bytea END,
       CASE WHEN n = 7 THEN (SELECT max(version) FROM tenant_key) END
     FROM generate_series(2, $1::int) n`,
    [attempts],
  );
  await scene.row(`lease_epoch = ${attempts}, expires_at = now() - interval '1 second'`);
}

describe('attempts of a connection whose refreshes never succeed', () => {
  test('are forgotten but for those that decisions are taken on, and those that left a spare', async () => {
    await failFor(MANY);
    await expect(scene.attempts()).resolves.toHaveLength(MANY - 1);
    await expect(scene.engine().accessTokens.get(sourceOf([failed('notProcessed')]))).rejects.toMatchObject({
      code: 'okta_unavailable',
    });
    const epochs = (await scene.attempts()).map(({ epoch }) => Number(epoch));
    expect(epochs).toHaveLength(502);
    expect(epochs.slice(0, 2)).toEqual([7, MANY + 1 - 500]);
  });
});
