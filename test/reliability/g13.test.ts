import { expect, test } from '@jest/globals';
import { runG13 } from './g13.ts';
import { inTestScene } from './test-scene.ts';

test('G13, small: nothing hostile is connected to', async () => {
  const figure = await inTestScene((scene) => runG13(scene, { every: 23, controlEvery: 60 }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 180_000);
