import { Logger } from '@nestjs/common';
import { noteSweep } from '../../core/telemetry/sweep-metrics.js';
import type { DueItem } from './leased-rows.repository.js';

export interface SweepOptions<Item extends DueItem> {
  /** For the log, and for the metric of those that are watched. */
  name: string;
  /** Between two listings; a fifth more or less, so that replicas do not march in step. */
  everyMs: number;
  /** What is due now, most urgent first. */
  list: () => Promise<Item[]>;
  /** As long as a listing can be: behind such a one the next begins as soon as all of it is begun. */
  page?: number;
  /** Does one; when it rejects that is logged, and the item is done when it is listed again. */
  handle: (item: Item, signal: AbortSignal) => Promise<void>;
  /** At once, over all tenants. */
  concurrency?: number;
  /** At once for one tenant, so that one whose org hangs does not hold everybody's places. */
  perTenant?: number;
  /** In [0, 1). */
  random?: () => number;
}

const CONCURRENCY = 10;
const PER_TENANT = 3;
const JITTER = 0.2;
const FIRST_WITHIN_MS = 60_000;
/** What fails at once and stays due must not be listed without a pause. */
const NEXT_PAGE_MS = 100;

/**
 * Work in the background that comes back: it lists what is due, over and over, and does some of it at a time. Listings do
 * not overlap, nor do two runs of one item. Nothing that fails ends the sweep or the process.
 */
export class Sweep<Item extends DueItem> {
  readonly #logger = new Logger(Sweep.name);
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, { tenantId: string; done: Promise<void> }>();
  readonly #options: Required<SweepOptions<Item>>;
  #waiting: Item[] = [];
  #thereIsMore = false;
  #timer: NodeJS.Timeout | undefined;
  #listing: Promise<void> | undefined;

  constructor(options: SweepOptions<Item>) {
    this.#options = {
      page: Number.POSITIVE_INFINITY,
      concurrency: CONCURRENCY,
      perTenant: PER_TENANT,
      random: Math.random,
      ...options,
    };
  }

  /** Begins within a minute, or within one interval where that is shorter. */
  start(): void {
    const { everyMs, random } = this.#options;
    this.#schedule(Math.min(everyMs, FIRST_WITHIN_MS) * random());
  }

  /** Starts nothing more, tells what runs to end, and resolves when it has. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#listing;
    await this.#idle();
  }

  /** One listing; resolves when all that it found is done. For tests and for commands. */
  async once(): Promise<void> {
    await this.#list();
    await this.#idle();
  }

  #schedule(afterMs: number): void {
    if (this.#stopping.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tick(), afterMs).unref();
  }

  async #tick(): Promise<void> {
    this.#listing = this.#list();
    await this.#listing;
    const { everyMs, random } = this.#options;
    this.#schedule(everyMs * (1 - JITTER + 2 * JITTER * random()));
    this.#hastenNextPage();
  }

  async #list(): Promise<void> {
    try {
      const found = await this.#options.list();
      // What runs now was listed before its work was done: it is looked at again next time.
      this.#waiting = found.filter((item) => !this.#running.has(keyOf(item)));
      this.#thereIsMore = found.length >= this.#options.page;
      this.#fill();
      noteSweep(this.#options.name);
    } catch (error) {
      this.#logger.warn({ msg: 'What is due could not be listed', sweep: this.#options.name, err: error });
    }
  }

  #fill(): void {
    if (this.#stopping.signal.aborted) this.#waiting = [];
    while (this.#running.size < this.#options.concurrency) {
      const index = this.#waiting.findIndex((item) => this.#mayStart(item));
      if (index === -1) return;
      for (const item of this.#waiting.splice(index, 1)) this.#start(item);
    }
  }

  /** Only a sweep that was started lists by itself. */
  #hastenNextPage(): void {
    if (!this.#thereIsMore || this.#waiting.length > 0 || this.#timer === undefined) return;
    this.#thereIsMore = false;
    this.#schedule(NEXT_PAGE_MS);
  }

  #mayStart(item: Item): boolean {
    const ofTenant = [...this.#running.values()].filter(({ tenantId }) => tenantId === item.tenantId);
    return ofTenant.length < this.#options.perTenant;
  }

  #start(item: Item): void {
    const done = this.#handle(item).finally(() => {
      this.#running.delete(keyOf(item));
      this.#fill();
      this.#hastenNextPage();
    });
    this.#running.set(keyOf(item), { tenantId: item.tenantId, done });
  }

  async #handle(item: Item): Promise<void> {
    try {
      await this.#options.handle(item, this.#stopping.signal);
    } catch (error) {
      const { tenantId, id } = item;
      this.#logger.warn({
        msg: 'A due item failed, it is tried again',
        sweep: this.#options.name,
        tenantId,
        id,
        err: error,
      });
    }
  }

  async #idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }
}

const keyOf = ({ tenantId, id }: DueItem) => `${tenantId}/${id}`;
