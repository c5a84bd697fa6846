import { expect, test } from '@jest/globals';
import { runG7 } from './g7.ts';

test('G7, small: whatever happens to hooks, the log is what is delivered', async () => {
  const hurry = { leaseSeconds: 9, timeoutMs: 2_000, pollSeconds: 1 };
  const figure = await runG7({ events: 100, lateMs: 3_000, changes: { hurry } });
  expect({ kept: figure.violations === 0 && figure.control.violations === 1, ...figure }).toMatchObject({
    breaches: [],
    kept: true,
  });
}, 180_000);
