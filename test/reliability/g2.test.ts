import { expect, test } from '@jest/globals';
import { runG2 } from './g2.ts';
import { inTestScene } from './test-scene.ts';

test('G2, small: stalls and lost answers cost no token', async () => {
  const figure = await inTestScene((scene) =>
    runG2(scene, { rounds: 4, controlRounds: 2, atOnce: 4, longestStallMs: 20_000, timed: 'no' }),
  );
  expect(figure).toMatchObject({ breaches: [], kept: true });
});
