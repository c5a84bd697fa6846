import { expect, test } from '@jest/globals';
import { runG20 } from './g20.ts';
import { inTestScene } from './test-scene.ts';

test('G20, small: a link that fails takes nothing with it', async () => {
  const size = { faults: ['refused', 'black hole', 'truncated'], seconds: 1.2, controlSeconds: 1.2 } as const;
  // Longer than it takes, shorter than for ever: a loaded machine must not decide.
  const figure = await inTestScene((scene) => runG20(scene, { ...size, backMs: 20_000 }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 400_000);
