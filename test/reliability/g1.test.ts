import { expect, test } from '@jest/globals';
import { runG1 } from './g1.ts';
import { inTestScene } from './test-scene.ts';

test('G1, small: one token request for everybody, however many need it', async () => {
  const figure = await inTestScene((scene) => runG1(scene, { rounds: 2, calls: 2_000, controlRounds: 2 }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
});
