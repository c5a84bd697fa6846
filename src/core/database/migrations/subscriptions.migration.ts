import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDueListing, createListing, openToListings } from './job-tables.js';
import { isolateByTenant } from './row-level-security.js';

const TABLES = ['subscription', 'subscription_secret', 'log_position', 'okta_hook'];

/** Subscriptions, and how their connections hear of events: the place in the System Log, and the event hooks. */
export class Subscriptions1795482000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createSubscription(queryRunner);
    await completeSubscription(queryRunner);
    await createSubscriptionSecret(queryRunner);
    await createLogPosition(queryRunner);
    await createOktaHook(queryRunner);
    for (const table of TABLES) await isolateByTenant(queryRunner, table);
    for (const table of ['subscription', 'log_position', 'okta_hook']) await openToListings(queryRunner, table);
    await createDueListing(queryRunner, 'log_position', 'list_due_log_positions');
    await createListings(queryRunner);
    await createHookTenant(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION list_due_log_positions(integer), list_due_schedules(integer), list_failing_subscriptions(integer),
        okta_hook_tenant(text)`);
    await queryRunner.query(`DROP TABLE ${TABLES.toReversed().join(', ')}`);
  }
}

async function createSubscription(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE subscription (
      tenant_id text NOT NULL,
      id text NOT NULL,
      connection_id text NOT NULL,
      trigger_id text NOT NULL,
      mode text NOT NULL CHECK (mode IN ('realtime', 'polling', 'hybrid')),
      status text NOT NULL CHECK (status IN ('active', 'paused', 'failing', 'disabled')),
      status_reason text,
      event_types text[],
      params jsonb NOT NULL DEFAULT '{}',
      delivery_type text NOT NULL CHECK (delivery_type IN ('webhook', 'pull')),
      delivery_url text,
      start_from timestamptz NOT NULL,
      next_sequence bigint NOT NULL DEFAULT 1,
      acknowledged_sequence bigint NOT NULL DEFAULT 0,
      failing_since timestamptz,
      last_event_at timestamptz,
      schedule_from timestamptz,
      schedule_due_at timestamptz,
      schedule_state jsonb,
      created_by text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE
    )`);
}

async function completeSubscription(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    COMMENT ON COLUMN subscription.event_types IS 'What it is about; null is every type';
    COMMENT ON COLUMN subscription.schedule_from IS 'Start of the window of a scheduled search that is due next';
    COMMENT ON COLUMN subscription.schedule_state IS 'What a scheduled search remembers of its last window'`);
  await queryRunner.query(`CREATE INDEX subscription_connection ON subscription (tenant_id, connection_id)`);
  await queryRunner.query(
    `CREATE INDEX subscription_schedule ON subscription (schedule_due_at) WHERE status IN ('active', 'failing')`,
  );
}

async function createSubscriptionSecret(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE subscription_secret (
      tenant_id text NOT NULL,
      subscription_id text NOT NULL,
      slot text NOT NULL CHECK (slot IN ('current', 'previous')),
      key_version integer NOT NULL,
      ciphertext bytea NOT NULL,
      expires_at timestamptz,
      PRIMARY KEY (tenant_id, subscription_id, slot),
      FOREIGN KEY (tenant_id, subscription_id) REFERENCES subscription ON DELETE CASCADE,
      FOREIGN KEY (tenant_id, key_version) REFERENCES tenant_key (tenant_id, version)
    )`);
}

async function createLogPosition(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE log_position (
      tenant_id text NOT NULL,
      id text NOT NULL,
      next_target text,
      since timestamptz NOT NULL,
      last_published timestamptz,
      last_event_at timestamptz,
      polled_at timestamptz,
      interval_seconds integer NOT NULL DEFAULT 10,
      error text,
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, id) REFERENCES connection ON DELETE CASCADE
    )`);
  await queryRunner.query(`
    COMMENT ON TABLE log_position IS 'Where the System Log of a connection (id) has been read to';
    COMMENT ON COLUMN log_position.next_target IS 'Path and query of the next link as Okta gave it; null: begin at since';
    COMMENT ON COLUMN log_position.attempts IS 'Rises with each lease: who holds an older number has lost it'`);
  await queryRunner.query(`CREATE INDEX log_position_due ON log_position (due_at)`);
}

async function createOktaHook(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE okta_hook (
      tenant_id text NOT NULL,
      id text NOT NULL,
      connection_id text NOT NULL,
      ordinal integer NOT NULL,
      okta_id text,
      event_types text[] NOT NULL DEFAULT '{}',
      confirmed_types text[] NOT NULL DEFAULT '{}',
      state text NOT NULL CHECK (state IN ('wanted', 'verified', 'manual', 'unavailable', 'removing')),
      state_reason text,
      secret_hashes bytea[] NOT NULL,
      key_version integer NOT NULL,
      ciphertext bytea NOT NULL,
      secret_set_at timestamptz,
      last_delivery_at timestamptz,
      checked_at timestamptz,
      leased_until timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, id),
      UNIQUE (tenant_id, connection_id, ordinal),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
      FOREIGN KEY (tenant_id, key_version) REFERENCES tenant_key (tenant_id, version)
    )`);
  await queryRunner.query(`
    COMMENT ON COLUMN okta_hook.secret_hashes IS 'SHA-256 of the header secrets that are accepted; two while one is changed';
    COMMENT ON COLUMN okta_hook.ciphertext IS 'The present header secret, sealed';
    COMMENT ON COLUMN okta_hook.secret_set_at IS 'When Okta got the present secret; null: it is not known to have it';
    COMMENT ON COLUMN okta_hook.event_types IS 'What Okta shall tell of';
    COMMENT ON COLUMN okta_hook.confirmed_types IS 'What Okta is known to tell of';
    COMMENT ON COLUMN okta_hook.leased_until IS 'One worker at a time brings the hooks of a connection in step'`);
}

async function createListings(queryRunner: QueryRunner): Promise<void> {
  await createListing(queryRunner, {
    signature: `list_due_schedules(page_size integer) RETURNS TABLE (tenant text, id text)`,
    query: `
      SELECT due.tenant_id, due.id FROM (
        SELECT s.tenant_id, s.id, s.schedule_due_at,
          row_number() OVER (PARTITION BY s.tenant_id ORDER BY s.schedule_due_at) AS turn
        FROM public.subscription s WHERE s.status IN ('active', 'failing') AND s.schedule_due_at <= now()) due
      ORDER BY due.turn, due.schedule_due_at LIMIT page_size`,
  });
  await createListing(queryRunner, {
    signature: `list_failing_subscriptions(page_size integer) RETURNS TABLE (tenant text, id text)`,
    query: `
      SELECT s.tenant_id, s.id FROM public.subscription s
      WHERE s.failing_since IS NOT NULL AND s.status IN ('active', 'failing')
        AND s.failing_since <= now() - (CASE s.status WHEN 'active' THEN interval '1 day' ELSE interval '5 days' END)
      LIMIT page_size`,
  });
}

/** Okta's calls name the hook alone; its id cannot be guessed. */
async function createHookTenant(queryRunner: QueryRunner): Promise<void> {
  await createListing(queryRunner, {
    signature: `okta_hook_tenant(hook_id text) RETURNS TABLE (tenant text)`,
    query: `SELECT h.tenant_id FROM public.okta_hook h WHERE h.id = hook_id`,
  });
  await queryRunner.query(`CREATE INDEX okta_hook_by_id ON okta_hook (id)`);
}
