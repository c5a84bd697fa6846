import type { QueryRunner } from 'typeorm';
import { isolateByTenant } from './row-level-security.js';

/** Makes a table with `due_at` a table of jobs: isolated, and open to listings over all tenants. */
export async function prepareJobs(queryRunner: QueryRunner, table: string): Promise<void> {
  await queryRunner.query(`CREATE INDEX ${table}_due ON ${table} (due_at)`);
  await queryRunner.query(
    `COMMENT ON COLUMN ${table}.due_at IS 'When to try next; while a worker tries, the end of its lease'`,
  );
  await isolateByTenant(queryRunner, table);
  await openToListings(queryRunner, table);
}

/** Makes a table of jobs that outlive their connection: what they need is sealed in them, and keeps the tenant's data key. */
export async function createSealedJobs(queryRunner: QueryRunner, table: string): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE ${table} (
      tenant_id text NOT NULL,
      id text NOT NULL,
      connection_id text NOT NULL,
      key_version integer NOT NULL,
      ciphertext bytea NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, key_version) REFERENCES tenant_key (tenant_id, version)
    )`);
  await queryRunner.query(`CREATE INDEX ${table}_key ON ${table} (tenant_id, key_version)`);
  await prepareJobs(queryRunner, table);
}

/** Lets the owner, inside functions that set `app.worker`, read the rows of all tenants. */
export async function openToListings(queryRunner: QueryRunner, table: string): Promise<void> {
  await queryRunner.query(
    `CREATE POLICY upkeep ON ${table} FOR SELECT TO CURRENT_USER USING (current_setting('app.worker', true) = 'on')`,
  );
}

/** The tenants in turn: one with many jobs does not hold back the others. */
export async function createDueListing(queryRunner: QueryRunner, table: string, listing: string): Promise<void> {
  await createListing(queryRunner, {
    signature: `${listing}(page_size integer) RETURNS TABLE (tenant text, id text)`,
    query: `
      SELECT job.tenant_id, job.id FROM (
        SELECT j.tenant_id, j.id, j.due_at, row_number() OVER (PARTITION BY j.tenant_id ORDER BY j.due_at) AS turn
        FROM public.${table} j WHERE j.due_at <= now()) job
      ORDER BY job.turn, job.due_at LIMIT page_size`,
  });
}

/** Custom settings cannot be attached to a function by its owner, hence the two calls of set_config. */
export async function createListing(
  queryRunner: QueryRunner,
  { signature, query }: { signature: string; query: string },
): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION ${signature} LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    #variable_conflict use_column
    BEGIN
      PERFORM set_config('app.worker', 'on', true);
      RETURN QUERY ${query};
      PERFORM set_config('app.worker', 'off', true);
    END $$`);
  const name = signature.slice(0, signature.indexOf('('));
  await queryRunner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
}
