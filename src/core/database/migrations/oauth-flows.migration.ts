import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateByTenant } from './row-level-security.js';

/**
 * Consents in progress. Of the link, the browser's cookie and the state only hashes are kept.
 *
 * The browser comes without a tenant. The owner's policy `flow_lookup` lets the functions below find it, for reading only:
 * whatever changes a row, the expiry included, happens under the tenant's own policy.
 */
export class OauthFlows1795309200001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createFlow(queryRunner);
    await isolateByTenant(queryRunner, 'oauth_flow');
    await queryRunner.query(`
      CREATE POLICY flow_lookup ON oauth_flow FOR SELECT TO CURRENT_USER USING (current_setting('app.worker', true) = 'on')`);
    await createFunctions(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION oauth_flow_tenant(bytea), delete_expired_oauth_flows()`);
    await queryRunner.query(`DROP TABLE oauth_flow`);
  }
}

async function createFlow(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE oauth_flow (
      tenant_id text NOT NULL,
      start_hash bytea NOT NULL,
      connection_id text NOT NULL,
      region text NOT NULL,
      redirect_uri text NOT NULL,
      scopes text[] NOT NULL,
      return_url text,
      actor text NOT NULL,
      cookie_hash bytea,
      state_hash bytea,
      key_version integer NOT NULL,
      sealed bytea NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (tenant_id, start_hash),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
      CHECK ((cookie_hash IS NULL) = (state_hash IS NULL))
    )`);
  await queryRunner.query(`COMMENT ON COLUMN oauth_flow.sealed IS
    'The link''s token until a browser has opened it, nonce and code verifier from then on'`);
  await queryRunner.query(
    `CREATE INDEX oauth_flow_connection ON oauth_flow (tenant_id, connection_id, created_at DESC)`,
  );
  await queryRunner.query(`CREATE INDEX oauth_flow_start ON oauth_flow (start_hash)`);
  await queryRunner.query(`CREATE INDEX oauth_flow_state ON oauth_flow (state_hash)`);
  await queryRunner.query(`CREATE INDEX oauth_flow_expiry ON oauth_flow (expires_at)`);
}

async function createFunctions(queryRunner: QueryRunner): Promise<void> {
  const options = 'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
  await queryRunner.query(`
    CREATE FUNCTION oauth_flow_tenant(hash bytea) RETURNS text ${options} AS $$
    DECLARE
      found_tenant text;
    BEGIN
      PERFORM set_config('app.worker', 'on', true);
      SELECT f.tenant_id INTO found_tenant FROM public.oauth_flow f WHERE f.start_hash = hash OR f.state_hash = hash LIMIT 1;
      PERFORM set_config('app.worker', 'off', true);
      RETURN found_tenant;
    END $$`);
  await queryRunner.query(`
    CREATE FUNCTION delete_expired_oauth_flows() RETURNS void ${options} AS $$
    DECLARE
      current_tenant text := COALESCE(current_setting('app.tenant_id', true), '');
      expired_tenants text[];
      expired_tenant text;
    BEGIN
      IF NOT pg_try_advisory_xact_lock(hashtext('delete_expired_oauth_flows')) THEN RETURN; END IF;
      PERFORM set_config('app.worker', 'on', true);
      SELECT array_agg(t.tenant_id) INTO expired_tenants FROM
        (SELECT DISTINCT f.tenant_id FROM public.oauth_flow f WHERE f.expires_at <= now() LIMIT 100) t;
      PERFORM set_config('app.worker', 'off', true);
      FOREACH expired_tenant IN ARRAY COALESCE(expired_tenants, '{}') LOOP
        PERFORM set_config('app.tenant_id', expired_tenant, true);
        DELETE FROM public.oauth_flow WHERE tenant_id = expired_tenant AND expires_at <= now();
      END LOOP;
      PERFORM set_config('app.tenant_id', current_tenant, true);
    END $$`);
  await queryRunner.query(`REVOKE ALL ON FUNCTION oauth_flow_tenant(bytea), delete_expired_oauth_flows() FROM PUBLIC`);
}
