import { sum, type Figure } from './figure.ts';
import type { Answer, Target } from './protocol.ts';
import type { ReliabilityScene } from './scene.ts';
import type { WorkerProcess } from './worker-process.ts';

export interface G1Size {
  rounds: number;
  /** In a round, over all processes. */
  calls: number;
  controlRounds: number;
}

const PROCESSES = 4;
/** Answers take that long, as Okta's do. */
const ANSWER_MS = 60;

interface Round {
  requests: number;
  succeeded: number;
  /** Different tokens that the calls got. */
  tokens: number;
  ms: number;
}

/** Many calls of four processes on one expired connection: exactly one token request a round, all succeed. */
export async function runG1(scene: ReliabilityScene, { rounds, calls, controlRounds }: G1Size): Promise<Figure> {
  await scene.org.faults.add({ kind: 'delay-after', delayMs: ANSWER_MS, path: '/oauth2/v1/token' });
  const real = await playRounds(scene, { rounds, calls, variant: 'real' });
  const control = await playRounds(scene, { rounds: controlRounds, calls, variant: 'processLockOnly' });
  const broken = real.filter((round) => !isGood(round, calls));
  return {
    name: 'G1 one refresh for everybody',
    promise: `${calls} calls of ${PROCESSES} processes on an expired connection: 1 token request, all succeed`,
    trials: rounds,
    violations: broken.length,
    breaches: broken.map((round) => JSON.stringify(round)),
    measured: {
      calls: rounds * calls,
      'token requests': sum(real.map(({ requests }) => requests)),
      'slowest round': `${Math.round(Math.max(...real.map(({ ms }) => ms)))} ms`,
    },
    control: {
      without: 'lock in the process only',
      trials: controlRounds,
      violations: control.filter((round) => !isGood(round, calls)).length,
    },
  };
}

const isGood = ({ requests, succeeded, tokens }: Round, calls: number): boolean =>
  requests === 1 && succeeded === calls && tokens === 1;

async function playRounds(
  scene: ReliabilityScene,
  { rounds, calls, variant }: { rounds: number; calls: number; variant: 'real' | 'processLockOnly' },
): Promise<Round[]> {
  const workers = await scene.workers(PROCESSES, { variant });
  const target = await scene.connect(workers);
  const played: Round[] = [];
  for (let round = 0; round < rounds; round += 1) played.push(await playRound(scene, { workers, target, calls }));
  await Promise.all(workers.map((worker) => scene.end(worker)));
  return played;
}

async function playRound(
  scene: ReliabilityScene,
  { workers, target, calls }: { workers: WorkerProcess[]; target: Target; calls: number },
): Promise<Round> {
  const { connectionId } = target;
  await scene.expire(target);
  await Promise.all(workers.map((worker) => worker.send({ kind: 'forget', connectionId })));
  const before = await scene.tokenRequests(target);
  const began = performance.now();
  const share = Math.ceil(calls / workers.length);
  const answers = await Promise.all(
    workers.map((worker) => worker.send({ kind: 'get', connectionId, calls: share, waitMs: 30_000 })),
  );
  const ms = performance.now() - began;
  return { requests: (await scene.tokenRequests(target)) - before, ...outcomeOf(answers), ms };
}

function outcomeOf(answers: Answer[]): Pick<Round, 'succeeded' | 'tokens'> {
  const succeeded = sum(answers.flatMap(({ versions }) => Object.values(versions)));
  return { succeeded, tokens: new Set(answers.flatMap(({ versions }) => Object.keys(versions))).size };
}
