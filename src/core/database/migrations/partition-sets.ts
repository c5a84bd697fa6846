import type { QueryRunner } from 'typeorm';

/** A table that is partitioned by time. */
export interface PartitionSet {
  parent: string;
  unit: 'day' | 'month';
  /** Units that are made ahead. */
  ahead: number;
  keepDays: number;
}

/** What `maintain_partitions()` keeps up; the figures are fixed, so that the application role cannot drop what has not expired. */
export async function keepPartitions(queryRunner: QueryRunner, sets: readonly PartitionSet[]): Promise<void> {
  const steps = sets.map(
    ({ parent, unit, ahead, keepDays }) =>
      `PERFORM public.maintain_partition_set('${parent}', '${unit}', ${ahead}, ${keepDays}, now());`,
  );
  await queryRunner.query(`
    CREATE OR REPLACE FUNCTION maintain_partitions() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('maintain_partitions'));
      ${steps.join('\n      ')}
    END $$`);
}
