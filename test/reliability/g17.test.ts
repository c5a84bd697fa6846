import { expect, test } from '@jest/globals';
import { runG17 } from './g17.ts';
import { inTestScene } from './test-scene.ts';

test('G17, small: one key makes one call, whoever comes and whoever dies', async () => {
  const lease = { seconds: 3, renewEveryMs: 500 };
  const size = { processes: 2, rounds: 1, runs: 20, kills: 4, controlRounds: 3, controlKills: 4, atOnce: 4, lease };
  const figure = await inTestScene((scene) => runG17(scene, size));
  expect(figure).toMatchObject({ breaches: [], kept: true });
  expect(figure.measured['of the killed, outcome_unknown']).toBeGreaterThan(0);
}, 90_000);
