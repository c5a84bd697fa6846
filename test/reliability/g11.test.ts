import { expect, test } from '@jest/globals';
import { runG11 } from './g11.ts';
import { inTestScene } from './test-scene.ts';

test('G11, small: one tenant does not exist for another', async () => {
  const real = { probes: 60, transactions: 400, swaps: 30 };
  const control = { controlProbes: 20, controlTransactions: 100, controlSwaps: 10 };
  const figure = await inTestScene((scene) => runG11(scene, { ...real, ...control }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
  expect(figure.measured['of the reads, served to their owner']).toBeGreaterThan(0);
}, 180_000);
