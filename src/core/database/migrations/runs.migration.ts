import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateByTenant } from './row-level-security.js';

/** The run log and the audit trail, in partitions by time that are dropped when they expire. */
export class Runs1795305600002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createRun(queryRunner);
    await createAuditEvent(queryRunner);
    await isolateByTenant(queryRunner, 'run');
    await isolateByTenant(queryRunner, 'audit_event');
    await createPartitionSet(queryRunner);
    await createMaintenance(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION maintain_partitions()`);
    await queryRunner.query(`DROP FUNCTION maintain_partition_set(text, text, integer, integer, timestamptz)`);
    await queryRunner.query(`DROP TABLE audit_event`);
    await queryRunner.query(`DROP TABLE run`);
  }
}

/** No foreign key to the connection: a run outlives it. */
async function createRun(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE run (
      tenant_id text NOT NULL,
      id text NOT NULL,
      connection_id text NOT NULL,
      action_id text NOT NULL,
      effect text NOT NULL,
      status text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed')),
      caller text,
      request_id text,
      started_at timestamptz NOT NULL,
      finished_at timestamptz,
      duration_ms integer,
      attempts integer NOT NULL DEFAULT 0,
      changed boolean,
      error_code text,
      error jsonb,
      okta_status integer,
      okta_request_id text,
      request jsonb,
      PRIMARY KEY (tenant_id, started_at, id)
    ) PARTITION BY RANGE (started_at)`);
  await queryRunner.query(`CREATE INDEX run_connection ON run (tenant_id, connection_id, started_at DESC)`);
}

async function createAuditEvent(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE audit_event (
      tenant_id text NOT NULL,
      id text NOT NULL,
      at timestamptz NOT NULL,
      actor text,
      action text NOT NULL,
      connection_id text,
      target text,
      outcome text NOT NULL CHECK (outcome IN ('started', 'succeeded', 'failed', 'unknown')),
      error_code text,
      okta_request_id text,
      request_id text,
      detail jsonb,
      PRIMARY KEY (tenant_id, at, id)
    ) PARTITION BY RANGE (at)`);
  await queryRunner.query(`CREATE INDEX audit_event_connection ON audit_event (tenant_id, connection_id, at DESC)`);
}

/**
 * Makes partitions from one unit before `at` to `ahead` units after it, and drops those that ended `keep_days` before it.
 * Partitions without a date in their name are left alone; CASE, because conditions joined by AND have no order.
 * A partition is made first and attached after, which does not block readers and writers of the others. It has forced
 * row-level security without a policy: rows are reached through the parent alone.
 */
async function createPartitionSet(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION maintain_partition_set(parent text, unit text, ahead integer, keep_days integer, at timestamptz)
    RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '3s' AS $$
    DECLARE
      step interval := ('1 ' || unit)::interval;
      lower timestamp := date_trunc(unit, at AT TIME ZONE 'UTC') - step;
      child text;
    BEGIN
      FOR i IN 0 .. ahead + 1 LOOP
        child := parent || '_p' || to_char(lower, 'YYYYMMDD');
        IF to_regclass(format('public.%I', child)) IS NULL THEN
          EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL)', child, parent);
          EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', child);
          EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
            parent, child, lower || '+00', lower + step || '+00');
        END IF;
        lower := lower + step;
      END LOOP;
      FOR child IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = format('public.%I', parent)::regclass
          AND CASE WHEN c.relname ~ '_p[0-9]{8}$'
            THEN to_timestamp(right(c.relname, 8), 'YYYYMMDD') + step <= at - make_interval(days => keep_days) END
      LOOP
        BEGIN
          EXECUTE format('DROP TABLE public.%I', child);
        EXCEPTION WHEN lock_not_available THEN
          RAISE WARNING 'Partition % is in use; it is dropped next time', child;
        END;
      END LOOP;
    END $$`);
}

/** What the application role may call: the figures are fixed, so that it cannot drop what has not expired. */
async function createMaintenance(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION maintain_partitions() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('maintain_partitions'));
      PERFORM public.maintain_partition_set('run', 'day', 14, 30, now());
      PERFORM public.maintain_partition_set('audit_event', 'month', 2, 400, now());
    END $$`);
  await queryRunner.query(`
    REVOKE ALL ON FUNCTION maintain_partitions(), maintain_partition_set(text, text, integer, integer, timestamptz) FROM PUBLIC`);
}
