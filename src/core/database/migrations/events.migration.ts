import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createListing, openToListings } from './job-tables.js';
import { keepPartitions, type PartitionSet } from './partition-sets.js';
import { isolateByTenant } from './row-level-security.js';

const TABLES = ['event', 'delivery', 'delivery_attempt'];

const BEFORE: PartitionSet[] = [
  { parent: 'run', unit: 'day', ahead: 14, keepDays: 30 },
  { parent: 'audit_event', unit: 'month', ahead: 2, keepDays: 400 },
  { parent: 'queued_run', unit: 'day', ahead: 3, keepDays: 2 },
];

const OURS: PartitionSet[] = TABLES.map((parent) => ({ parent, unit: 'day', ahead: 3, keepDays: 30 }));

/** The events of orgs, and what is delivered of them. */
export class Events1795482000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createEvent(queryRunner);
    await createDelivery(queryRunner);
    await completeDelivery(queryRunner);
    await createDeliveryAttempt(queryRunner);
    for (const table of TABLES) await isolateByTenant(queryRunner, table);
    await openToListings(queryRunner, 'delivery');
    await createOverdueListing(queryRunner);
    await keepPartitions(queryRunner, [...BEFORE, ...OURS]);
    await queryRunner.query('SELECT maintain_partitions()');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await keepPartitions(queryRunner, BEFORE);
    await queryRunner.query(`DROP FUNCTION list_overdue_deliveries(integer)`);
    await queryRunner.query(`DROP TABLE ${TABLES.join(', ')}`);
  }
}

/** The key ends with what makes an event one and the same, whichever way it came; its partition follows from that. */
async function createEvent(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE event (
      tenant_id text NOT NULL,
      connection_id text NOT NULL,
      published timestamptz NOT NULL,
      uuid text NOT NULL,
      event_type text NOT NULL,
      source text NOT NULL CHECK (source IN ('hook', 'log')),
      received_at timestamptz NOT NULL DEFAULT now(),
      body json NOT NULL,
      PRIMARY KEY (tenant_id, connection_id, published, uuid)
    ) PARTITION BY RANGE (published)`);
  // Events from before the first partition (a subscription may start 90 days back) and with a clock that is ahead.
  await queryRunner.query(`CREATE TABLE event_default PARTITION OF event DEFAULT`);
  await queryRunner.query(`ALTER TABLE event_default ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
  await openToListings(queryRunner, 'event_default');
}

async function createDelivery(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE delivery (
      tenant_id text NOT NULL,
      id text NOT NULL,
      created_at timestamptz NOT NULL,
      subscription_id text NOT NULL,
      connection_id text NOT NULL,
      webhook_id text NOT NULL,
      sequence bigint NOT NULL,
      event_published timestamptz,
      event_uuid text,
      body json,
      status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed', 'held')),
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL DEFAULT now(),
      delivered_at timestamptz,
      PRIMARY KEY (tenant_id, created_at, id)
    ) PARTITION BY RANGE (created_at)`);
}

async function completeDelivery(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    COMMENT ON COLUMN delivery.id IS 'UUIDv7: its time is created_at';
    COMMENT ON COLUMN delivery.webhook_id IS 'The same for an event and a subscription, over retries and replays';
    COMMENT ON COLUMN delivery.event_uuid IS 'The event that is delivered; null where body holds what is (lists, samples)';
    COMMENT ON COLUMN delivery.status IS 'held: only for pulling; failed: dead letter';
    COMMENT ON COLUMN delivery.due_at IS 'When to try next; while a worker tries, the end of its lease'`);
  await queryRunner.query(`CREATE INDEX delivery_sequence ON delivery (tenant_id, subscription_id, sequence)`);
  await queryRunner.query(
    `CREATE INDEX delivery_due ON delivery (tenant_id, subscription_id, due_at) WHERE status = 'pending'`,
  );
  await queryRunner.query(`CREATE INDEX delivery_overdue ON delivery (due_at) WHERE status = 'pending'`);
}

async function createDeliveryAttempt(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE delivery_attempt (
      tenant_id text NOT NULL,
      at timestamptz NOT NULL,
      delivery_id text NOT NULL,
      attempt integer NOT NULL,
      status integer,
      error text,
      duration_ms integer NOT NULL,
      answer text,
      PRIMARY KEY (tenant_id, at, delivery_id, attempt)
    ) PARTITION BY RANGE (at)`);
  await queryRunner.query(`CREATE INDEX delivery_attempt_delivery ON delivery_attempt (tenant_id, delivery_id)`);
}

async function createOverdueListing(queryRunner: QueryRunner): Promise<void> {
  // Their job was lost, or has died with its process; the seconds leave jobs that are on their way alone.
  await createListing(queryRunner, {
    signature: `list_overdue_deliveries(page_size integer) RETURNS TABLE (tenant text, id text)`,
    query: `
      SELECT DISTINCT overdue.tenant_id, overdue.subscription_id FROM (
        SELECT d.tenant_id, d.subscription_id FROM public.delivery d
        WHERE d.status = 'pending' AND d.due_at <= now() - interval '5 seconds' ORDER BY d.due_at LIMIT page_size * 20) overdue
      LIMIT page_size`,
  });
}
