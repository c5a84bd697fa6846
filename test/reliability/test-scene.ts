import { createTestDatabase } from '../support/postgres.ts';
import { isKept, type Figure } from './figure.ts';
import { paceOf } from './pace.ts';
import { ReliabilityScene } from './scene.ts';

/** Four times as fast as the service. */
const PACE = 0.25;

/**
 * A run in a database of its own; nothing of it is left afterwards.
 * @returns what broke the promise, whether the control broke it, and what was measured
 */
export async function inTestScene(run: (scene: ReliabilityScene) => Promise<Figure>) {
  const database = await createTestDatabase();
  const scene = await ReliabilityScene.open(database, paceOf(PACE));
  try {
    const figure = await run(scene);
    return { kept: isKept(figure), ...figure };
  } finally {
    await scene.close();
    await database.drop();
  }
}
