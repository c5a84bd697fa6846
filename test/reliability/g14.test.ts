import { expect, test } from '@jest/globals';
import { runG14 } from './g14.ts';
import { inTestScene } from './test-scene.ts';

test('G14, small: the service does what its document says', async () => {
  const size = { requests: 300, sequences: 20, controlRequests: 150, seed: 14 };
  const figure = await inTestScene((scene) => runG14(scene, size));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 240_000);
