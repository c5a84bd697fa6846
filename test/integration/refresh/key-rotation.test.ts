import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildKeyTools } from '../../../src/cli/key-tools.js';
import type { RotatedTenant } from '../../../src/tokens/key-rotation.js';
import { LocalKeyProvider } from '../../../src/tokens/local-key-provider.js';
import { SealedTokensRepository } from '../../../src/tokens/oauth/sealed-tokens.repository.js';
import { connectTestDatabase, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { buildRefreshEngine } from '../../support/refresh-engine.js';
import { buildSecrets, encryptionKey } from '../../support/secrets.js';
import { TENANT_ROWS } from '../../support/tenant-rows.js';
import { tokenSet } from '../../support/token-set.ts';
import { acme, failed, granted, sourceOf } from './refresh-scene.js';

const key = encryptionKey('k1');

let db: ConnectedDatabase;
let service: ReturnType<typeof buildSecrets>;
let engine: ReturnType<typeof buildRefreshEngine>;
beforeEach(async () => {
  db = await connectTestDatabase();
  service = buildSecrets(db, key);
  engine = buildRefreshEngine({ ...db, ...service });
  await inAcme(() => db.database.manager().query(TENANT_ROWS['connection']!, [acme]));
  await engine.accessTokens.begin(acme, 'con_1', tokenSet(1));
  await leaveSpare('refresh-spare');
});
afterEach(() => db.drop());

const inAcme = <T>(work: () => Promise<T>) => db.database.transaction(acme, work);

async function leaveSpare(spare: string): Promise<void> {
  const request = { connectionId: 'con_1', grant: 'refreshToken', version: 1, owner: 'o', leaseMs: 0 } as const;
  await inAcme(async () => {
    const lease = await engine.leases.take(acme, request);
    await engine.attempts.finish(acme, lease!, { outcome: 'superseded', spare });
  });
}

async function rotate(step: 'rewrap' | 'renewDataKeys' | 'destroySuperseded', minimumAgeSeconds = 0) {
  const { rotation } = buildKeyTools(db.dataSource, new LocalKeyProvider([key]));
  const seen: RotatedTenant[] = [];
  for await (const rotated of rotation[step](minimumAgeSeconds)) seen.push(rotated);
  return seen;
}

const fresh = async () =>
  query(
    db.adminUrl,
    `SELECT access_key_version = newest AS access, refresh_key_version = newest AS refresh, spare_key_version = newest AS spare
     FROM oauth_token, oauth_refresh_attempt, (SELECT max(version) AS newest FROM tenant_key) k`,
  );

describe('renewing the data keys', () => {
  test('seals access token, refresh token and spare anew; each still opens, and the old key can go', async () => {
    await expect(rotate('renewDataKeys')).resolves.toEqual([{ tenant: acme, changed: 3 }]);
    await expect(fresh()).resolves.toEqual([{ access: true, refresh: true, spare: true }]);
    await expect(rotate('destroySuperseded')).resolves.toEqual([{ tenant: acme, changed: 1 }]);
    const other = buildRefreshEngine({ ...db, ...buildSecrets(db, key) });
    await expect(other.accessTokens.get(sourceOf([]))).resolves.toMatchObject({ token: 'access-1' });
    await query(db.adminUrl, 'UPDATE oauth_token SET expires_at = now()');
    other.accessTokens.forget(acme, 'con_1');
    const source = sourceOf([failed('invalidGrant'), granted(tokenSet(2))]);
    await other.accessTokens.get(source);
    expect(source.sent).toEqual(['refresh-1', 'refresh-spare']);
  });

  test('keeps a key that a token or a spare still needs', async () => {
    await inAcme(() => service.tenantKeys.renew(acme));
    await expect(rotate('destroySuperseded')).resolves.toEqual([{ tenant: acme, changed: 0 }]);
    await query(db.adminUrl, 'DELETE FROM oauth_token');
    await expect(rotate('destroySuperseded')).resolves.toEqual([{ tenant: acme, changed: 0 }]);
    await query(db.adminUrl, 'DELETE FROM oauth_refresh_attempt');
    await expect(rotate('destroySuperseded')).resolves.toEqual([{ tenant: acme, changed: 1 }]);
  });

  test('never overwrites a token that was refreshed since it was read', async () => {
    const sealed = new SealedTokensRepository(db.database);
    const next = await inAcme(() => service.tenantKeys.renew(acme));
    const seen = await inAcme(() => sealed.listSealedBefore(acme, next.version));
    expect(seen.map(({ field }) => field).toSorted()).toEqual(['accessToken', 'refreshToken', 'spareRefreshToken']);
    await engine.accessTokens.begin(acme, 'con_1', tokenSet(2));
    const stale = seen.map(({ field }) =>
      service.box.sealWith(next, { tenantId: acme, connectionId: 'con_1', field, plaintext: 'stale' }),
    );
    const kept = await Promise.all(seen.map((one, index) => inAcme(() => sealed.reseal(acme, one, stale[index]!))));
    expect(Object.fromEntries(seen.map(({ field }, index) => [field, kept[index]]))).toEqual({
      accessToken: false,
      refreshToken: false,
      spareRefreshToken: true,
    });
    await expect(engine.accessTokens.get(sourceOf([]))).resolves.toMatchObject({ token: 'access-2' });
  });
});

describe('refreshing under rotation', () => {
  test('loses no token', async () => {
    const done = new AbortController();
    const refresh = async (): Promise<number> => {
      for (let version = 1; ; version += 1) {
        if (done.signal.aborted) return version;
        await query(db.adminUrl, 'UPDATE oauth_token SET expires_at = now()');
        engine.accessTokens.forget(acme, 'con_1');
        const source = sourceOf([granted(tokenSet(version + 1))]);
        await expect(engine.accessTokens.get(source)).resolves.toMatchObject({ version: version + 1 });
        expect(source.sent).toEqual([`refresh-${version}`]);
      }
    };
    const refreshing = refresh();
    for (let round = 0; round < 5; round += 1)
      await expect(rotate('renewDataKeys')).resolves.toMatchObject([{ tenant: acme, changed: expect.any(Number) }]);
    done.abort();
    await expect(refreshing).resolves.toBeGreaterThan(1);
  });
});
