import { expect, test } from '@jest/globals';
import { runG9 } from './g9.ts';
import { inTestScene } from './test-scene.ts';

test('G9, small: one tenant with a long backlog does not hold up the others', async () => {
  const size = { backlog: 1_000, quietTenants: 99, rounds: 1, controlRounds: 1, secondsPerRound: 5 } as const;
  const figure = await inTestScene((scene) => runG9(scene, { ...size, judgedBy: 'turns' }));
  expect(figure).toMatchObject({ breaches: [], kept: true });
}, 120_000);
