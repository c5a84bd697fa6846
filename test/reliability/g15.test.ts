import { expect, test } from '@jest/globals';
import { runG15 } from './g15.ts';
import { inTestScene } from './test-scene.ts';

test('G15, small: no secret comes to light', async () => {
  const figure = await inTestScene((scene) => runG15(scene, { rounds: 1, controlRounds: 1 }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 240_000);
