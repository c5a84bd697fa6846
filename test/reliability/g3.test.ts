import { expect, test } from '@jest/globals';
import { runG3 } from './g3.ts';
import { inTestScene } from './test-scene.ts';

test('G3, small: kill -9 costs no token, and a loss that cannot be helped is reported', async () => {
  const figure = await inTestScene((scene) =>
    runG3(scene, { kills: 6, killsWithoutGrace: 2, controlKills: 3, atOnce: 3, timed: 'no' }),
  );
  expect(figure).toMatchObject({ breaches: [], kept: true });
  expect(figure.measured['of these lost and reported']).toBeGreaterThan(0);
});
