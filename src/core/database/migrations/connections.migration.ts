import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateByTenant } from './row-level-security.js';

/** Connections to Okta orgs, their secrets, and the announcement of each change on the channel `connection_changed`. */
export class Connections1795305600001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createConnection(queryRunner);
    await createSecret(queryRunner);
    await isolateByTenant(queryRunner, 'connection');
    await isolateByTenant(queryRunner, 'connection_secret');
    await announceChanges(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE connection_secret`);
    await queryRunner.query(`DROP TABLE connection`);
    await queryRunner.query(`DROP FUNCTION announce_connection_change()`);
  }
}

async function createConnection(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE connection (
      tenant_id text NOT NULL,
      id text NOT NULL,
      name text NOT NULL,
      domain text NOT NULL,
      origin text NOT NULL,
      org_id text,
      custom_domain text,
      pipeline text,
      region text NOT NULL,
      status text NOT NULL CHECK (status IN ('pending', 'active', 'reauthorizationRequired', 'failing', 'disabled')),
      status_reason text,
      read_only boolean NOT NULL DEFAULT false,
      rate_limit_share real NOT NULL CHECK (rate_limit_share > 0 AND rate_limit_share <= 1),
      auth_type text NOT NULL CHECK (auth_type IN ('apiToken', 'authorizationCode', 'clientCredentials')),
      auth jsonb NOT NULL DEFAULT '{}',
      version integer NOT NULL DEFAULT 1,
      last_verified_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, id),
      CONSTRAINT connection_name_unique UNIQUE (tenant_id, name)
    )`);
  await queryRunner.query(
    `COMMENT ON COLUMN connection.auth IS 'Public settings of the authentication; secrets are in connection_secret'`,
  );
}

async function createSecret(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE connection_secret (
      tenant_id text NOT NULL,
      connection_id text NOT NULL,
      field text NOT NULL,
      key_version integer NOT NULL,
      version integer NOT NULL DEFAULT 1,
      ciphertext bytea NOT NULL,
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, connection_id, field),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
      FOREIGN KEY (tenant_id, key_version) REFERENCES tenant_key (tenant_id, version)
    )`);
  await queryRunner.query(`CREATE INDEX connection_secret_key ON connection_secret (tenant_id, key_version)`);
}

async function announceChanges(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION announce_connection_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      changed jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    BEGIN
      PERFORM pg_notify('connection_changed', (changed ->> 'tenant_id') || ':' || (changed ->> TG_ARGV[0]));
      RETURN NULL;
    END $$`);
  await queryRunner.query(`
    CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON connection
    FOR EACH ROW EXECUTE FUNCTION announce_connection_change('id')`);
  await queryRunner.query(`
    CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON connection_secret
    FOR EACH ROW EXECUTE FUNCTION announce_connection_change('connection_id')`);
}
