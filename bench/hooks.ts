import { setTimeout as wait } from 'node:timers/promises';
import { EventScene } from '../test/reliability/event-scene.ts';
import { callHook, quantile } from '../test/reliability/hook-load.ts';
import { prepareHook } from '../test/reliability/manual-hook.ts';
import { rounded } from './middle.ts';

const WARM_SECONDS = 3;
const PATIENCE_MS = 60_000;

/** From when Okta sends an event hook to the arrival of the signed delivery. */
export async function benchHooks({ perSecond, seconds }: { perSecond: number; seconds: number }) {
  const scene = await EventScene.open();
  try {
    const replica = await scene.start();
    const target = await prepareHook(scene, await replica.url);
    await callHook(target, { perSecond, seconds: WARM_SECONDS });
    const calls = await callHook(target, { perSecond, seconds });
    const { arrivals } = scene.receiver;
    for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await wait(20)) {
      if (calls.every(({ uuid }) => arrivals.has(uuid))) break;
    }
    const lags = calls.map(({ uuid, due }) => (arrivals.get(uuid) ?? Number.POSITIVE_INFINITY) - due);
    return {
      events: calls.length,
      [`P7: hook to delivery at ${perSecond}/s, p50 in ms`]: rounded(quantile(lags, 0.5), 0),
      [`P7: hook to delivery at ${perSecond}/s, p99 in ms`]: rounded(quantile(lags, 0.99), 0),
    };
  } finally {
    await scene.close();
  }
}
