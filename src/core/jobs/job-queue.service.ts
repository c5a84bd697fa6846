import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PgBoss, type Db, type SendOptions, type WorkOptions } from 'pg-boss';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../config.js';
import { CONFIG } from '../config.token.js';
import { DATA_SOURCE } from '../database/data-source.js';
import { TenantDatabase } from '../database/tenant-transaction.js';
import { Draining } from '../http/draining.js';
import { inSpan, traceparent } from '../telemetry/spans.js';
import { JOB_SCHEMA } from './job-schema.js';
import type { JobQueueDefinition } from './queues.js';

/** What a job carries: ids. Never a secret, never what an event or an input says. */
export type JobPayload = Readonly<Record<string, string>>;

type Worker = (payload: JobPayload, signal: AbortSignal) => Promise<void>;

/** One of those that do a queue's jobs in this process, one job at a time. */
interface Hand {
  id: string;
  busy: boolean;
  /** When it was told to look, and has not found a job since. By `performance.now()`. */
  wokenAt: number;
}

/** A hand that was woken looks that long at most. */
const LOOKS_MS = 100;

/** For jobs that run when the process is told to end; then they are handed back. */
const FINISH_WITHIN_MS = 14_000;
const STOP_LEAST_MS = 1_000;
/** How often jobs of dead processes are looked for; until then they hold their places among those of their tenant. */
const SUPERVISE_SECONDS = 5;

/**
 * Jobs in Postgres (pg-boss): a job is sent in the transaction that causes it, and done at least once by any replica of
 * the role `worker` or `all`.
 */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(JobQueue.name);
  readonly #boss: PgBoss;
  readonly #works: boolean;
  readonly #workers = new Map<string, { work: Worker; options: WorkOptions }>();
  readonly #hands = new Map<string, Hand[]>();
  /** By `performance.now()`; undefined: nobody has told it to end. */
  #finishUntil: number | undefined;

  constructor(
    @Inject(CONFIG) { role }: Pick<Config, 'role'>,
    @Inject(DATA_SOURCE) dataSource: DataSource,
    private readonly database: TenantDatabase,
    private readonly draining: Draining,
  ) {
    this.#works = role !== 'api';
    this.#boss = new PgBoss({
      db: adapter(() => dataSource.manager),
      schema: JOB_SCHEMA,
      migrate: false,
      createSchema: false,
      supervise: this.#works,
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
      schedule: false,
      // Both need the owner of the tables.
      reindex: false,
      monitorVacuum: false,
    });
    this.#boss.on('error', (error) => this.#logger.warn({ msg: 'The job queue has trouble', err: error }));
  }

  /** Registers what does the queue's jobs; before the application is up. A rejection is a failed attempt. */
  work({ name }: JobQueueDefinition, work: Worker, options: WorkOptions = {}): void {
    this.#workers.set(name, { work, options });
  }

  /** Sends a job, in the tenant's open transaction where there is one. @returns its id, null where `singletonKey` is taken */
  async send({ name }: JobQueueDefinition, payload: JobPayload, options: SendOptions = {}): Promise<string | null> {
    const db = this.database.inTransaction() ? { db: adapter(() => this.database.manager()) } : {};
    const trace = traceparent();
    return this.#boss.send(name, trace === undefined ? payload : { ...payload, traceparent: trace }, {
      ...options,
      ...db,
    });
  }

  /** Makes one who is idle look at the queue now rather than at its next turn; for after the commit. */
  wake({ name }: Pick<JobQueueDefinition, 'name'>): void {
    const now = performance.now();
    const idle = this.#hands.get(name)?.find(({ busy, wokenAt }) => !busy && now - wokenAt > LOOKS_MS);
    if (!idle) return;
    idle.wokenAt = now;
    this.#boss.notifyWorker(idle.id);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#boss.start();
    if (!this.#works) return;
    for (const [name, { options }] of this.#workers) {
      const { localConcurrency = 1 } = options;
      const hands = Array.from({ length: localConcurrency }, () => this.#hire(name));
      this.#hands.set(name, await Promise.all(hands));
    }
    this.draining.finishing.addEventListener('abort', () => void this.#layOff(), { once: true });
    // Not only after a while: a process that is restarted over and over would never come to it.
    void this.#boss
      .supervise()
      .catch((error: unknown) => this.#logger.warn({ msg: 'The job queue has trouble', err: error }));
  }

  /** Each has a poll of its own, so that one can be woken while the others work. */
  async #hire(name: string): Promise<Hand> {
    const hand: Hand = { id: '', busy: false, wokenAt: -Infinity };
    const { work, options } = this.#workers.get(name) ?? { work: async () => undefined, options: {} };
    hand.id = await this.#boss.work<JobPayload>(
      name,
      { pollingIntervalSeconds: 1, ...options, localConcurrency: 1, batchSize: 1 },
      async (jobs) => {
        hand.busy = true;
        hand.wokenAt = -Infinity;
        try {
          for (const { data, signal } of jobs) {
            const span = { name: `job ${name}`, kind: 'CONSUMER', parent: data['traceparent'] } as const;
            await inSpan(span, () => work(data, signal));
          }
        } finally {
          hand.busy = false;
          // Where there was one there may be more.
          this.#boss.notifyWorker(hand.id);
        }
      },
    );
    return hand;
  }

  /** Takes no more jobs; those that run go on, while the last requests are answered. */
  async #layOff(): Promise<void> {
    this.#finishUntil = performance.now() + FINISH_WITHIN_MS;
    const layingOff = [...this.#workers.keys()].map((name) => this.#boss.offWork(name, { wait: false }));
    await Promise.all(layingOff).catch((error: unknown) => {
      this.#logger.warn({ msg: 'The job queue has trouble', err: error });
    });
  }

  /** Takes no more jobs, lets those that run end, and hands back what does not; before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    const left = (this.#finishUntil ?? performance.now() + FINISH_WITHIN_MS) - performance.now();
    await this.#boss.stop({ graceful: true, timeout: Math.max(STOP_LEAST_MS, left) });
  }
}

/** Lets pg-boss use a connection of ours. */
function adapter(manager: () => Pick<EntityManager, 'queryRunner' | 'connection'>): Db {
  return {
    executeSql: async (text, values) => {
      const { queryRunner, connection } = manager();
      const runner = queryRunner ?? connection.createQueryRunner();
      try {
        const { records } = await runner.query(text, values, true);
        return { rows: records ?? [] };
      } finally {
        if (!queryRunner) await runner.release();
      }
    },
  };
}
