import { expect, test } from '@jest/globals';
import { runG6 } from './g6.ts';

/** Okta's own limit, and some room for a busy machine. */
const LIMITS = { p99: 3_000, refused: 2_500 };

test('G6, small: hooks are answered in time, whatever the database does', async () => {
  const size = { perSecond: 40, seconds: 6, downSeconds: 5, limits: LIMITS, changes: {} };
  const figure = await runG6(size);
  expect({ kept: figure.violations === 0 && figure.control.violations > 0, ...figure }).toMatchObject({
    breaches: [],
    kept: true,
  });
}, 120_000);
