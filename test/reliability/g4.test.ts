import { expect, test } from '@jest/globals';
import { runG4 } from './g4.ts';
import { inTestScene } from './test-scene.ts';

test('G4, small: a process that was stopped overwrites nothing', async () => {
  const figure = await inTestScene((scene) => runG4(scene, { stops: 3, controlStops: 2, atOnce: 4 }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
});
