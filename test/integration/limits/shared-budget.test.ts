import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attempt, RateGovernor } from '../../../src/okta/limits/rate-governor.js';
import { call, GovernorScene, tally } from './governor-scene.js';
import { WindowOkta } from './window-okta.js';

let scene: GovernorScene;
beforeAll(async () => {
  scene = await GovernorScene.open();
});
afterAll(() => scene.close());

/** So many calls at once on every replica. */
async function rush(replicas: RateGovernor[], attempt: Attempt, { okta, each }: { okta: WindowOkta; each: number }) {
  const calls = replicas.flatMap((governor) => Array.from({ length: each }, () => call(governor, attempt, okta)));
  return tally(await Promise.all(calls));
}

const hour = { windowMs: 3_600_000 };

describe('replicas that share a budget', () => {
  it('use all of a window together, and not a call more', async () => {
    const okta = new WindowOkta({ limit: 60, ...hour });
    const outcome = await rush(scene.replicas(4), scene.attempt(), { okta, each: 100 });
    expect(outcome).toEqual({ sent: 60, refused: 340, limited: 0 });
  });

  it('each for itself would not (the control)', async () => {
    const okta = new WindowOkta({ limit: 60, ...hour });
    const calls = scene.replicas(4, { concurrency: 1_000 }).map((governor) => {
      const alone = scene.attempt();
      return rush([governor], alone, { okta, each: 100 });
    });
    const limited = (await Promise.all(calls)).reduce((sum, one) => sum + one.limited, 0);
    expect(limited).toBeGreaterThan(0);
  });

  it('keep to the share of the connection', async () => {
    const okta = new WindowOkta({ limit: 120, ...hour });
    const outcome = await rush(scene.replicas(4), scene.attempt({ share: 0.25 }), { okta, each: 50 });
    expect(outcome).toEqual({ sent: 30, refused: 170, limited: 0 });
  });

  it('leave alone what others of the org use', async () => {
    const okta = new WindowOkta({ limit: 80, ...hour });
    const [first, ...others] = scene.replicas(3);
    const attempt = scene.attempt();
    for (let used = 0; used < 30; used += 1) okta.answer();
    if (first) expect(await call(first, attempt, okta)).toBe('sent');
    const outcome = await rush(others, attempt, { okta, each: 60 });
    expect(outcome).toEqual({ sent: 49, refused: 71, limited: 0 });
  });

  it('begin anew when the window has ended, with those who wait', async () => {
    const okta = new WindowOkta({ limit: 10, windowMs: 1_500 });
    const replicas = scene.replicas(2, { windowOf: () => 1_500 });
    const outcome = await rush(replicas, scene.attempt(), { okta, each: 8 });
    expect(outcome).toEqual({ sent: 16, refused: 0, limited: 0 });
    expect(okta.windows.map(({ used, refused }) => [used, refused])).toEqual([
      [10, 0],
      [6, 0],
    ]);
  });
});
