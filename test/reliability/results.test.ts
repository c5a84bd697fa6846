import { expect, test } from '@jest/globals';
import { reportOf } from './results.ts';

const figure = {
  name: 'G1 one request',
  promise: 'exactly one',
  trials: 300,
  violations: 0,
  breaches: [],
  measured: { calls: 5 },
  control: { without: 'the lock', trials: 3, violations: 3 },
  scale: 0.1,
  seconds: 12,
  kept: true,
  commit: 'abc1234',
  machine: '2 × cpu',
  date: '2026-01-01',
};

test('the report gives each figure its bound, its control and where it was measured', () => {
  const report = reportOf({
    G1: figure,
    G2: { ...figure, name: 'G2 two', violations: 1, kept: false, breaches: ['a `b`'] },
  });
  expect(report).toContain('| [G1](#g1) | one request | 300 | 0 of 300, so below 1.0 % | 3 of 3 | 0.1 | kept |');
  expect(report).toContain('| [G2](#g2) | two | 300 | 1 of 300 | 3 of 3 | 0.1 | **not kept** |');
  expect(report).toContain('- control, without the lock: 3 of 3 violated');
  expect(report).toContain('- 2026-01-01, commit abc1234, 12 s on 2 × cpu');
  expect(report).toContain("- `a 'b'`");
});
