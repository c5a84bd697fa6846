import { inParallel, longest, type Figure } from './figure.ts';
import type { Point, Variant } from './protocol.ts';
import { ailmentsOf, untilUsable } from './recovery.ts';
import type { ReliabilityScene } from './scene.ts';
import type { WorkerProcess } from './worker-process.ts';

export interface G4Size {
  stops: number;
  controlStops: number;
  atOnce: number;
}

interface Trial {
  staleWrites: number;
  usableMs: number;
  breaches: string[];
}

interface TrialOptions {
  point: Point;
  variant: Variant;
  others: WorkerProcess[];
}

const GRACE_SECONDS = 30;
const STOPPED_MS = 20_000;
/** Answers take that long, so that a process can be stopped while it waits for one. */
const ANSWER_MS = 60;
/** With the lease in hand; in the last one also with the row locked. */
const STEPS: Point[] = ['leaseTaken', 'requestSent', 'answerReceived', 'answerReceived', 'storeNotCommitted'];

/** A process that holds the lease is stopped for 20 seconds and goes on: it overwrites nothing. */
export async function runG4(scene: ReliabilityScene, { stops, controlStops, atOnce }: G4Size): Promise<Figure> {
  await scene.org.faults.add({ kind: 'delay-after', delayMs: ANSWER_MS, path: '/oauth2/v1/token' });
  const others = await scene.workers(2, { sweepEveryMs: scene.pace.ms(2_500) });
  const steps = Array.from({ length: stops }, (_, index) => STEPS[index % STEPS.length] ?? 'leaseTaken');
  const real = await inParallel(steps, atOnce, (point) => playTrial(scene, { point, variant: 'real', others }));
  const controls = Array.from({ length: controlStops }, () => 'answerReceived' as const);
  const control = await inParallel(controls, atOnce, (point) =>
    playTrial(scene, { point, variant: 'noComparison', others }),
  );
  return {
    name: 'G4 SIGSTOP while holding the lease',
    promise: 'no stale write after 20 s, no consent ended, no refresh token lost',
    trials: stops,
    violations: real.filter(({ breaches }) => breaches.length > 0).length,
    breaches: real.flatMap(({ breaches }) => breaches),
    measured: { 'longest way back': longest(real.map(({ usableMs }) => usableMs)) },
    control: {
      without: 'compare-and-set removed',
      trials: controlStops,
      violations: control.filter(({ staleWrites }) => staleWrites > 0).length,
    },
  };
}

async function playTrial(scene: ReliabilityScene, { point, variant, others }: TrialOptions): Promise<Trial> {
  const { pace } = scene;
  const target = await scene.connect(others, { leewaySeconds: pace.ms(GRACE_SECONDS) });
  const { connectionId } = target;
  const victim = await scene.worker({ variant, failpoint: { point, connectionId, effect: 'wait' } });
  await victim.send({ kind: 'know', targets: [target] });
  const stopped = victim.atPoint().then(() => victim.signal('SIGSTOP'));
  await scene.expire(target);
  const got = victim.send({ kind: 'get', connectionId, calls: 1, waitMs: 60_000 });
  await Promise.race([stopped, got]);
  const usable = untilUsable(target, { workers: others, limitMs: pace.ms(4 * STOPPED_MS) });
  await pace.wait(STOPPED_MS);
  victim.signal('SIGCONT');
  const { afterMs, verdict } = await usable;
  const { errors } = await got;
  const staleWrites = await countStaleWrites(scene, connectionId);
  const breaches = [
    ...(staleWrites > 0 ? [`${staleWrites} stale writes`] : []),
    ...(verdict === undefined ? [] : [verdict]),
    ...Object.keys(errors).map((code) => `the stopped process got ${code}`),
    ...(await ailmentsOf(scene, target, others[0]!)),
  ];
  await scene.end(victim);
  return { staleWrites, usableMs: afterMs, breaches: breaches.map((breach) => `${point}: ${breach}`) };
}

/** Two attempts that both replaced the same version: the later one overwrote what the other had stored. */
async function countStaleWrites(scene: ReliabilityScene, connectionId: string): Promise<number> {
  const rows = await scene.query(
    `SELECT token_version FROM oauth_refresh_attempt WHERE connection_id = $1 AND outcome = 'stored'
     GROUP BY token_version HAVING count(*) > 1`,
    [connectionId],
  );
  return rows.length;
}
