import { createHash, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ExchangeResult } from '../exchange.js';
import type { HttpMethod } from '../okta-request.js';
import { BucketBudget, type SpendOutcome, type WindowUsage } from './bucket-budget.js';
import { ConcurrencyGate } from './concurrency-gate.js';
import type { Priority } from './fair-queue.js';
import { LimitCounters } from './limit-counters.js';
import { readLimitNotice } from './limit-notice.js';
import { bucketOf, windowOf } from './rate-bucket.js';
import type { BudgetKey, GrantedSlice, RateBudgets, SliceReport } from './rate-budget.repository.js';
import type { UsageAccount } from './usage-account.js';
import type { Visit } from './waiting-room.js';
import type { Spend } from './window-ledger.js';

/** An attempt that wants to be sent. */
export interface Attempt {
  origin: string;
  method: HttpMethod;
  target: string;
  /** Undefined: nobody's share is used, as when credentials are tried out. */
  account: UsageAccount | undefined;
  /** Who asked, within the account's tenant. */
  subject: string;
  priority: Priority;
  /** Milliseconds that are left of the whole call. */
  leftMs: number;
  /** How long the call has waited for its credentials, in milliseconds. */
  heldUpMs: number;
  signal?: AbortSignal | undefined;
}

/** Leave to send one attempt. */
export interface Permit {
  /** To be called once, with what came of it; undefined: it was not sent. */
  settle(result: ExchangeResult | undefined): void;
}

/** How much of a rate limit is used. */
export interface BucketUsage extends WindowUsage {
  /** Such as `/api/v1/groups`. */
  bucket: string;
}

export interface GovernorOptions {
  /** Live replicas to share with. */
  replicas?: () => number;
  /** Calls to one org at once, all replicas together. */
  concurrency?: number;
  /** How long a single call waits for its turn. */
  queueMs?: number;
  /** How long the shared budget may take to answer, before a process goes by its own count. */
  exchangeMs?: number;
  /** In any time of this length a connection's share of a bucket holds. */
  windowOf?: (bucket: string) => number;
  /** Milliseconds since 1970. */
  now?: () => number;
  monotonic?: () => number;
  random?: () => number;
}

/** Of the time that a call has left, for one that waits as long as it can; the rest is for the answer. */
const PATIENT_PART = 0.8;
/**
 * Credentials from memory are there at once. Calls that waited longer were held up together by one token request, and come
 * all in one moment for that.
 */
const HELD_UP_MS = 5;
const MAX_BUCKETS = 50_000;
const MAX_ORGS = 5_000;

const DEFAULTS = {
  replicas: () => 1,
  // Okta's own limits are 35 to 75 by the kind of org (https://developer.okta.com/docs/reference/rl2-concurrency/).
  concurrency: 25,
  queueMs: 1_000,
  exchangeMs: 750,
  windowOf,
  now: Date.now,
  monotonic: () => performance.now(),
  random: Math.random,
};

/** Lets attempts go to Okta so that its limits are kept before it says 429, all replicas together. */
export class RateGovernor {
  readonly counters = new LimitCounters();
  readonly #options: Required<GovernorOptions>;
  readonly #buckets: LRUCache<string, BucketBudget>;
  readonly #orgs: LRUCache<string, ConcurrencyGate>;
  readonly #replica = randomUUID();
  #turn = 0;

  constructor(
    private readonly budgets: Pick<RateBudgets, 'exchange'>,
    options: GovernorOptions = {},
  ) {
    this.#options = { ...DEFAULTS, ...options };
    this.#buckets = new LRUCache({ max: MAX_BUCKETS });
    this.#orgs = new LRUCache({ max: MAX_ORGS });
  }

