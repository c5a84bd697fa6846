import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDueListing, prepareJobs } from './job-tables.js';

/** Keys that were made here and published, and that wait until Okta accepts them; the id is the connection's. */
export class KeyTrials1795395600002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE key_trial (
        tenant_id text NOT NULL,
        id text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, id) REFERENCES connection ON DELETE CASCADE
      )`);
    await prepareJobs(queryRunner, 'key_trial');
    await createDueListing(queryRunner, 'key_trial', 'list_due_key_trials');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION list_due_key_trials(integer)`);
    await queryRunner.query(`DROP TABLE key_trial`);
  }
}
