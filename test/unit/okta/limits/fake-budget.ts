import { ConnectorError } from '../../../../src/core/errors.js';
import { BucketBudget, type BudgetPorts } from '../../../../src/okta/limits/bucket-budget.js';
import { LimitCounters } from '../../../../src/okta/limits/limit-counters.js';
import type { LimitNotice } from '../../../../src/okta/limits/limit-notice.js';
import type { GrantedSlice, SliceReport } from '../../../../src/okta/limits/rate-budget.repository.js';
import type { Visit } from '../../../../src/okta/limits/waiting-room.js';
import type { Spend } from '../../../../src/okta/limits/window-ledger.js';

export const RESET = 1_000;

/** A bucket's budget whose clock stands still until told, before a shared budget that answers by a script. */
export class BudgetScene {
  readonly reports: SliceReport[] = [];
  readonly counters = new LimitCounters();
  readonly budget: BucketBudget;
  now = 0;

  /** Answers each exchange with the next of the script, the last one for ever; undefined: the database is away. */
  constructor(...script: (Partial<GrantedSlice> | undefined)[]) {
    const ports: BudgetPorts = {
      exchange: async (report) => {
        this.reports.push(report);
        const answer = script[Math.min(this.reports.length, script.length) - 1];
        if (!answer) throw new Error('away');
        return { ...UNKNOWN, ...answer };
      },
      replicas: () => 2,
      windowMs: 60_000,
      now: () => this.now,
      random: () => 0,
      counters: this.counters,
    };
    this.budget = new BucketBudget(ports);
  }

  /** `sent`, or the error that the call was refused with. */
  async admit(changes: Partial<Visit> = {}, share = 1): Promise<Spend | ConnectorError> {
    const visit = { flow: 'acme', priority: 'single' as const, until: this.now + 50, ...changes };
    try {
      return await this.budget.admit(visit, share);
    } catch (error) {
      if (error instanceof ConnectorError) return error;
      throw error;
    }
  }

  /** A call that is let through and answered. */
  async call(notice: Partial<LimitNotice> | 'silent', share = 1): Promise<Spend | ConnectorError> {
    const spend = await this.admit({}, share);
    if (spend instanceof ConnectorError) return spend;
    this.budget.settle(spend, notice === 'silent' ? notice : { ...NOTICE, ...notice });
    return spend;
  }
}

const UNKNOWN: GrantedSlice = {
  seq: 1,
  granted: 0,
  limit: undefined,
  remaining: 0,
  reset: undefined,
  past: 0,
  endsInMs: 60_000,
  recent: 0,
  opensInMs: undefined,
};

export const KNOWN: Partial<GrantedSlice> = { limit: 50, remaining: 50, reset: RESET };

const NOTICE: LimitNotice = { limit: 50, remaining: 49, reset: RESET, endsInMs: 60_000 };
