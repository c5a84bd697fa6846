import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection } from '../../../src/connections/connection.entity.js';
import { ConnectionsRepository } from '../../../src/connections/connections.repository.js';
import { ConnectionEventRepository } from '../../../src/connections/events/connection-event.repository.js';
import { ConnectionEvents } from '../../../src/connections/events/connection-events.service.js';
import { ExpiringConnectionsRepository } from '../../../src/connections/upkeep/expiring-connections.repository.js';
import { ExpiryWarnings } from '../../../src/connections/upkeep/expiry-warnings.service.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { SECRET } from './event-scene.js';

const acme = tenantId('acme');

let db: ConnectedDatabase;
let warnings: ExpiryWarnings;
beforeAll(async () => {
  db = await connectTestDatabase({ entities: [Connection] });
  const outbox = new ConnectionEventRepository(db.dataSource, db.database);
  const config = { connectionEvents: { url: 'https://platform.example', secret: SECRET } };
  warnings = new ExpiryWarnings(
    db.database,
    new ExpiringConnectionsRepository(db.dataSource, db.database),
    new ConnectionsRepository(db.database),
    new ConnectionEvents(config, outbox),
  );
});
afterAll(async () => {
  await db.drop();
});
afterEach(async () => {
  for (const table of ['connection', 'connection_event']) await query(db.adminUrl, `DELETE FROM ${table}`);
});

const addConnection = async (days: number, { id = 'con_1', status = 'active' } = {}) => {
  await query(
    db.adminUrl,
    `INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
     VALUES ('acme', $1, $1, 'acme.okta.com', 'https://acme.okta.com', 'us', $2, 0.5, 'authorizationCode')`,
    [id, status],
  );
  await query(
    db.adminUrl,
    `INSERT INTO oauth_token (tenant_id, connection_id, reauthorize_before) VALUES ('acme', $1, now() + make_interval(hours => $2))`,
    [id, days * 24],
  );
};
/** The end of the consent comes nearer. */
const daysPass = async (days: number) => {
  for (const table of ['oauth_token', 'expiry_warning'])
    await query(
      db.adminUrl,
      `UPDATE ${table} SET reauthorize_before = reauthorize_before - make_interval(hours => $1)`,
      [days * 24],
    );
};
const warnDue = async () => {
  const due = await warnings.listDue(100);
  for (const each of due) await warnings.warn(each);
  return due.map(({ daysAhead }) => daysAhead);
};
const recorded = async () => {
  const rows = await query<{ body: string }>(db.adminUrl, 'SELECT body FROM connection_event ORDER BY id');
  return rows.map(({ body }) => JSON.parse(body) as { type: string; data: { reauthorizeBefore: string } });
};

describe('a consent that ends', () => {
  it('is warned of 14, 7, 3 and 1 days ahead, each time once', async () => {
    await addConnection(20);
    const warned: number[] = [];
    for (let day = 0; day < 25; day += 0.5) {
      warned.push(...(await warnDue()), ...(await warnDue()));
      await daysPass(0.5);
    }
    expect(warned).toEqual([14, 7, 3, 1]);
    await expect(recorded()).resolves.toHaveLength(4);
  });

  it('is told with its end', async () => {
    await addConnection(2);
    await warnDue();
    const [row] = await query<{ reauthorize_before: Date }>(db.adminUrl, 'SELECT reauthorize_before FROM oauth_token');
    await expect(recorded()).resolves.toEqual([
      expect.objectContaining({
        type: 'connection.expiring',
        data: expect.objectContaining({
          connectionId: 'con_1',
          status: 'active',
          reauthorizeBefore: row?.reauthorize_before.toISOString(),
        }),
      }),
    ]);
  });

  it('is warned of once by several workers', async () => {
    await addConnection(5);
    const due = await warnings.listDue(1);
    await Promise.all([1, 2, 3].map(() => warnings.warn(due[0]!)));
    await expect(recorded()).resolves.toHaveLength(1);
  });

  it('is warned of by the nearest day alone when the others were missed', async () => {
    await addConnection(2.5);
    await expect(warnDue()).resolves.toEqual([3]);
    await expect(warnDue()).resolves.toEqual([]);
  });

  it('is warned of anew after another consent', async () => {
    await addConnection(0.5);
    await expect(warnDue()).resolves.toEqual([1]);
    await query(db.adminUrl, `UPDATE oauth_token SET reauthorize_before = now() + interval '90 days'`);
    await expect(warnDue()).resolves.toEqual([]);
    await query(db.adminUrl, `UPDATE oauth_token SET reauthorize_before = now() + interval '13 days'`);
    await expect(warnDue()).resolves.toEqual([14]);
  });

  it('is not warned of twice when the process dies between note and event: both are one transaction', async () => {
    await addConnection(5);
    const due = await warnings.listDue(1);
    const undone = db.database.transaction(acme, async () => {
      await warnings.warn(due[0]!);
      throw new Error('killed');
    });
    await expect(undone).rejects.toThrow('killed');
    await expect(recorded()).resolves.toEqual([]);
    await expect(warnDue()).resolves.toEqual([7]);
  });

  it('is no matter where there is nothing to consent to, or nobody works with it', async () => {
    await addConnection(30, { id: 'con_later' });
    await addConnection(-1, { id: 'con_over' });
    await addConnection(5, { id: 'con_disabled', status: 'disabled' });
    await addConnection(5, { id: 'con_refused', status: 'reauthorizationRequired' });
    await addConnection(5, { id: 'con_deleted' });
    const due = await warnings.listDue(100);
    expect(due.map(({ id }) => id)).toEqual(['con_deleted']);
    await query(db.adminUrl, `DELETE FROM connection WHERE id = 'con_deleted'`);
    await warnings.warn(due[0]!);
    await expect(recorded()).resolves.toEqual([]);
  });
});
