import { middle, rounded } from './middle.ts';
import { Stage } from './stage.ts';

/** From the start of the process to the first 200 of `/readyz`, with the database up and migrated. */
export async function benchStartUp({ rounds }: { rounds: number }) {
  const stage = await Stage.set();
  try {
    // The first one fills the compile cache, as the image's build does.
    await stage.stop(await stage.start());
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const service = await stage.start();
      seconds.push(service.process.readyMs / 1_000);
      await stage.stop(service);
    }
    return {
      rounds,
      'P6: seconds from start to ready': rounded(middle(seconds)),
      'P6: the longest': rounded(Math.max(...seconds)),
    };
  } finally {
    await stage.strike();
  }
}
