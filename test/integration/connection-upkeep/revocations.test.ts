import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { RevocationRepository } from '../../../src/connections/upkeep/revocation.repository.js';
import { Revocations } from '../../../src/connections/upkeep/revocations.service.js';
import { REVOCATION_RETRIES } from '../../../src/connections/upkeep/retry-schedule.js';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { generateDpopKey } from '../../../src/okta/dpop-key.js';
import { DpopNonces } from '../../../src/okta/oauth/dpop-nonces.js';
import type { OAuthClient } from '../../../src/okta/oauth/oauth-client.js';
import { OAuthTokenClient } from '../../../src/okta/oauth/oauth-token-client.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { buildSecrets, encryptionKey } from '../../support/secrets.js';
import { TENANT_ROWS } from '../../support/tenant-rows.js';
import { FaultServer, json, resetConnection, text } from '../okta-client/fault-server.js';

const acme = tenantId('acme');
const REFRESH_TOKEN = 'canary-refresh-token';
const CLIENT_SECRET = 'canary-client-secret';

let db: ConnectedDatabase;
let secrets: ReturnType<typeof buildSecrets>;
let okta: FaultServer;
let guard: EgressGuard;
let revocations: Revocations;
let client: OAuthClient;
let error: jest.SpiedFunction<Logger['error']>;

beforeAll(async () => {
  db = await connectTestDatabase();
  secrets = buildSecrets(db, encryptionKey('k1'));
});
afterAll(async () => {
  await db.drop();
});
beforeEach(async () => {
  error = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  okta = await FaultServer.start();
  guard = new EgressGuard({ trustedOrigins: [okta.origin] });
  const repository = new RevocationRepository(db.dataSource, db.database);
  const tokens = new OAuthTokenClient(guard, new DpopNonces());
  revocations = new Revocations(db.database, repository, secrets.tenantKeys, secrets.box, tokens);
  client = {
    org: okta.org,
    clientId: '0oaApp',
    authentication: { kind: 'clientSecret', clientSecret: CLIENT_SECRET },
    tokenEndpoint: undefined,
    tokenParams: {},
    dpop: { mode: 'auto', key: await generateDpopKey(), bound: false },
  };
});
afterEach(async () => {
  jest.restoreAllMocks();
  await guard.close();
  await okta.stop();
  for (const table of ['token_revocation', 'connection', 'tenant_key'])
    await query(db.adminUrl, `DELETE FROM ${table}`);
});

const addConnection = () =>
  db.database.transaction(acme, async () => {
    await db.database.manager().query(TENANT_ROWS['connection']!, [acme]);
    await secrets.secrets.put(acme, { connectionId: 'con_1', field: 'clientSecret', plaintext: CLIENT_SECRET });
  });

/** As `ConnectionStore.delete` does it. */
const deleteConnection = () =>
  db.database.transaction(acme, async () => {
    const id = await revocations.schedule(acme, 'con_1', { client, refreshToken: REFRESH_TOKEN });
    await db.database.manager().query('DELETE FROM connection');
    await secrets.tenantKeys.destroyIfUnused(acme);
    return id;
  });

const rows = () =>
  query<{ attempts: number; row: string; ciphertext: Buffer }>(
    db.adminUrl,
    'SELECT attempts, r::text AS row, ciphertext FROM token_revocation r',
  );
const keys = () => query(db.adminUrl, 'SELECT version FROM tenant_key');
const timePasses = () => query(db.adminUrl, 'UPDATE token_revocation SET due_at = now()');
const attemptDue = async () => {
  for (const due of await revocations.listDue(10)) await revocations.attempt(due.tenantId, due.id);
};

