import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepPartitions, type PartitionSet } from './partition-sets.js';
import { isolateByTenant } from './row-level-security.js';

const BEFORE: PartitionSet[] = [
  { parent: 'run', unit: 'day', ahead: 14, keepDays: 30 },
  { parent: 'audit_event', unit: 'month', ahead: 2, keepDays: 400 },
];

/** What runs without their caller waiting need, and what came of them; both sealed, for they may hold secrets. */
export class QueuedRuns1795395600003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE queued_run (
        tenant_id text NOT NULL,
        id text NOT NULL,
        started_at timestamptz NOT NULL,
        connection_id text NOT NULL,
        key_version integer NOT NULL,
        request bytea NOT NULL,
        taken_at timestamptz,
        answer_key_version integer,
        answer bytea,
        PRIMARY KEY (tenant_id, started_at, id),
        FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
        FOREIGN KEY (tenant_id, key_version) REFERENCES tenant_key (tenant_id, version),
        FOREIGN KEY (tenant_id, answer_key_version) REFERENCES tenant_key (tenant_id, version)
      ) PARTITION BY RANGE (started_at)`);
    await queryRunner.query(
      `COMMENT ON COLUMN queued_run.taken_at IS 'When a process began it; no other begins it again'`,
    );
    await queryRunner.query(`CREATE INDEX queued_run_connection ON queued_run (tenant_id, connection_id)`);
    await isolateByTenant(queryRunner, 'queued_run');
    await keepPartitions(queryRunner, [...BEFORE, { parent: 'queued_run', unit: 'day', ahead: 3, keepDays: 2 }]);
    await queryRunner.query(`SELECT maintain_partitions()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await keepPartitions(queryRunner, BEFORE);
    await queryRunner.query(`DROP TABLE queued_run`);
  }
}
