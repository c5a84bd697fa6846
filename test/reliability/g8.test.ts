import { expect, test } from '@jest/globals';
import { runG8 } from './g8.ts';
import { inTestScene } from './test-scene.ts';

test('G8, small: connections are polled in time, each by one process at a time', async () => {
  const size = { connections: 100, tenants: 20, everySeconds: 3, seconds: 12, controlSeconds: 6 };
  const figure = await inTestScene((scene) => runG8(scene, size));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 120_000);