describe('the refresh token of a deleted connection', () => {
  it('is revoked at Okta at once, and nothing of it stays, nor the keys of the tenant', async () => {
    await addConnection();
    okta.plays(text(200));
    const id = await deleteConnection();
    await revocations.attempt(acme, id);
    expect(okta.seen).toHaveLength(1);
    expect(okta.seen[0]).toMatchObject({ method: 'POST', url: '/oauth2/v1/revoke' });
    expect(new URLSearchParams(okta.seen[0]?.body).get('token')).toBe(REFRESH_TOKEN);
    await expect(rows()).resolves.toEqual([]);
    await expect(keys()).resolves.toEqual([]);
  });

  it('is not touched when the deletion is rolled back', async () => {
    await addConnection();
    const undone = db.database.transaction(acme, async () => {
      await deleteConnection();
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await attemptDue();
    expect(okta.seen).toEqual([]);
    await expect(rows()).resolves.toEqual([]);
  });

  it('cannot be scheduled outside a transaction', async () => {
    const outside = revocations.schedule(acme, 'con_1', { client, refreshToken: REFRESH_TOKEN });
    await expect(outside).rejects.toMatchObject({ code: 'internal_error' });
  });

  it('is revoked later when Okta is away, by whatever process; the key that it needs stays until then', async () => {
    await addConnection();
    okta.plays(resetConnection, text(503), text(200));
    const id = await deleteConnection();
    await revocations.attempt(acme, id);
    await expect(rows()).resolves.toEqual([expect.objectContaining({ attempts: 1 })]);
    await expect(keys()).resolves.toHaveLength(1);
    await expect(revocations.listDue(10)).resolves.toEqual([]);
    await timePasses();
    await attemptDue();
    await expect(rows()).resolves.toEqual([expect.objectContaining({ attempts: 2 })]);
    await timePasses();
    await attemptDue();
    expect(okta.seen).toHaveLength(3);
    await expect(rows()).resolves.toEqual([]);
    await expect(keys()).resolves.toEqual([]);
    expect(error).not.toHaveBeenCalled();
  });

  it('is tried by one worker at a time', async () => {
    await addConnection();
    okta.plays(text(200));
    const id = await deleteConnection();
    await Promise.all([1, 2, 3].map(() => revocations.attempt(acme, id)));
    expect(okta.seen).toHaveLength(1);
  });

  it('is forgotten after seven days, with a line in the log that holds no secret', async () => {
    await addConnection();
    okta.plays(text(503));
    const id = await deleteConnection();
    await revocations.attempt(acme, id);
    await query(db.adminUrl, `UPDATE token_revocation SET attempts = $1, due_at = now()`, [REVOCATION_RETRIES.length]);
    await attemptDue();
    await expect(rows()).resolves.toEqual([]);
    await expect(keys()).resolves.toEqual([]);
    expect(error).toHaveBeenCalledWith({
      msg: expect.stringContaining('seven days'),
      connectionId: 'con_1',
      attempt: REVOCATION_RETRIES.length + 1,
    });
  });

  it('is forgotten at once when Okta does not know the app any more', async () => {
    await addConnection();
    okta.plays(json(401, { error: 'invalid_client', error_description: 'Unknown app' }));
    await revocations.attempt(acme, await deleteConnection());
    await expect(rows()).resolves.toEqual([]);
    expect(error).toHaveBeenCalledWith(
      expect.objectContaining({ msg: expect.stringContaining('does not know the app') }),
    );
  });

  it('is forgotten in the end when what was sealed cannot be opened', async () => {
    await addConnection();
    await deleteConnection();
    await query(db.adminUrl, `UPDATE token_revocation SET ciphertext = '\\x00', attempts = $1`, [
      REVOCATION_RETRIES.length,
    ]);
    await attemptDue();
    expect(okta.seen).toEqual([]);
    await expect(rows()).resolves.toEqual([]);
  });

  it('waits when the database fails in the middle', async () => {
    await addConnection();
    okta.plays(text(200));
    const id = await deleteConnection();
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    jest.spyOn(secrets.tenantKeys, 'destroyIfUnused').mockRejectedValueOnce(new Error('database away'));
    await expect(revocations.attempt(acme, id)).resolves.toBeUndefined();
    expect(warn).toHaveBeenCalledTimes(1);
    await timePasses();
    await attemptDue();
    await expect(rows()).resolves.toEqual([]);
  });

  it('lies in the database in no readable form', async () => {
    await addConnection();
    await deleteConnection();
    const [row] = await rows();
    for (const secret of [REFRESH_TOKEN, CLIENT_SECRET, client.dpop.key.d!]) {
      for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const) {
        expect(`${row?.row} ${row?.ciphertext.toString('latin1')}`).not.toContain(Buffer.from(secret).toString(form));
      }
    }
    expect(row?.row).toContain('con_1');
  });

  it('keeps its data key when the keys of the tenant are renewed', async () => {
    await addConnection();
    okta.plays(text(200));
    const id = await deleteConnection();
    await db.database.transaction(acme, () => secrets.tenantKeys.renew(acme));
    const destroyed = db.database.transaction(acme, () => secrets.keyRepository.deleteSuperseded(acme, 0));
    await expect(destroyed).resolves.toBe(0);
    await revocations.attempt(acme, id);
    expect(okta.seen).toHaveLength(1);
    await expect(keys()).resolves.toEqual([]);
  });
});
