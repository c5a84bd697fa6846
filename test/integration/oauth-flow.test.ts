import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashOfToken, newFlowToken } from '../../src/connections/consent/flow-token.js';
import { OauthFlowRepository } from '../../src/connections/consent/oauth-flow.repository.js';
import type { TenantId } from '../../src/core/tenant-id.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';
import { TENANT_ROWS } from '../support/tenant-rows.js';

const acme = tenantId('acme');
const pied = tenantId('pied');
const REDIRECT = 'https://us.example/oauth/callback';
const SEALED = { keyVersion: 1, ciphertext: Buffer.from('sealed') };

let db: ConnectedDatabase;
let flows: OauthFlowRepository;

beforeAll(async () => {
  db = await connectTestDatabase({ poolSize: 10 });
  flows = new OauthFlowRepository(db.dataSource, db.database);
  for (const tenant of [acme, pied])
    await inTenant(tenant, () => db.database.manager().query(TENANT_ROWS['connection']!, [tenant]));
});
beforeEach(() => query(db.adminUrl, 'DELETE FROM oauth_flow'));
afterAll(() => db.drop());

const inTenant = <T>(tenant: TenantId, work: () => Promise<T>): Promise<T> => db.database.transaction(tenant, work);
const hash = () => hashOfToken(newFlowToken());
const count = async () => (await query(db.adminUrl, 'SELECT 1 FROM oauth_flow')).length;
const expire = () => query(db.adminUrl, `UPDATE oauth_flow SET expires_at = now() - interval '1 second'`);

async function begin(tenant: TenantId): Promise<Buffer> {
  const startHash = hash();
  const who = { connectionId: 'con_1', region: 'us', actor: 'recipe-42' };
  const what = { redirectUri: REDIRECT, scopes: ['okta.users.read'], returnUrl: null };
  await inTenant(tenant, () => flows.insert(tenant, { startHash, ...who, ...what, ...SEALED }, 600));
  return startHash;
}

/** A flow that a browser has opened. */
async function open(tenant: TenantId) {
  const startHash = await begin(tenant);
  const proof = { stateHash: hash(), cookieHash: hash(), redirectUri: REDIRECT };
  await inTenant(tenant, () => flows.bind(tenant, startHash, { ...proof, ...SEALED }));
  return { startHash, proof };
}

