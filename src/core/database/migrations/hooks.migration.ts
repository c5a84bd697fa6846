import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDueListing, createListing, createSealedJobs } from './job-tables.js';

/** Event hooks at Okta: looked after from time to time, and removed when their connection is deleted. */
export class Hooks1795482000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createSealedJobs(queryRunner, 'hook_removal');
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
