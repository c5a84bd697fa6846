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
  recent: 5,
  opensInMs: undefined,
};
const begun = { ...granted, seq: 2, remaining: 50, reset: undefined, past: RESET };
const at = { share: 1, replicas: 1, now: 0, priority: 'single', unsliced: 0 } as const;
const tell = { want: 0, giveBack: 'nothing' } as const;

function ledgerWith(...slices: (typeof granted | typeof begun)[]): WindowLedger {
  const ledger = new WindowLedger(60_000);
  for (const slice of slices) ledger.absorb(slice, 0);
  return ledger;
}

describe('WindowLedger', () => {
  it('ignores a slice that was granted for a window which Okta has ended meanwhile', () => {
    const ledger = new WindowLedger(60_000);
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
    expect(ledger.left).toBe(5);
    expect(ledger.report(tell, at)).toMatchObject({ spent: 0, free: 0 });
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

  it("counts a call once, and a lost one of a slice never, against Okta's window", () => {
    const ledger = ledgerWith(granted);
    for (const outcome of ['answered', 'lost', 'notSent'] as const) {
      const spend = ledger.take(0);
      if (spend) ledger.count(spend, outcome);
    }
    expect(ledger.left).toBe(3);
    expect(ledger.report(tell, at)).toMatchObject({ spent: 1, free: 0 });
    expect(ledger.report(tell, at)).toMatchObject({ spent: 0, free: 0 });
  });
});

describe('the sliding window', () => {
  it('is told of calls in hand and under way, and of each that ended, whatever became of it', () => {
    const ledger = ledgerWith(granted);
    const [first, second, third] = [ledger.take(0), ledger.take(0), ledger.take(0), ledger.take(0)];
    if (!first || !second || !third) throw new Error('There were five');
    ledger.count(first, 'lost');
    ledger.count(second, 'notSent');
    ledger.hear(third, notice, 0);
    ledger.hear('free', { ...notice, reset: RESET - 60 }, 0);
    expect(ledger.report(tell, { ...at, unsliced: 2 })).toMatchObject({ holds: 2 + 1 + 2, ended: 3 });
    expect(ledger.report(tell, at)).toMatchObject({ holds: 3, ended: 0 });
  });

  it('does not count what is given back', () => {
    expect(ledgerWith(granted).report({ want: 0, giveBack: 'all' }, at)).toMatchObject({ holds: 0, returned: 5 });
  });

  it('is told again where it may not have heard', () => {
    const ledger = ledgerWith(granted);
    const spend = ledger.take(0);
    if (spend) ledger.count(spend, 'answered');
    ledger.tellAgain(ledger.report(tell, at));
    expect(ledger.report(tell, at)).toMatchObject({ spent: 0, ended: 1 });
  });

  it("still counts what ended in Okta's window before, but of a bucket that nobody tells of not much", () => {
    const ledger = ledgerWith(granted);
    const spend = ledger.take(0);
    if (spend) ledger.hear(spend, notice, 0);
    for (let call = 0; call < 30; call += 1) ledger.hear('free', notice, 0);
    ledger.hear('free', { ...notice, reset: RESET + 60 }, 0);
    expect(ledger.report(tell, at)).toMatchObject({ spent: 0, free: 1, ended: 1 + 10 + 1 });
  });

  it('makes a slice void of which the shared budget has not been told lately', () => {
    const ledger = ledgerWith(granted);
    expect([ledger.take(4_999), ledger.take(5_000), ledger.left]).toEqual([{ seq: 1 }, undefined, 4]);
    ledger.report(tell, { ...at, now: 5_000 });
    expect(ledger.take(5_001)).toBeUndefined();
    ledger.absorb({ ...granted, granted: 0 }, 6_000);
    expect([ledger.take(9_999), ledger.take(10_000)]).toEqual([{ seq: 1 }, undefined]);
  });

  it('is as full as was heard last, until its end', () => {
    const ledger = ledgerWith(granted);
    expect([ledger.recentAt(59_999), ledger.recentAt(60_000)]).toEqual([5, 0]);
  });
});
