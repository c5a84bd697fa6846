import { describe, expect, it } from '@jest/globals';
import { capOf, learn, wanted, watchOf, type KnownWindow } from '../../../../src/okta/limits/known-window.js';
import { fc } from '../../../support/fast-check.js';

const known: KnownWindow = { limit: 600, remaining: 500, reset: 1_000, endsAt: 40_000 };
const notice = { limit: 600, remaining: 450, reset: 1_000, endsInMs: 30_000 };

describe('learn', () => {
  it('begins with the first notice', () => {
    expect(learn(undefined, notice, 5)).toEqual({
      window: { limit: 600, remaining: 450, reset: 1_000, endsAt: 30_005 },
      about: 'new',
    });
  });

  it('keeps the least that was said of a window, in whatever order answers come', () => {
    const told = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(told, (numbers) => {
        let window: KnownWindow | undefined;
        for (const remaining of numbers) window = learn(window, { ...notice, remaining }, 0).window;
        expect(window?.remaining).toBe(Math.min(...numbers));
      }),
    );
  });

  it.each([
    [999, 'same'],
    [1_001, 'same'],
    [1_002, 'new'],
    [1_060, 'new'],
    [998, 'past'],
    [940, 'past'],
  ])('takes Reset %d to be of a window that is %s', (reset, about) => {
    expect(learn(known, { ...notice, reset }, 0).about).toBe(about);
  });

  it('is not led back by a late answer', () => {
    expect(learn(known, { ...notice, reset: 940, remaining: 0 }, 0).window).toBe(known);
    const begun = { ...known, reset: undefined, past: 1_000 };
    expect(learn(begun, { ...notice, reset: 1_001, remaining: 0 }, 0)).toEqual({ window: begun, about: 'past' });
    expect(learn(begun, { ...notice, reset: 1_060 }, 0).about).toBe('new');
  });
});

describe('capOf', () => {
  it.each([
    [600, 0.5, 300],
    [10, 0.7, 7],
    [100, 0.29, 29],
    [20, 0.01, 1],
    [60, 1, 60],
  ])('of %d at %d is %d', (limit, share, cap) => {
    expect(capOf(limit, share)).toBe(cap);
  });

  it('never exceeds the share by a whole call, nor the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (limit, share) => {
          const cap = capOf(limit, share);
          expect(cap).toBeGreaterThanOrEqual(1);
          expect(cap).toBeLessThanOrEqual(Math.max(1, Math.min(limit, limit * share + 1e-6)));
        },
      ),
    );
  });
});

describe('watchOf', () => {
  const at = (remaining: number, { share = 0.5, inFlight = 0, recent = 0, now = 0, limit = 600 } = {}) =>
    watchOf({ ...known, limit, remaining }, { share, inFlight, recent, now });

  it.each([
    ['quiet', at(590)],
    ['noted', at(585)],
    ['noted', at(451)],
    ['governed', at(450)],
    ['governed', at(0)],
    ['unknown', watchOf(undefined, { share: 1, inFlight: 0, recent: 0, now: 0 })],
  ])('%s', (watch, is) => {
    expect(is).toBe(watch);
  });

  it('counts calls under way', () => expect(at(460, { inFlight: 10 })).toBe('governed'));
  it('counts what Okta counted in the window before and is recent still', () => {
    expect([at(600, { recent: 149 }), at(600, { recent: 150 }), at(0, { recent: 150, now: 40_000 })]).toEqual([
      'noted',
      'governed',
      'governed',
    ]);
  });
  it('is easy again when the window has ended', () => expect(at(0, { now: 40_000 })).toBe('quiet'));
  it('goes by the share', () =>
    expect([at(500, { share: 1 }), at(500, { share: 0.2 })]).toEqual(['noted', 'governed']));
  it('never lets a small limit go unwatched', () => expect(at(100, { limit: 100, share: 0.9 })).toBe('governed'));
});

describe('wanted', () => {
  it.each([
    [{ queued: 0, arrivals: 1, elapsedMs: 60_000 }, 1],
    [{ queued: 30, arrivals: 1, elapsedMs: 60_000 }, 30],
    [{ queued: 1, arrivals: 100, elapsedMs: 1_000 }, 50],
    [{ queued: 1, arrivals: 100, elapsedMs: 0 }, 100],
    [{ queued: 100_000, arrivals: 0, elapsedMs: 1 }, 1_000],
  ])('%j: %d', (given, want) => {
    expect(wanted(given)).toBe(want);
  });
});
