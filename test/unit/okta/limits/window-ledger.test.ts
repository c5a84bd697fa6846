import { describe, expect, it } from '@jest/globals';
import { WindowLedger } from '../../../../src/okta/limits/window-ledger.js';

const RESET = 1_000;
const notice = { limit: 50, remaining: 49, reset: RESET, endsInMs: 60_000 };
const granted = {
  seq: 1,
  granted: 5,
  limit: 50,
  remaining: 49,
  reset: RESET,
  past: 0,
  endsInMs: 60_000,
  outstanding: 0,
};
const begun = { ...granted, seq: 2, remaining: 50, reset: undefined, past: RESET };
const at = { share: 1, replicas: 1, now: 0, priority: 'single' } as const;
const tell = { want: 0, giveBack: 'nothing' } as const;

function ledgerWith(...slices: (typeof granted | typeof begun)[]): WindowLedger {
  const ledger = new WindowLedger();
  for (const slice of slices) ledger.absorb(slice, 0);
  return ledger;
}

describe('WindowLedger', () => {
  it('ignores a slice that was granted for a window which Okta has ended meanwhile', () => {
    const ledger = new WindowLedger();
    ledger.hear('free', { ...notice, reset: RESET + 60 }, 0);
    ledger.absorb(granted, 0);
    expect([ledger.left, ledger.window?.reset]).toEqual([0, RESET + 60]);
  });

  it('drops its slice when an answer says that another window has begun, and counts that call there', () => {
    const ledger = ledgerWith(granted);
    const spend = ledger.take(0);
    if (spend) ledger.hear(spend, { ...notice, reset: RESET + 60 }, 0);
    expect(ledger.left).toBe(0);
    expect(ledger.report(tell, at)).toMatchObject({ reset: RESET + 60, seq: null, spent: 0, free: 1 });
  });

  it('keeps a slice of a window that had no name yet', () => {
    const ledger = ledgerWith(granted, begun);
    const spend = ledger.take(0);
    if (spend) ledger.hear(spend, { ...notice, reset: RESET + 60 }, 0);
    expect(ledger.left).toBe(4);
    expect(ledger.report(tell, at)).toMatchObject({ reset: RESET + 60, seq: 2, spent: 1, free: 0 });
  });

  it('is not led astray by a late answer of the window before', () => {
    const ledger = ledgerWith(granted, begun);
    expect(ledger.hear('free', { ...notice, remaining: 0 }, 0)).toBe('past');
    expect([ledger.left, ledger.untold]).toEqual([5, { spent: 0, free: 0 }]);
  });

  it('does not speak of a window that Okta has not named', () => {
    expect(ledgerWith(begun).report(tell, at)).toMatchObject({ seq: 2, reset: null, limit: null, remaining: null });
  });

  it('has no more in its slice than Okta has left', () => {
    const ledger = ledgerWith(granted);
    const spend = ledger.take(0);
    if (spend) ledger.hear(spend, { ...notice, remaining: 2 }, 0);
    expect(ledger.left).toBe(2);
  });

  it('counts a call once, and a lost one of a slice never', () => {
    const ledger = ledgerWith(granted);
    for (const outcome of ['answered', 'lost', 'notSent'] as const) {
      const spend = ledger.take(0);
      if (spend) ledger.count(spend, outcome);
    }
    expect([ledger.left, ledger.untold]).toEqual([3, { spent: 1, free: 0 }]);
    ledger.report(tell, at);
    expect(ledger.untold).toEqual({ spent: 0, free: 0 });
  });
});
