import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events outside the partitions of their days lie in `event_default`. They expire too, and they cannot keep a partition
 * from being made: its day then stays in `event_default`.
 */
export class PartitionUpkeep1795568400001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(maintainPartitionSet(ATTACH_OR_LEAVE));
    await queryRunner.query(DELETE_STRAY_EVENTS);
    await queryRunner.query(`REVOKE ALL ON FUNCTION delete_stray_events() FROM PUBLIC`);
    await queryRunner.query(`CREATE INDEX event_default_received ON event_default (received_at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX event_default_received`);
    await queryRunner.query(`DROP FUNCTION delete_stray_events()`);
    await queryRunner.query(maintainPartitionSet(ATTACH));
  }
}

const ATTACH = `
          EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
            parent, child, lower || '+00', lower + step || '+00');`;

/** Rows of that time are in the default partition: they were written while nobody had made this one. */
const ATTACH_OR_LEAVE = `
          BEGIN${ATTACH}
          EXCEPTION WHEN check_violation THEN
            EXECUTE format('DROP TABLE public.%I', child);
            RAISE WARNING 'Partition % is not made: rows of its time are in the default partition', child;
          END;`;

/** As the first of its kind (`Runs1795305600002` says what it promises), but for how a partition is attached. */
const maintainPartitionSet = (attach: string) => `
    CREATE OR REPLACE FUNCTION maintain_partition_set(parent text, unit text, ahead integer, keep_days integer, at timestamptz)
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
          EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', child);${attach}
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
    END $$`;

/**
 * A bite of the events that expired there, counted from when they were received, as their deliveries are. The rows are found
 * through the owner's policy `upkeep` and deleted tenant by tenant, through the table that has the tenants' policy.
 */
const DELETE_STRAY_EVENTS = `
    CREATE FUNCTION delete_stray_events() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      current_tenant text := COALESCE(current_setting('app.tenant_id', true), '');
      strays jsonb;
      stray_tenant text;
    BEGIN
      IF NOT pg_try_advisory_xact_lock(hashtext('delete_stray_events')) THEN RETURN 0; END IF;
      PERFORM set_config('app.worker', 'on', true);
      SELECT jsonb_agg(to_jsonb(expired)) INTO strays FROM (SELECT e.tenant_id, e.connection_id, e.published, e.uuid
        FROM public.event_default e WHERE e.received_at < now() - interval '30 days' LIMIT 5000) expired;
      PERFORM set_config('app.worker', 'off', true);
      FOR stray_tenant IN SELECT DISTINCT s ->> 'tenant_id' FROM jsonb_array_elements(strays) s LOOP
        PERFORM set_config('app.tenant_id', stray_tenant, true);
        DELETE FROM public.event e
          USING jsonb_to_recordset(strays) AS s(tenant_id text, connection_id text, published timestamptz, uuid text)
          WHERE e.tenant_id = stray_tenant AND s.tenant_id = stray_tenant AND e.connection_id = s.connection_id
            AND e.published = s.published AND e.uuid = s.uuid;
      END LOOP;
      PERFORM set_config('app.tenant_id', current_tenant, true);
      RETURN COALESCE(jsonb_array_length(strays), 0);
    END $$`;
