import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createListing, openToListings } from './job-tables.js';
import { isolateByTenant } from './row-level-security.js';

/**
 * Idempotency keys, and leases of runs: what a dead process left running is found by the end of its lease.
 *
 * The listings look at all tenants through the owner's policy `upkeep`, for reading only, and give away ids.
 */
export class Idempotency1795395600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await addRunLease(queryRunner);
    await createIdempotencyKey(queryRunner);
    await createListings(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION list_abandoned_runs(integer), list_expired_idempotency_keys(integer)`);
    await queryRunner.query(`DROP TABLE idempotency_key`);
    await queryRunner.query(`DROP POLICY upkeep ON run`);
    await queryRunner.query(`ALTER TABLE run DROP COLUMN lease_until`);
  }
}

/** The default is for processes of the version before, which know no lease; what is running now gets it too. */
async function addRunLease(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`ALTER TABLE run ADD COLUMN lease_until timestamptz DEFAULT (now() + interval '10 minutes')`);
  await queryRunner.query(
    `COMMENT ON COLUMN run.lease_until IS 'While it runs: when its process counts as dead unless it says otherwise'`,
  );
  await queryRunner.query(`CREATE INDEX run_lease ON run (lease_until) WHERE status = 'running'`);
  await openToListings(queryRunner, 'run');
}

/** Answers may hold secrets (links to reset a password), inputs too: both are sealed, the key itself is a hash. */
async function createIdempotencyKey(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE idempotency_key (
      tenant_id text NOT NULL,
      connection_id text NOT NULL,
      key_hash bytea NOT NULL,
      run_id text NOT NULL,
      started_at timestamptz NOT NULL,
      key_version integer NOT NULL,
      request bytea NOT NULL,
      answer_key_version integer,
      answer bytea,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (tenant_id, connection_id, key_hash),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
      FOREIGN KEY (tenant_id, key_version) REFERENCES tenant_key (tenant_id, version),
      FOREIGN KEY (tenant_id, answer_key_version) REFERENCES tenant_key (tenant_id, version),
      CHECK ((answer IS NULL) = (answer_key_version IS NULL))
    )`);
  await queryRunner.query(`CREATE INDEX idempotency_key_expiry ON idempotency_key (expires_at)`);
  await queryRunner.query(`CREATE INDEX idempotency_key_request_key ON idempotency_key (tenant_id, key_version)`);
  await queryRunner.query(`CREATE INDEX idempotency_key_answer_key ON idempotency_key (tenant_id, answer_key_version)`);
  await queryRunner.query(`COMMENT ON COLUMN idempotency_key.request IS 'Sealed hash of what was asked for'`);
  await isolateByTenant(queryRunner, 'idempotency_key');
  await openToListings(queryRunner, 'idempotency_key');
}

async function createListings(queryRunner: QueryRunner): Promise<void> {
  await createListing(queryRunner, {
    signature: `list_abandoned_runs(page_size integer) RETURNS TABLE (tenant text, id text)`,
    query: `
      SELECT r.tenant_id, r.id FROM public.run r
      WHERE r.status = 'running' AND r.lease_until <= now() ORDER BY r.lease_until LIMIT page_size`,
  });
  await createListing(queryRunner, {
    signature: `list_expired_idempotency_keys(page_size integer) RETURNS TABLE (tenant text, id text)`,
    query: `
      SELECT k.tenant_id, k.tenant_id FROM (SELECT tenant_id FROM public.idempotency_key
        WHERE expires_at <= now() ORDER BY expires_at LIMIT 10000) k
      GROUP BY k.tenant_id LIMIT page_size`,
  });
}
