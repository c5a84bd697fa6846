import { inParallel, longest, sum, type Figure } from './figure.ts';
import type { Variant } from './protocol.ts';
import { ailmentsOf, untilUsable } from './recovery.ts';
import type { ReliabilityScene } from './scene.ts';
import { TokenGate, type Loss } from './token-gate.ts';
import type { WorkerProcess } from './worker-process.ts';

export interface G2Size {
  rounds: number;
  controlRounds: number;
  atOnce: number;
  /** Stalls are spread from 0 to this; in full-size milliseconds. */
  longestStallMs: number;
  /** Whether the time to recover is held against the promise; on a slow machine at a fast pace it says nothing. */
  timed: 'yes' | 'no';
}

interface Plan {
  stallMs: number;
  answers: number;
  how: Loss;
}

interface Round {
  overlaps: number;
  usableMs: number;
  breaches: string[];
}

const PROCESSES = 4;
const USABLE_WITHIN_MS = 45_000;
const GRACE_SECONDS = 30;
/** Of a lock that ends by itself while its holder still waits for the answer. */
const WITHOUT_OWNER = { leaseMs: 10_000, requestMs: 120_000 };

/** The authorization server stalls, then loses one or two answers: no overlapping requests, no family revoked. */
export async function runG2(scene: ReliabilityScene, size: G2Size): Promise<Figure> {
  const gate = await TokenGate.open(scene.org.url);
  scene.trust(gate.url);
  try {
    const plans = Array.from({ length: size.rounds }, (_, index) => planOf(index, size));
    const real = await playRounds(scene, gate, { plans, size, variant: 'real' });
    const worst = { stallMs: 25_000, answers: 0, how: 'reset' } as const;
    const controls = Array.from({ length: size.controlRounds }, () => worst);
    const control = await playRounds(scene, gate, { plans: controls, size, variant: 'tenSecondLock' });
    return figureOf(real, control);
  } finally {
    await gate.close();
  }
}

function figureOf(real: Round[], control: Round[]): Figure {
  const broken = real.filter(({ breaches }) => breaches.length > 0);
  return {
    name: 'G2 stalls and lost answers',
    promise: `no overlapping requests, no consent ended, usable within ${USABLE_WITHIN_MS / 1_000} s of recovery (grace ${GRACE_SECONDS} s)`,
    trials: real.length,
    violations: broken.length,
    breaches: broken.flatMap(({ breaches }) => breaches),
    measured: {
      'overlapping requests': sum(real.map(({ overlaps }) => overlaps)),
      'longest way back': longest(real.map(({ usableMs }) => usableMs)),
    },
    control: {
      without: 'lock of 10 s without owner',
      trials: control.length,
      violations: control.filter(({ overlaps }) => overlaps > 0).length,
    },
  };
}

function planOf(index: number, { rounds, longestStallMs }: G2Size): Plan {
  const stallMs = rounds === 1 ? longestStallMs : (longestStallMs * index) / (rounds - 1);
  return { stallMs, answers: 1 + (index % 2), how: Math.floor(index / 2) % 2 === 0 ? 'hang' : 'reset' };
}

async function playRounds(
  scene: ReliabilityScene,
  gate: TokenGate,
  { plans, size, variant }: { plans: readonly Plan[]; size: G2Size; variant: Variant },
): Promise<Round[]> {
  const { pace } = scene;
  const unowned = { leaseMs: pace.ms(WITHOUT_OWNER.leaseMs), requestMs: pace.ms(WITHOUT_OWNER.requestMs) };
  const timing = variant === 'real' ? {} : unowned;
  const workers = await scene.workers(PROCESSES, { variant, timing, sweepEveryMs: pace.ms(2_500) });
  const play = (plan: Plan) => playRound(scene, gate, { plan, workers, size });
  const rounds = await inParallel(plans, size.atOnce, play);
  await Promise.all(workers.map((worker) => scene.end(worker)));
  return rounds;
}

async function playRound(
  scene: ReliabilityScene,
  gate: TokenGate,
  { plan, workers, size }: { plan: Plan; workers: WorkerProcess[]; size: G2Size },
): Promise<Round> {
  const { pace } = scene;
  const target = await scene.connect(workers, { origin: gate.url, leewaySeconds: pace.ms(GRACE_SECONDS) });
  const { clientId } = target;
  gate.stall(clientId);
  await scene.expire(target);
  const limitMs = pace.ms(plan.stallMs + 2 * USABLE_WITHIN_MS);
  const usable = untilUsable(target, { workers, limitMs });
  await pace.wait(plan.stallMs);
  gate.recover(clientId, plan);
  const { afterMs, verdict } = await usable;
  const usableMs = afterMs - pace.ms(plan.stallMs);
  const { overlaps } = gate.seen(clientId);
  const breaches = [
    ...(overlaps > 0 ? [`${overlaps} overlapping requests`] : []),
    ...(verdict === undefined ? [] : [verdict]),
    ...(size.timed === 'yes' && usableMs > pace.ms(USABLE_WITHIN_MS) ? [`usable after ${longest([usableMs])}`] : []),
    ...(await ailmentsOf(scene, target, workers[0]!)),
  ];
  return { overlaps, usableMs, breaches: breaches.map((breach) => `${JSON.stringify(plan)}: ${breach}`) };
}
