import { expect, test } from '@jest/globals';
import { runG19 } from './g19.ts';
import { inTestScene } from './test-scene.ts';

test('G19, small: a replica that is stopped fails no request', async () => {
  const size = { replicas: 2, rounds: 1, controlStops: 4, perSecond: 30, probeEveryMs: 250 };
  const figure = await inTestScene((scene) => runG19(scene, { ...size, changes: { drainMs: 2_000 } }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 180_000);
