import { describe, expect, it } from '@jest/globals';
import { sliceAlone, withGranted } from '../../../../src/okta/limits/held-slice.js';
import { fc } from '../../../support/fast-check.js';

const granted = {
  seq: 3,
  granted: 5,
  limit: 60,
  remaining: 40,
  reset: 1_000,
  past: 940,
  endsInMs: 20_000,
  recent: 20,
  opensInMs: undefined,
};

describe('withGranted', () => {
  it('adds to a slice of the same window, and replaces one of another', () => {
    const held = { seq: 3, reset: undefined, left: 2, until: 10 };
    expect(withGranted(held, granted, 100)).toEqual({ seq: 3, reset: 1_000, left: 7, until: 20_100 });
    expect(withGranted({ ...held, seq: 2 }, granted, 100).left).toBe(5);
    expect(withGranted(undefined, granted, 100).left).toBe(5);
  });
});

describe('sliceAlone', () => {
  const known = { limit: 100, remaining: 70, reset: 1_000, endsAt: 5_000 };

  it("is a replica's part of what is left of the share", () => {
    const { slice } = sliceAlone(known, { share: 0.5, replicas: 2, now: 0 });
    expect(slice).toEqual({ seq: null, reset: 1_000, left: 5, until: 5_000 });
  });

  it('begins a window when the last one has ended', () => {
    const { window, slice } = sliceAlone(known, { share: 1, replicas: 1, now: 5_000 });
    expect(window).toEqual({ limit: 100, remaining: 100, reset: undefined, past: 1_000, endsAt: 65_000 });
    expect(slice.left).toBe(50);
  });

  it('is nothing where the share is used up, and at most what is left for all replicas together', () => {
    const numbers = fc.record({
      remaining: fc.integer({ min: 0, max: 100 }),
      share: fc.double({ min: 0.05, max: 1, noNaN: true }),
      replicas: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(numbers, ({ remaining, share, replicas }) => {
        const { left } = sliceAlone({ ...known, remaining }, { share, replicas, now: 0 }).slice;
        const open = Math.floor(100 * share + 1e-9) - (100 - remaining);
        expect(left === 0).toBe(open <= 0);
        expect(left * replicas).toBeLessThanOrEqual(Math.max(0, open, open > 0 ? replicas : 0));
      }),
    );
  });
});