  /**
   * Waits for the attempt's turn: at most a second, or for bulk as long as the call has left. So long too for one of the few
   * calls at once that an org allows, where a token request has held the call up with others.
   * @throws ConnectorError `too_many_requests` with the seconds until the window ends; `okta_timeout` when aborted
   */
  async admit(attempt: Attempt): Promise<Permit> {
    const visit = this.#visitOf(attempt);
    const budget = attempt.account && this.#budgetOf(attempt, attempt.account);
    const spend = await budget?.admit(visit, attempt.account?.share ?? 1);
    const gate = this.#gateOf(attempt.origin);
    try {
      await gate.enter(this.#patient(visit, attempt));
    } catch (error) {
      if (spend) budget?.settle(spend, 'notSent');
      throw error;
    }
    return { settle: (result) => this.#settle(result, { gate, budget, spend }) };
  }

  /** What this process knows of the windows that a connection used lately, by bucket; nothing after a restart. */
  usage({ tenantId, connectionId }: Pick<UsageAccount, 'tenantId' | 'connectionId'>): BucketUsage[] {
    const own = `${tenantId}\n${connectionId}\n`;
    return [...this.#buckets.entries()].flatMap(([name, { usage }]) =>
      name.startsWith(own) && usage ? [{ bucket: name.slice(name.lastIndexOf('\n') + 1), ...usage }] : [],
    );
  }

  /** The same over all connections. */
  *windows(): Generator<BucketUsage> {
    for (const [name, { usage }] of this.#buckets.entries())
      if (usage) yield { bucket: name.slice(name.lastIndexOf('\n') + 1), ...usage };
  }

  /** Gives back what this process holds of the shared budgets. */
  async close(): Promise<void> {
    await Promise.all([...this.#buckets.values()].map((budget) => budget.close()));
  }

  #visitOf({ account, subject, priority, leftMs, signal }: Attempt): Visit {
    const { monotonic, queueMs } = this.#options;
    const waitMs = priority === 'bulk' ? leftMs * PATIENT_PART : Math.min(queueMs, leftMs);
    return { flow: `${account?.tenantId ?? ''}\n${subject}`, priority, until: monotonic() + waitMs, signal };
  }

  #patient(visit: Visit, { leftMs, heldUpMs }: Attempt): Visit {
    if (heldUpMs < HELD_UP_MS || visit.priority === 'bulk') return visit;
    return { ...visit, until: this.#options.monotonic() + leftMs * PATIENT_PART };
  }

  #settle(
    result: ExchangeResult | undefined,
    { gate, budget, spend }: { gate: ConcurrencyGate; budget: BucketBudget | undefined; spend: Spend | undefined },
  ): void {
    const outcome = outcomeOf(result, this.#options.now());
    if (outcome === 'concurrency') {
      this.counters.concurrencyLimited += 1;
      gate.cut();
    } else if (result?.kind === 'answer' && result.status === 429) this.counters.rateLimited += 1;
    if (spend) budget?.settle(spend, outcome === 'concurrency' ? 'lost' : outcome);
    gate.leave();
  }

  #budgetOf({ origin, method, target }: Attempt, { connectionId, tenantId, principal }: UsageAccount): BucketBudget {
    const bucket = bucketOf(method, target);
    const name = `${tenantId}\n${connectionId}\n${principal}\n${origin}\n${bucket}`;
    const known = this.#buckets.get(name);
    if (known) return known;
    // Made anew for each of the few exchanges: tens of thousands of buckets would keep two buffers each.
    const key = () => ({ budget: hash(origin, principal, bucket), holder: hash(tenantId, connectionId) });
    const budget = new BucketBudget({
      exchange: (report) => this.#exchange(key(), report),
      replicas: this.#options.replicas,
      windowMs: this.#options.windowOf(bucket),
      now: this.#options.monotonic,
      random: this.#options.random,
      counters: this.counters,
    });
    this.#buckets.set(name, budget);
    return budget;
  }

  #gateOf(origin: string): ConcurrencyGate {
    const known = this.#orgs.get(origin);
    if (known) return known;
    const { concurrency: ceiling, replicas, monotonic: now } = this.#options;
    const gate = new ConcurrencyGate({ ceiling, replicas, now, counters: this.counters });
    this.#orgs.set(origin, gate);
    return gate;
  }

  async #exchange(key: BudgetKey, report: SliceReport): Promise<GrantedSlice> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The shared budget did not answer in time')), this.#options.exchangeMs);
    });
    try {
      this.#turn += 1;
      const asking = this.budgets.exchange(key, { ...report, replica: this.#replica, turn: this.#turn });
      return await Promise.race([asking, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function outcomeOf(result: ExchangeResult | undefined, now: number): SpendOutcome | 'concurrency' {
  if (!result) return 'notSent';
  if (result.kind === 'failure') return result.sent ? 'lost' : 'notSent';
  return readLimitNotice(result.headers, now) ?? 'silent';
}

const hash = (...parts: string[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest();
