import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from './protocol.ts';
import type { ReliabilityScene } from './scene.ts';
import type { WorkerProcess } from './worker-process.ts';

export interface Recovery {
  /** Milliseconds from the beginning until a call got a token, or the verdict. */
  afterMs: number;
  /** Undefined: usable. */
  verdict: string | undefined;
}

const ASK_EVERY_MS = 250;

/** Calls through every worker, over and over, until the connection is usable or given up. */
export async function untilUsable(
  { connectionId }: Target,
  { workers, limitMs, since = performance.now() }: { workers: WorkerProcess[]; limitMs: number; since?: number },
): Promise<Recovery> {
  let settled: Recovery | undefined;
  const ask = async (worker: WorkerProcess) => {
    while (!settled) {
      const { versions, errors } = await worker.send({ kind: 'get', connectionId, calls: 1 });
      const afterMs = performance.now() - since;
      if (Object.keys(versions).length > 0) settled ??= { afterMs, verdict: undefined };
      if (errors['reauthorization_required']) settled ??= { afterMs, verdict: 'reauthorization required' };
      if (afterMs > limitMs) settled ??= { afterMs, verdict: `not usable: ${Object.keys(errors).join()}` };
      if (!settled) await wait(ASK_EVERY_MS);
    }
  };
  await Promise.all(workers.map(ask));
  return settled ?? { afterMs: limitMs, verdict: 'nobody asked' };
}

/** What is wrong with a connection that should be well: its refresh token is used once more to see. */
export async function ailmentsOf(scene: ReliabilityScene, target: Target, worker: WorkerProcess): Promise<string[]> {
  const { versions, detail } = await worker.send({ kind: 'replace', connectionId: target.connectionId });
  const { reason } = await scene.row(target);
  return [
    ...(Object.keys(versions).length === 0 ? [`its refresh token is lost: ${detail}`] : []),
    ...(reason === null ? [] : [`it was given up: ${reason}`]),
    ...((await scene.familyEnded(target)) ? ['Okta ended its consent'] : []),
  ];
}
