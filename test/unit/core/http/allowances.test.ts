import { describe, expect, test } from '@jest/globals';
import { Allowances, type Pressure } from '../../../../src/core/http/allowances.js';
import type { LaneLimits, LimitedLane } from '../../../../src/core/http/overload-limits.js';

const LANES: Record<LimitedLane, LaneLimits> = {
  ordinary: { most: 100, least: 10, lateMs: 50 },
  wait: { most: 200, least: 20, lateMs: 50 },
  page: { most: 50, least: 25, lateMs: 500 },
  hook: { most: 80, least: 40, lateMs: 500 },
};
const CALM: Pressure = { lateMs: 0, isFull: false };
const LATE: Pressure = { lateMs: 51, isFull: false };

function after(...samples: Pressure[]): Record<LimitedLane, number> {
  const allowances = new Allowances(LANES);
  for (const sample of samples) allowances.adapt(sample);
  const { of } = { of: (lane: LimitedLane) => Math.round(allowances.of(lane)) };
  return { ordinary: of('ordinary'), wait: of('wait'), page: of('page'), hook: of('hook') };
}

const times = (count: number, sample: Pressure) => Array.from({ length: count }, () => sample);

describe('how many may be answered at once', () => {
  test('the most at the beginning, and never more', () => {
    expect(after()).toEqual({ ordinary: 100, wait: 200, page: 50, hook: 80 });
    expect(after(...times(5, CALM))).toEqual(after());
  });

  test('exactly as late as is bearable is no pressure', () => {
    expect(after({ lateMs: 50, isFull: false })).toEqual(after());
  });

  test('fewer with each sample under pressure, and hooks and people last', () => {
    expect(after(LATE)).toEqual({ ordinary: 70, wait: 140, page: 50, hook: 80 });
    expect(after(LATE, LATE)).toMatchObject({ ordinary: 49, wait: 98 });
    expect(after({ lateMs: 501, isFull: false })).toMatchObject({ page: 35, hook: 56 });
  });

  test('never none, so that the turned away cannot keep everything from being done', () => {
    expect(after(...times(50, { lateMs: Infinity, isFull: true }))).toEqual({
      ordinary: 10,
      wait: 20,
      page: 25,
      hook: 40,
    });
  });

  test('memory that is nearly used up presses on every lane', () => {
    expect(after({ lateMs: 0, isFull: true })).toEqual({ ordinary: 70, wait: 140, page: 35, hook: 56 });
  });

  test('a step more with each sample without', () => {
    expect(after(...times(20, LATE), CALM)).toMatchObject({ ordinary: 20, wait: 40 });
    expect(after(...times(20, LATE), ...times(9, CALM))).toEqual(after());
  });
});
