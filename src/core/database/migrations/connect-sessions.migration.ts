import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDueListing, prepareJobs } from './job-tables.js';

/**
 * Visits to the hosted connect page. Of the link and of the browser's cookie only hashes are kept; what the person has
 * entered and is secret lies sealed in the row until the session ends.
 *
 * The browser comes without a tenant: the function below finds it by the link's hash or by the session's id.
 */
export class ConnectSessions1795568400010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createSession(queryRunner);
    await prepareJobs(queryRunner, 'connect_session');
    await createDueListing(queryRunner, 'connect_session', 'list_due_connect_sessions');
    await createLookup(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION connect_session_tenant(bytea, text), list_due_connect_sessions(integer)`);
    await queryRunner.query(`DROP TABLE connect_session`);
  }
}

async function createSession(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE connect_session (
      tenant_id text NOT NULL,
      id text NOT NULL,
      token_hash bytea NOT NULL,
      cookie_hash bytea,
      person text NOT NULL,
      return_url text NOT NULL,
      region text NOT NULL,
      name text,
      auth_types text[] NOT NULL,
      scopes text[],
      reconnects boolean NOT NULL,
      connection_id text,
      progress jsonb NOT NULL,
      tries integer NOT NULL DEFAULT 0,
      key_version integer,
      sealed bytea,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      finished_at timestamptz,
      due_at timestamptz NOT NULL,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, key_version) REFERENCES tenant_key (tenant_id, version),
      CHECK ((key_version IS NULL) = (sealed IS NULL))
    )`);
  await queryRunner.query(
    `COMMENT ON COLUMN connect_session.sealed IS 'What the person entered and is secret, until the session ends'`,
  );
  await queryRunner.query(`CREATE INDEX connect_session_token ON connect_session (token_hash)`);
  await queryRunner.query(`CREATE INDEX connect_session_id ON connect_session (id)`);
  await queryRunner.query(`CREATE INDEX connect_session_key ON connect_session (tenant_id, key_version)`);
}

async function createLookup(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION connect_session_tenant(link_hash bytea, session_id text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      found_tenant text;
    BEGIN
      PERFORM set_config('app.worker', 'on', true);
      SELECT s.tenant_id INTO found_tenant FROM public.connect_session s
        WHERE s.token_hash = link_hash OR s.id = session_id LIMIT 1;
      PERFORM set_config('app.worker', 'off', true);
      RETURN found_tenant;
    END $$`);
  await queryRunner.query(`REVOKE ALL ON FUNCTION connect_session_tenant(bytea, text) FROM PUBLIC`);
}
