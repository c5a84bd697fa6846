import { expect, jest } from '@jest/globals';
import type { TokenSource } from '../../../../src/tokens/oauth/access-token.js';
import type { RefreshAttemptRepository } from '../../../../src/tokens/oauth/refresh-attempt.repository.js';
import type { RefreshLeaseRepository } from '../../../../src/tokens/oauth/refresh-lease.repository.js';
import type {
  RefreshPurpose,
  TokenRefresher as RefresherOfTest,
} from '../../../../src/tokens/oauth/token-refresher.js';
import { DEFAULT_TIMING, type RefreshTiming } from '../../../../src/tokens/oauth/refresh-timing.js';
import { acme, FakeDatabase, listenToLog } from '../../fake-database.ts';
import { fakePauses, realPauses } from './fake-pauses.ts';
import { lease, stored } from './refresh-stage.ts';

fakePauses();
const { TokenRefresher } = await import('../../../../src/tokens/oauth/token-refresher.js');
realPauses();

/** One process's refresher; what it does with the rows is noted, and must be done inside a transaction of the tenant. */
export class RefresherStage {
  readonly database = new FakeDatabase();
  readonly lines = listenToLog();
  /** In order. */
  readonly done: [string, ...unknown[]][] = [];
  readonly leases = {
    take: jest.fn<RefreshLeaseRepository['take']>(this.noting('take', lease())),
    store: jest.fn<RefreshLeaseRepository['store']>(this.noting('store', stored(8))),
    holds: jest.fn<RefreshLeaseRepository['holds']>(this.noting('holds', true)),
    backOff: jest.fn<RefreshLeaseRepository['backOff']>(this.noting('backOff', undefined)),
    giveUp: jest.fn<RefreshLeaseRepository['giveUp']>(this.noting('giveUp', undefined)),
  };
  readonly attempts = {
    finish: jest.fn<RefreshAttemptRepository['finish']>(this.noting('finish', undefined)),
    prune: jest.fn<RefreshAttemptRepository['prune']>(this.noting('prune', undefined)),
    pruneFailures: jest.fn<RefreshAttemptRepository['pruneFailures']>(this.noting('pruneFailures', undefined)),
  };

  constructor() {
    fakePauses();
    jest.spyOn(Math, 'random').mockReturnValue(0);
  }

  strike(): void {
    realPauses();
    jest.restoreAllMocks();
  }

  noting<Result>(name: string, result: Result) {
    return async (tenant: unknown, ...values: unknown[]): Promise<Result> => {
      expect([tenant, ...this.database.open]).toEqual([acme, acme]);
      this.done.push([name, ...values]);
      return result;
    };
  }

  build(timing: Partial<RefreshTiming> = {}) {
    return new TokenRefresher(
      this.database.asDatabase(),
      this.leases as unknown as RefreshLeaseRepository,
      this.attempts as unknown as RefreshAttemptRepository,
      { ...DEFAULT_TIMING, ...timing },
    );
  }

  attempt(source: TokenSource, timing: Partial<RefreshTiming> = {}) {
    return this.attemptBy(this.build(timing), source, 'use');
  }

  /** As a pursuit does it: the lease is taken in a transaction, which is over before the attempt. */
  async attemptBy(refresher: RefresherOfTest, source: TokenSource, purpose: RefreshPurpose) {
    const turn = await this.database.transaction(acme, () => refresher.take(source, 7));
    if (!turn) throw new Error('There was no lease to take');
    return refresher.attempt(source, turn, purpose);
  }

  /** What was done after this. */
  since(name: string) {
    return this.done.slice(this.done.findIndex(([what]) => what === name) + 1);
  }

  logged(wanted: 'warn' | 'error'): object[] {
    return this.lines.filter(({ level }) => level === wanted).map(({ line }) => line);
  }
}
