import { expect, test } from '@jest/globals';
import { runG5 } from './g5.ts';

test('G5, small: what was accepted is delivered, whoever dies', async () => {
  const hurry = { leaseSeconds: 9, timeoutMs: 2_000, pollSeconds: 1 };
  const figure = await runG5({ events: 2_000, kills: 6, stops: 1, controlKills: 1, hurry });
  expect(figure).toMatchObject({ breaches: [], violations: 0, control: { violations: 1 } });
}, 240_000);
