import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateByTenant } from './row-level-security.js';

/**
 * Data keys of the tenants, and check values of the keys that wrap them.
 *
 * Rotation and the check at boot must see all tenants. The owner's policy `key_rotation` allows it, for reading, and only
 * inside the two functions below, which set `app.worker` and give away ids and counts, never a key. The application
 * role may call the functions; setting `app.worker` itself brings it nothing, the policy is not its own.
 */
export class TenantKeys1795305600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE encryption_key_check (kek_id text PRIMARY KEY, check_value bytea NOT NULL)`);
    await queryRunner.query(`CREATE SEQUENCE tenant_key_version AS integer`);
    await queryRunner.query(`
      CREATE TABLE tenant_key (
        tenant_id text NOT NULL,
        version integer NOT NULL DEFAULT nextval('tenant_key_version'),
        kek_id text NOT NULL,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, version)
      )`);
    await queryRunner.query(`COMMENT ON COLUMN tenant_key.version IS
      'Never used twice, not even after the tenant''s keys were destroyed: a cached key cannot be mistaken for a new one'`);
    await queryRunner.query(`ALTER SEQUENCE tenant_key_version OWNED BY tenant_key.version`);
    await isolateByTenant(queryRunner, 'tenant_key');
    await queryRunner.query(`
      CREATE POLICY key_rotation ON tenant_key FOR SELECT TO CURRENT_USER USING (current_setting('app.worker', true) = 'on')`);
    await createFunctions(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION key_usage(), list_tenants(text, integer, text, integer)`);
    await queryRunner.query(`DROP TABLE tenant_key`);
    await queryRunner.query(`DROP TABLE encryption_key_check`);
  }
}

/** Custom settings cannot be attached to a function by its owner, hence the two calls of set_config. */
async function createFunctions(queryRunner: QueryRunner): Promise<void> {
  const options = 'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
  await queryRunner.query(`
    CREATE FUNCTION list_tenants(after_tenant text, page_size integer, not_wrapped_by text, least_keys integer) RETURNS SETOF text ${options} AS $$
    BEGIN
      PERFORM set_config('app.worker', 'on', true);
      RETURN QUERY SELECT k.tenant_id FROM public.tenant_key k
        WHERE k.tenant_id > after_tenant AND k.kek_id IS DISTINCT FROM not_wrapped_by
        GROUP BY k.tenant_id HAVING count(*) >= least_keys
        ORDER BY k.tenant_id LIMIT page_size;
      PERFORM set_config('app.worker', 'off', true);
    END $$`);
  await queryRunner.query(`
    CREATE FUNCTION key_usage() RETURNS TABLE (kek_id text, tenants bigint, keys bigint) ${options} AS $$
    BEGIN
      PERFORM set_config('app.worker', 'on', true);
      RETURN QUERY SELECT k.kek_id, count(DISTINCT k.tenant_id), count(*) FROM public.tenant_key k GROUP BY k.kek_id ORDER BY k.kek_id;
      PERFORM set_config('app.worker', 'off', true);
    END $$`);
  await queryRunner.query(`REVOKE ALL ON FUNCTION list_tenants(text, integer, text, integer), key_usage() FROM PUBLIC`);
}
