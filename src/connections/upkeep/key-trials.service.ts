import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { KeyRegistration } from '../key-registration.service.js';
import { KeyTrialRepository } from './key-trial.repository.js';
import type { DueItem } from './leased-rows.repository.js';
import { KEY_TRIALS, retryAfter } from './retry-schedule.js';

/** Who acts, for the audit trail. */
const SUBJECT = 'okta-connector';

/** Tries keys that were made here until Okta accepts them, for a week; `POST /test` and `/rotate-key` try at any time. */
@Injectable()
export class KeyTrials {
  constructor(
    private readonly database: TenantDatabase,
    private readonly trials: KeyTrialRepository,
    private readonly registration: KeyRegistration,
  ) {}

  listDue(limit: number): Promise<DueItem[]> {
    return this.trials.listDue(limit);
  }

  /** Tries once, unless another worker is at it. */
  async attempt({ tenantId, id }: DueItem): Promise<void> {
    const attempt = await this.database.transaction(tenantId, () => this.trials.lease(tenantId, id));
    if (attempt === undefined) return;
    const settled = await this.registration.tryWaiting({ tenantId, subject: SUBJECT }, id);
    const seconds = settled ? undefined : retryAfter(KEY_TRIALS, attempt, Math.random());
    await this.database.transaction(tenantId, () =>
      seconds === undefined
        ? this.trials.end(tenantId, { id, attempt })
        : this.trials.postpone(tenantId, { id, attempt }, seconds),
    );
  }
}
