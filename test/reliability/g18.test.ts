import { expect, test } from '@jest/globals';
import { runG18 } from './g18.ts';
import { inTestScene } from './test-scene.ts';

test('G18, small: what is too much is turned away, and nothing piles up', async () => {
  const size = { capacitySeconds: 2, factor: 4, seconds: 5, controlSeconds: 5, afterwardsSeconds: 2 };
  const figure = await inTestScene((scene) => runG18(scene, { ...size, judgedBy: 'counts', changes: { atOnce: 20 } }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 180_000);
