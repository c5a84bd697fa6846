import { randomUUID } from 'node:crypto';
import { ConnectorError } from '../../../src/core/errors.js';
import { RateBudgetRepository } from '../../../src/okta/limits/rate-budget.repository.js';
import { RateGovernor, type Attempt, type GovernorOptions } from '../../../src/okta/limits/rate-governor.js';
import { connectTestDatabase, type ConnectedDatabase } from '../../support/database.js';
import type { WindowOkta } from './window-okta.js';

/** What became of calls. */
export interface Outcome {
  sent: number;
  refused: number;
  /** 429 of Okta. */
  limited: number;
}

/** Governors on one database, as replicas have them, and calls through them. */
export class GovernorScene {
  private constructor(readonly database: ConnectedDatabase) {}

  static async open(): Promise<GovernorScene> {
    return new GovernorScene(await connectTestDatabase({ poolSize: 8 }));
  }

  replicas(count: number, options: GovernorOptions = {}): RateGovernor[] {
    const repository = new RateBudgetRepository(this.database.dataSource);
    return Array.from(
      { length: count },
      () => new RateGovernor(repository, { replicas: () => count, exchangeMs: 5_000, queueMs: 10_000, ...options }),
    );
  }

  /** Calls in a bucket of their own. */
  attempt(changes: Partial<Attempt> & { share?: number } = {}): Attempt {
    const { share = 1, ...attempt } = changes;
    const id = randomUUID();
    return {
      origin: `https://${id}.example`,
      method: 'GET',
      target: '/api/v1/groups',
      account: { tenantId: 'acme', connectionId: id, principal: id, share },
      subject: 'recipe',
      priority: 'single',
      leftMs: 30_000,
      heldUpMs: 0,
      ...attempt,
    };
  }

  close(): Promise<void> {
    return this.database.drop();
  }
}

/** One call. */
export async function call(governor: RateGovernor, attempt: Attempt, okta: WindowOkta): Promise<keyof Outcome> {
  try {
    const permit = await governor.admit(attempt);
    const answer = okta.answer();
    await new Promise((resolve) => setImmediate(resolve));
    permit.settle(answer);
    return answer.status === 429 ? 'limited' : 'sent';
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'too_many_requests') return 'refused';
    throw error;
  }
}

export function tally(outcomes: (keyof Outcome)[]): Outcome {
  const count = (wanted: keyof Outcome) => outcomes.filter((one) => one === wanted).length;
  return { sent: count('sent'), refused: count('refused'), limited: count('limited') };
}