describe('a flow', () => {
  test('is found without a tenant, by its link and by its state', async () => {
    const { startHash, proof } = await open(pied);
    await expect(flows.tenantOf(startHash)).resolves.toBe(pied);
    await expect(flows.tenantOf(proof.stateHash)).resolves.toBe(pied);
    await expect(flows.tenantOf(proof.cookieHash)).resolves.toBeUndefined();
    await expect(flows.tenantOf(hash())).resolves.toBeUndefined();
  });

  test('keeps what was asked for, and lives as long as was said', async () => {
    const startHash = await begin(acme);
    const flow = await inTenant(acme, () => flows.findByLink(acme, startHash));
    expect(flow).toMatchObject({
      connectionId: 'con_1',
      redirectUri: REDIRECT,
      scopes: ['okta.users.read'],
      ...SEALED,
    });
    const [row] = await query<{ seconds: number }>(
      db.adminUrl,
      'SELECT extract(epoch FROM expires_at - created_at)::float AS seconds FROM oauth_flow',
    );
    expect(row?.seconds).toBe(600);
  });

  test('belongs to the first browser for good, which may come again with a new state', async () => {
    const startHash = await begin(acme);
    const [first, second] = [hash(), hash()];
    const bind = (cookieHash: Buffer) =>
      inTenant(acme, () => flows.bind(acme, startHash, { cookieHash, stateHash: hash(), ...SEALED }));
    await expect(bind(first)).resolves.toBe(true);
    await expect(bind(second)).resolves.toBe(false);
    await expect(bind(first)).resolves.toBe(true);
  });

  test('is bound to one of many browsers that open it at once', async () => {
    const startHash = await begin(acme);
    const bind = () =>
      inTenant(acme, () => flows.bind(acme, startHash, { cookieHash: hash(), stateHash: hash(), ...SEALED }));
    const bound = await Promise.all(Array.from({ length: 50 }, bind));
    expect(bound.filter(Boolean)).toHaveLength(1);
  });

  test('is taken once, however many come at once', async () => {
    const { proof } = await open(acme);
    const taken = await Promise.all(Array.from({ length: 200 }, () => inTenant(acme, () => flows.take(acme, proof))));
    expect(taken.filter(Boolean)).toEqual([expect.objectContaining({ connectionId: 'con_1' })]);
    await expect(count()).resolves.toBe(0);
  });

  test.each([
    ['another state', { stateHash: hash() }],
    ['another cookie', { cookieHash: hash() }],
    ["another region's redirect URI", { redirectUri: 'https://eu.example/oauth/callback' }],
  ])('stays when it is asked for with %s', async (_, change) => {
    const { proof } = await open(acme);
    await expect(inTenant(acme, () => flows.take(acme, { ...proof, ...change }))).resolves.toBeUndefined();
    await expect(inTenant(acme, () => flows.take(acme, proof))).resolves.toBeDefined();
  });

  test('cannot be opened, found or taken after its time', async () => {
    const { startHash, proof } = await open(acme);
    await expire();
    const binding = { ...proof, ...SEALED };
    await expect(inTenant(acme, () => flows.findByLink(acme, startHash))).resolves.toBeUndefined();
    await expect(inTenant(acme, () => flows.findByState(acme, proof.stateHash))).resolves.toBeUndefined();
    await expect(inTenant(acme, () => flows.bind(acme, startHash, binding))).resolves.toBe(false);
    await expect(inTenant(acme, () => flows.take(acme, proof))).resolves.toBeUndefined();
  });

  test('shows its link until it is opened', async () => {
    const older = await begin(acme);
    const newer = await begin(acme);
    const pending = () => inTenant(acme, () => flows.findUnopened(acme, 'con_1'));
    await expect(pending()).resolves.toMatchObject({ startHash: newer });
    await inTenant(acme, () => flows.bind(acme, newer, { cookieHash: hash(), stateHash: hash(), ...SEALED }));
    await expect(pending()).resolves.toMatchObject({ startHash: older });
    await expire();
    await expect(pending()).resolves.toBeUndefined();
  });

  test('goes with its connection', async () => {
    const globex = tenantId('globex');
    await inTenant(globex, () => db.database.manager().query(TENANT_ROWS['connection']!, [globex]));
    await begin(globex);
    await inTenant(globex, () => db.database.manager().query('DELETE FROM connection WHERE tenant_id = $1', [globex]));
    await expect(count()).resolves.toBe(0);
  });
});

describe('flows of several tenants', () => {
  test('are out of reach for each other', async () => {
    const { startHash, proof } = await open(acme);
    await expect(inTenant(pied, () => flows.findByLink(acme, startHash))).resolves.toBeUndefined();
    await expect(inTenant(pied, () => flows.take(acme, proof))).resolves.toBeUndefined();
    await expect(inTenant(pied, () => flows.bind(acme, startHash, { ...proof, ...SEALED }))).resolves.toBe(false);
  });

  test('are not shown to the application when it sets the switch of the look-up itself', async () => {
    await open(acme);
    const rows = await db.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.worker', 'on', true)`);
      return manager.query<unknown[]>('SELECT * FROM oauth_flow');
    });
    expect(rows).toEqual([]);
  });

  test('are cleared away by the next one when they have expired, and the transaction keeps its tenant', async () => {
    await open(acme);
    await open(pied);
    await expire();
    const startHash = await begin(pied);
    const left = await query<{ tenant_id: string; start_hash: Buffer }>(
      db.adminUrl,
      'SELECT tenant_id, start_hash FROM oauth_flow',
    );
    expect(left).toEqual([{ tenant_id: pied, start_hash: startHash }]);
  });

  test('are cleared away by one at a time, without waiting', async () => {
    await open(acme);
    await expire();
    const started = Array.from({ length: 8 }, (_, index) => begin(index % 2 === 0 ? acme : pied));
    await expect(Promise.all(started)).resolves.toHaveLength(8);
    await expect(count()).resolves.toBe(8);
  });
});
