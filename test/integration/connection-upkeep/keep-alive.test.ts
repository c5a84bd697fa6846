import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ConnectionAccess } from '../../../src/connections/connection-access.js';
import type { OktaSession } from '../../../src/connections/okta-session.js';
import { IdleConnectionsRepository } from '../../../src/connections/upkeep/idle-connections.repository.js';
import { KeepAlive } from '../../../src/connections/upkeep/keep-alive.service.js';
import { apiTokenAuthorizer } from '../../../src/connections/api-token.js';
import type { TenantId } from '../../../src/core/tenant-id.js';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { OktaClient } from '../../../src/okta/okta-client.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { error, FaultServer, ok } from '../okta-client/fault-server.js';

const acme = tenantId('acme');

let db: ConnectedDatabase;
let okta: FaultServer;
let guard: EgressGuard;
let keepAlive: KeepAlive;
const learn = jest.fn<ConnectionAccess['learn']>();

beforeAll(async () => {
  db = await connectTestDatabase();
});
afterAll(async () => {
  await db.drop();
});
beforeEach(async () => {
  okta = await FaultServer.start();
  okta.plays(ok);
  guard = new EgressGuard({ trustedOrigins: [okta.origin] });
  const client = new OktaClient(guard, { sleep: async () => undefined });
  const open = async (tenant: TenantId, connectionId: string): Promise<OktaSession> => ({
    tenantId: tenant,
    connectionId,
    version: 1,
    readOnly: false,
    org: okta.org,
    authorizer: apiTokenAuthorizer('00token'),
    grantedScopes: undefined,
  });
  const access = { open, learn } as unknown as ConnectionAccess;
  keepAlive = new KeepAlive(new IdleConnectionsRepository(db.dataSource, db.database), access, client);
});
afterEach(async () => {
  learn.mockReset();
  await guard.close();
  await okta.stop();
  for (const table of ['connection', 'run']) await query(db.adminUrl, `DELETE FROM ${table}`);
});

interface Row {
  id?: string;
  verifiedDaysAgo?: number | null;
  status?: string;
  authType?: string;
}
const addConnection = ({ id = 'con_1', verifiedDaysAgo = 8, status = 'active', authType = 'apiToken' }: Row = {}) =>
  query(
    db.adminUrl,
    `INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type, created_at, last_verified_at)
     VALUES ('acme', $1, $1, 'acme.okta.com', 'https://acme.okta.com', 'us', $2, 0.5, $3,
       now() - interval '9 days', now() - make_interval(hours => ($4::float8 * 24)::int))`,
    [id, status, authType, verifiedDaysAgo],
  );
/** Partitions of yesterday and later exist. */
const addRun = (oktaStatus: number) =>
  query(
    db.adminUrl,
    `INSERT INTO run (tenant_id, id, connection_id, action_id, effect, status, started_at, okta_status)
     VALUES ('acme', 'run_1', 'con_1', 'get-user', 'read', 'succeeded', now() - interval '1 hour', $1)`,
    [oktaStatus],
  );
const ids = async () => (await keepAlive.listDue(100)).map(({ id }) => id).toSorted();
const keepDue = async () => {
  for (const due of await keepAlive.listDue(100)) await keepAlive.keepAlive(due);
};
const verifiedHoursAgo = async () => {
  const [row] = await query<{ hours: number; version: number }>(
    db.adminUrl,
    'SELECT round(extract(epoch FROM now() - last_verified_at) / 3600)::int AS hours, version FROM connection',
  );
  return row;
};

describe('an API token', () => {
  it('is used for one cheap call when nobody used it for a week, and then left alone', async () => {
    await addConnection();
    await keepDue();
    expect(okta.seen).toHaveLength(1);
    expect(okta.seen[0]).toMatchObject({
      method: 'GET',
      url: '/api/v1/users/me',
      headers: { authorization: 'SSWS 00token' },
    });
    await expect(verifiedHoursAgo()).resolves.toEqual({ hours: 0, version: 1 });
    await keepDue();
    expect(okta.seen).toHaveLength(1);
  });

  it('counts as used by a run that Okta accepted: no call, and the run is the verification', async () => {
    await addConnection();
    await addRun(200);
    await keepDue();
    expect(okta.seen).toEqual([]);
    await expect(verifiedHoursAgo()).resolves.toEqual({ hours: 1, version: 1 });
    await expect(ids()).resolves.toEqual([]);
  });

  it('does not count as used by a run that Okta refused', async () => {
    await addConnection();
    await addRun(401);
    await keepDue();
    expect(okta.seen).toHaveLength(1);
  });

  it('stays on the list when Okta is away', async () => {
    await addConnection();
    okta.plays(error(503, 'E0000009'));
    const [due] = await keepAlive.listDue(1);
    await expect(keepAlive.keepAlive(due!)).rejects.toMatchObject({ code: 'okta_unavailable' });
    await expect(ids()).resolves.toEqual(['con_1']);
    expect(learn).not.toHaveBeenCalled();
  });

  it('that Okta refuses is made known', async () => {
    await addConnection();
    okta.plays(error(401, 'E0000011'));
    await keepDue();
    expect(learn).toHaveBeenCalledWith(
      expect.objectContaining({ connectionId: 'con_1' }),
      expect.objectContaining({ code: 'reauthorization_required' }),
    );
    await expect(ids()).resolves.toEqual(['con_1']);
  });

  it('without permissions is used all the same', async () => {
    await addConnection();
    okta.plays(error(403, 'E0000006'));
    await keepDue();
    await expect(ids()).resolves.toEqual([]);
  });
});

describe('the list of idle connections', () => {
  it('has those with API tokens that were not verified for seven days, never verified ones by their age', async () => {
    await addConnection({ id: 'con_idle', verifiedDaysAgo: 7.1 });
    await addConnection({ id: 'con_never', verifiedDaysAgo: null });
    await addConnection({ id: 'con_failing', status: 'failing' });
    await addConnection({ id: 'con_used', verifiedDaysAgo: 6.9 });
    await addConnection({ id: 'con_disabled', status: 'disabled' });
    await addConnection({ id: 'con_refused', status: 'reauthorizationRequired' });
    await addConnection({ id: 'con_oauth', authType: 'clientCredentials' });
    await expect(ids()).resolves.toEqual(['con_failing', 'con_idle', 'con_never']);
  });

  it('gives a page', async () => {
    for (const id of ['con_1', 'con_2', 'con_3']) await addConnection({ id });
    await expect(keepAlive.listDue(2)).resolves.toHaveLength(2);
  });
});

it('touches no connection of another tenant', async () => {
  await addConnection();
  const repository = new IdleConnectionsRepository(db.dataSource, db.database);
  await repository.verifiedNow(tenantId('globex'), 'con_1');
  await expect(ids()).resolves.toEqual(['con_1']);
  await repository.verifiedNow(acme, 'con_1');
  await expect(ids()).resolves.toEqual([]);
});
