import { expect, test } from '@jest/globals';
import { runG10 } from './g10.ts';
import { inTestScene } from './test-scene.ts';

test('G10, small: replicas keep to the share of a limit together, and use it', async () => {
  const size = { share: 20, windowSeconds: 6, seconds: 20, controlSeconds: 8, use: 0.5, others: 0, callMs: 2_000 };
  const figure = await inTestScene((scene) => runG10(scene, size));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 240_000);
