import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDueListing, createListing, prepareJobs } from './job-tables.js';

/** Event hooks at Okta: looked after from time to time, and removed when their connection is deleted. */
export class Hooks1795482000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createHookRemoval(queryRunner);
    await createDueListing(queryRunner, 'hook_removal', 'list_due_hook_removals');
    // One row for a connection, whose hooks are looked after together.
    await createListing(queryRunner, {
      signature: `list_unchecked_hooks(page_size integer) RETURNS TABLE (tenant text, id text)`,
      query: `
        SELECT h.tenant_id, h.connection_id FROM public.okta_hook h
        WHERE (h.leased_until IS NULL OR h.leased_until <= now())
          AND coalesce(h.checked_at, h.created_at) <= now() - (CASE h.state
            WHEN 'verified' THEN interval '15 minutes' WHEN 'manual' THEN interval '6 hours' ELSE interval '5 minutes' END)
        GROUP BY h.tenant_id, h.connection_id
        ORDER BY min(coalesce(h.checked_at, h.created_at)) LIMIT page_size`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION list_unchecked_hooks(integer), list_due_hook_removals(integer)`);
    await queryRunner.query(`DROP TABLE hook_removal`);
  }
}

/** As `token_revocation`: what it takes is sealed in it, for the connection is gone by then. */
async function createHookRemoval(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE hook_removal (
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
  await queryRunner.query(`CREATE INDEX hook_removal_key ON hook_removal (tenant_id, key_version)`);
  await prepareJobs(queryRunner, 'hook_removal');
}
