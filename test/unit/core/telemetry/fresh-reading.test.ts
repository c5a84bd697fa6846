import { describe, expect, it } from '@jest/globals';
import { FreshReading } from '../../../../src/core/telemetry/fresh-reading.js';

/** A reading by a clock of the test's; what is read counts up. */
function reading(options: { waitMs?: number } = {}) {
  const clock = { now: 0 };
  const source = { reads: 0, fails: false, hangs: false };
  const read = () => {
    source.reads += 1;
    if (source.hangs) return new Promise<number>(() => undefined);
    return source.fails ? Promise.reject(new Error('The database is away')) : Promise.resolve(source.reads);
  };
  const fresh = new FreshReading(read, { maxAgeMs: 15_000, staleMs: 120_000, now: () => clock.now, ...options });
  return { clock, source, fresh };
}

describe('a fresh reading', () => {
  it('is made once for all who ask within its age', async () => {
    const { clock, source, fresh } = reading();
    expect(await Promise.all([fresh.latest(), fresh.latest()])).toEqual([1, 1]);
    clock.now = 14_999;
    expect(await fresh.latest()).toBe(1);
    expect(source.reads).toBe(1);
    clock.now = 15_000;
    expect(await fresh.latest()).toBe(2);
    expect(fresh.succeeded).toBe(true);
  });

  it('stays for a while when the next one fails, and then is not shown any more', async () => {
    const { clock, source, fresh } = reading();
    await fresh.latest();
    source.fails = true;
    clock.now = 20_000;
    expect(await fresh.latest()).toBe(1);
    expect(fresh.succeeded).toBe(false);
    clock.now = 120_001;
    expect(await fresh.latest()).toBeUndefined();
    source.fails = false;
    clock.now = 140_000;
    expect(await fresh.latest()).toBe(source.reads);
    expect(fresh.succeeded).toBe(true);
  });

  it('does not hold up who asks while the source hangs', async () => {
    const { clock, source, fresh } = reading({ waitMs: 1 });
    await fresh.latest();
    source.hangs = true;
    clock.now = 15_000;
    expect(await fresh.latest()).toBe(1);
    expect(fresh.succeeded).toBe(false);
    clock.now = 60_000;
    await fresh.latest();
    // The one that hangs is not joined by others.
    expect(source.reads).toBe(2);
  });

  it('has not succeeded before the first', () => {
    expect(reading().fresh.succeeded).toBe(false);
  });
});
