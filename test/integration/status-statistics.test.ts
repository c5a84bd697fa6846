import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RunStatistics } from '../../src/actions/runs/run-statistics.repository.js';
import { DeliveryStatistics } from '../../src/deliveries/delivery-statistics.repository.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';

const acme = tenantId('acme');
const HOUR_MS = 3_600_000;

/** Beginnings of hours, so many before this one. */
const hour = (ago: number) => new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - ago * HOUR_MS);

let db: ConnectedDatabase;
let count = 0;

beforeAll(async () => {
  db = await connectTestDatabase();
});
afterAll(() => db.drop());

interface Row {
  tenant?: string;
  connection?: string;
  status: string;
  ago: number;
}

const insertRun = ({ tenant = 'acme', connection = 'con_1', status, ago }: Row) =>
  query(
    db.adminUrl,
    `INSERT INTO run (tenant_id, id, connection_id, action_id, effect, status, started_at)
     VALUES ('${tenant}', 'run_${(count += 1)}', '${connection}', 'get-user', 'read', '${status}',
       '${hour(ago).toISOString()}'::timestamptz + interval '59 minutes 59 seconds')`,
  );

const insertDelivery = ({ tenant = 'acme', connection = 'con_1', status, ago }: Row) =>
  query(
    db.adminUrl,
    `INSERT INTO delivery (tenant_id, id, created_at, subscription_id, connection_id, webhook_id, sequence, status)
     VALUES ('${tenant}', 'dlv_${(count += 1)}', '${hour(ago).toISOString()}', 'sub_1', '${connection}', 'msg_1', ${count}, '${status}')`,
  );

const OTHERS = [
  { tenant: 'other', status: 'failed', ago: 1 },
  { connection: 'con_2', status: 'failed', ago: 1 },
  { status: 'failed', ago: 3 },
];

describe('runs by the hour', () => {
  beforeAll(async () => {
    const ours = [
      ...['succeeded', 'succeeded', 'failed', 'running', 'queued'].map((status) => ({ status, ago: 1 })),
      { status: 'succeeded', ago: 2 },
    ];
    for (const row of [...ours, ...OTHERS]) await insertRun(row);
  });

  test('are those of the connection that have ended, the oldest first', async () => {
    const statistics = new RunStatistics(db.database);
    const hours = await db.database.transaction(acme, () => statistics.hourly(acme, 'con_1', hour(2)));
    expect(hours).toEqual([
      { hour: hour(2), succeeded: 1, failed: 0 },
      { hour: hour(1), succeeded: 2, failed: 1 },
    ]);
  });
});

describe('deliveries by the hour', () => {
  beforeAll(async () => {
    const ours = [
      ...['delivered', 'delivered', 'failed', 'pending', 'held'].map((status) => ({ status, ago: 1 })),
      { status: 'held', ago: 2 },
    ];
    for (const row of [...ours, ...OTHERS]) await insertDelivery(row);
  });

  test('are those of the connection that are sent, the oldest first', async () => {
    const statistics = new DeliveryStatistics(db.database);
    const hours = await db.database.transaction(acme, () => statistics.hourly(acme, 'con_1', hour(2)));
    expect(hours).toEqual([{ hour: hour(1), delivered: 2, failed: 1, pending: 1 }]);
  });
});
