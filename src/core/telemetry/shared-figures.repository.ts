import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../database/data-source.js';
import { JOB_SCHEMA } from '../jobs/job-schema.js';

/** One figure over all tenants; `label` is empty where there is nothing to tell apart. */
export interface SharedFigure {
  figure: string;
  label: string;
  value: number;
}

export interface QueueFigures {
  queue: string;
  waiting: number;
  active: number;
  failed: number;
  /** Of the oldest job that could be taken now; 0 where there is none. */
  oldestSeconds: number;
}

/** Jobs that wait or work are found by index; those that have failed are few, and are deleted within the hour. */
const QUEUES = `
  SELECT name AS queue, count(*) FILTER (WHERE state < 'active')::int AS waiting,
    count(*) FILTER (WHERE state = 'active')::int AS active, count(*) FILTER (WHERE state = 'failed')::int AS failed,
    coalesce(max(extract(epoch FROM now() - start_after)) FILTER (WHERE state < 'active' AND start_after <= now()), 0)::float8
      AS "oldestSeconds"
  FROM ${JOB_SCHEMA}.job WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name`;

/** Counts over all tenants, and nothing of theirs. */
@Injectable()
export class SharedFiguresRepository {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /** Whether the database answers. */
  async look(): Promise<true> {
    await this.dataSource.query('SELECT 1');
    return true;
  }

  figures(): Promise<SharedFigure[]> {
    return this.dataSource.query<SharedFigure[]>('SELECT figure, label, value FROM shared_figures()');
  }

  queues(): Promise<QueueFigures[]> {
    return this.dataSource.query<QueueFigures[]>(QUEUES);
  }
}
