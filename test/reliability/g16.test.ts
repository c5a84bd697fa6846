import { expect, test } from '@jest/globals';
import { runG16 } from './g16.ts';
import { inTestScene } from './test-scene.ts';

test('G16, small: keys are rotated while the service works, whoever is killed', async () => {
  const size = { connections: 60, tenants: 12, perSecond: 5, kills: 2, killedWithinMs: 10 };
  const figure = await inTestScene((scene) => runG16(scene, { ...size, races: 1, controlRaces: 3, changes: {} }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 180_000);
