import { expect, test } from '@jest/globals';
import { runG21 } from './g21.ts';

test('G21, small: a steady stream beside a long snapshot', async () => {
  const figure = await runG21({ perSecond: 20, seconds: 4, snapshotSeconds: 60, lagMs: 60_000, changes: {} });
  expect(figure).toMatchObject({ breaches: [], violations: 0, control: { violations: 1 } });
}, 240_000);
