import { describe, expect, it } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { retryDelay, type AttemptFailure, type RetrySituation } from '../../../src/okta/retry-policy.js';

const situation = (failure: AttemptFailure, more: Partial<RetrySituation> = {}): RetrySituation => ({
  failure,
  attempt: 1,
  idempotent: false,
  elapsedMs: 0,
  random: 0.5,
  budgetMs: 30_000,
  ...more,
});

describe('retryDelay', () => {
  it('sends again what was not processed, idempotent or not', () => {
    expect(retryDelay(situation({ processed: 'no' }))).toBe(125);
    expect(retryDelay(situation({ processed: 'no' }, { idempotent: true }))).toBe(125);
  });

  it('keeps the wait that Okta names', () => {
    expect(retryDelay(situation({ processed: 'no', waitMs: 29_000 }))).toBe(29_000);
  });

  it('does not wait beyond the budget', () => {
    expect(retryDelay(situation({ processed: 'no', waitMs: 30_000 }))).toBeUndefined();
    expect(retryDelay(situation({ processed: 'no', waitMs: 10_000 }, { elapsedMs: 20_000 }))).toBeUndefined();
    expect(retryDelay(situation({ processed: 'no', waitMs: 10_000 }, { elapsedMs: 19_999 }))).toBe(10_000);
  });

  it('sends what may have been processed again only where twice does no harm', () => {
    expect(retryDelay(situation({ processed: 'unknown' }))).toBeUndefined();
    expect(retryDelay(situation({ processed: 'unknown' }, { idempotent: true }))).toBe(125);
  });

  it('makes three attempts at most then', () => {
    expect(retryDelay(situation({ processed: 'unknown' }, { idempotent: true, attempt: 2 }))).toBe(250);
    expect(retryDelay(situation({ processed: 'unknown' }, { idempotent: true, attempt: 3 }))).toBeUndefined();
  });

  it('makes eight attempts at most in any case', () => {
    expect(retryDelay(situation({ processed: 'no' }, { attempt: 7 }))).toBe(2_000);
    expect(retryDelay(situation({ processed: 'no' }, { attempt: 8 }))).toBeUndefined();
  });

  it('leaves a refusal alone', () => {
    expect(retryDelay(situation({ processed: 'final' }, { idempotent: true }))).toBeUndefined();
  });

  it('never lets a retry begin after the budget, and never repeats what may harm', () => {
    const failure: fc.Arbitrary<AttemptFailure> = fc.oneof(
      fc.record({ processed: fc.constant('no' as const), waitMs: fc.nat(60_000) }),
      fc.constant({ processed: 'no' as const }),
      fc.constant({ processed: 'unknown' as const }),
      fc.constant({ processed: 'final' as const }),
    );
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const any = fc.record({
      failure,
      attempt: fc.integer({ min: 1, max: 12 }),
      idempotent: fc.boolean(),
      elapsedMs: fc.nat(40_000),
      random,
    });
    fc.assert(
      fc.property(any, (given) => {
        const waitMs = retryDelay({ ...given, budgetMs: 30_000 });
        if (waitMs === undefined) return;
        expect(given.elapsedMs + waitMs).toBeLessThan(30_000);
        expect(given.failure.processed === 'no' || (given.failure.processed === 'unknown' && given.idempotent)).toBe(
          true,
        );
      }),
    );
  });
});
