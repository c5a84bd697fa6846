import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunLease } from '../../src/actions/runs/run-lease.ts';
import { inParallel, sum, type Figure } from './figure.ts';
import { RUN_POINTS, type RunPoint, type RunTally, type RunVariant } from './run-protocol.ts';
import { RunWorkerProcess } from './run-worker-process.ts';
import type { ReliabilityScene } from './scene.ts';

export interface G17Size {
  processes: number;
  rounds: number;
  /** In a round, over all processes, with one key. */
  runs: number;
  kills: number;
  controlRounds: number;
  controlKills: number;
  atOnce: number;
  lease: RunLease;
}

/** Answers take that long, so that kills fall into a call. */
const ANSWER_MS = 60;
const ANY_MOMENT_MS = 150;
const POLL_MS = 100;
const CONNECTION = 'con_g17';

interface Trial {
  kind: 'together' | 'kill';
  calls: number;
  /** How often a caller was told that nobody knows. */
  unknown: number;
  breaches: string[];
}

interface Stage {
  scene: ReliabilityScene;
  lease: RunLease;
  encryptionKey: string;
  survivors: RunWorkerProcess[];
  variant: RunVariant;
  processes: number;
}

let groups = 0;

/** Many runs with one key at once, and `kill -9` in their midst: one call to Okta, never a second run. */
export async function runG17(scene: ReliabilityScene, size: G17Size): Promise<Figure> {
  await prepareScene(scene);
  const base = {
    scene,
    processes: size.processes,
    lease: size.lease,
    encryptionKey: randomBytes(32).toString('base64'),
  };
  const real = await onStage({ ...base, variant: 'real' }, async (stage) => [
    ...(await together(stage, size.rounds, size.runs)),
    ...(await inParallel(killsOf(size.kills), size.atOnce, (kill) => killTrial(stage, kill))),
  ]);
  const unchecked = await onStage({ ...base, variant: 'checkThenInsert' }, (stage) =>
    together(stage, size.controlRounds, size.runs),
  );
  const freed = await onStage({ ...base, variant: 'deathFreesKey' }, (stage) =>
    inParallel(Array<RunPoint>(size.controlKills).fill('answerReceived'), size.atOnce, (kill) =>
      killTrial(stage, kill),
    ),
  );
  const control = [...unchecked, ...freed];
  return {
    name: 'G17 one idempotency key, one call',
    promise: `${size.runs} runs of ${size.processes} processes with one key, and kill -9 at any step: at most 1 call to Okta, every answer the same or an honest 409`,
    trials: real.length,
    violations: real.filter(({ breaches }) => breaches.length > 0).length,
    breaches: real.flatMap(({ breaches }) => breaches),
    measured: {
      'runs with one key at once': `${size.rounds} × ${size.runs}`,
      kills: size.kills,
      'calls to Okta': sum(real.map(({ calls }) => calls)),
      'of the killed, outcome_unknown': real.filter(({ kind, unknown }) => kind === 'kill' && unknown > 0).length,
    },
    control: {
      without: 'check, then insert; a key that is free again when its process has died',
      trials: control.length,
      violations: violated(unchecked) > 0 && violated(freed) > 0 ? violated(control) : 0,
    },
  };
}

/** A connection, an Okta that answers as slowly as Okta does, and no limits. */
async function prepareScene(scene: ReliabilityScene): Promise<void> {
  await scene.query(
    `INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
     VALUES ('acme', $1, $1, 'acme.okta.com', 'https://acme.okta.com', 'us', 'active', 0.5, 'apiToken')`,
    [CONNECTION],
  );
  await scene.org.settings({ rateLimit: { perMinute: 1_000_000 } });
  await scene.org.faults.add({ kind: 'delay-after', delayMs: ANSWER_MS, method: 'POST', path: '/api/v1/groups' });
}

const violated = (trials: readonly Trial[]) => trials.filter(({ breaches }) => breaches.length > 0).length;

async function onStage<T>(base: Omit<Stage, 'survivors'>, play: (stage: Stage) => Promise<T>): Promise<T> {
  const start = () => startWorker(base, { sweepEveryMs: 500 });
  const survivors = await Promise.all(Array.from({ length: base.processes }, start));
  try {
    return await play({ ...base, survivors });
  } finally {
    await Promise.all(survivors.map((worker) => worker.kill()));
  }
}

function startWorker(
  { scene, lease, encryptionKey, variant }: Omit<Stage, 'survivors'>,
  options: { sweepEveryMs?: number; dieAt?: RunPoint | undefined },
): Promise<RunWorkerProcess> {
  const { databaseUrl, org } = scene;
  const okta = { oktaOrigin: org.url, apiToken: org.apiToken };
  return RunWorkerProcess.start({
    databaseUrl,
    encryptionKey,
    ...okta,
    connectionId: CONNECTION,
    variant,
    lease,
    ...options,
  });
}

const newGroup = () => `group ${(groups += 1)}`;

/** How often Okta was asked to make the group. */
async function callsFor({ scene }: Stage, group: string): Promise<number> {
  const requests = await scene.org.requests();
  return requests.filter(({ method, body }) => method === 'POST' && JSON.stringify(body ?? '').includes(`"${group}"`))
    .length;
}

/** Everybody at once, and once more when all is over. */
async function together(stage: Stage, rounds: number, runs: number): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await stage.scene.org.clearRequests();
    const group = newGroup();
    const command = { key: group, group, runs: Math.ceil(runs / stage.processes) };
    const first = await Promise.all(stage.survivors.map((worker) => worker.send(command)));
    const last = await Promise.all(stage.survivors.map((worker) => worker.send({ ...command, runs: 1 })));
    const calls = await callsFor(stage, group);
    const all = [...first, ...last];
    const breaches = [
      ...(calls === 1 ? [] : [`${calls} calls to Okta`]),
      ...(sum(all.map(({ fresh }) => fresh)) === 1 ? [] : ['not exactly one run']),
      ...(new Set(all.flatMap(({ bodies }) => bodies)).size === 1 ? [] : ['answers differ']),
      ...strangeProblems(first, ['idempotency_in_progress']),
      ...strangeProblems(last, []),
    ];
    trials.push({ kind: 'together', calls, unknown: 0, breaches: breaches.map((breach) => `together: ${breach}`) });
  }
  return trials;
}

function strangeProblems(tallies: readonly RunTally[], expected: readonly string[]): string[] {
  const codes = new Set(tallies.flatMap(({ problems }) => Object.keys(problems)));
  return [...codes].filter((code) => !expected.includes(code)).map((code) => `ended with ${code}`);
}

/** Half of them at the named steps in turn, half at any moment. */
function killsOf(count: number): (RunPoint | 'anyMoment')[] {
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0 ? (RUN_POINTS[(index / 2 + 1) % RUN_POINTS.length] ?? 'anyMoment') : 'anyMoment',
  );
}

/** A process dies over a run; whoever comes with the key after it gets one and the same end, and Okta one call at most. */
async function killTrial(stage: Stage, kill: RunPoint | 'anyMoment'): Promise<Trial> {
  const group = newGroup();
  const command = { key: group, group, runs: 1 };
  const victim = await startWorker(stage, { dieAt: kill === 'anyMoment' ? undefined : kill });
  const running = victim.send(command);
  if (kill === 'anyMoment') await wait(Math.random() * ANY_MOMENT_MS);
  else await Promise.race([victim.ended, running]);
  await victim.kill();
  const died = await running;
  const ends = await untilEnded(stage, command);
  const again = await Promise.all(stage.survivors.map((worker) => worker.send(command)));
  const calls = await callsFor(stage, group);
  const all = [died, ...ends, ...again];
  const unknown = sum(all.map(({ problems }) => problems['outcome_unknown'] ?? 0));
  const breaches = [
    ...(calls > 1 ? [`${calls} calls to Okta`] : []),
    ...(new Set(all.flatMap(({ bodies }) => bodies)).size > 1 ? ['answers differ'] : []),
    ...(again.some(({ fresh }) => fresh > 0) ? ['was run again after it had ended'] : []),
    ...strangeProblems(all, ['idempotency_in_progress', 'outcome_unknown']),
    ...strangeProblems(again, ['outcome_unknown']),
    ...(await leftRunning(stage)),
  ];
  return { kind: 'kill', calls, unknown, breaches: breaches.map((breach) => `${kill}: ${breach}`) };
}

/** Asks with the key until it is no longer in progress. */
async function untilEnded({ survivors, lease }: Stage, command: { key: string; group: string; runs: number }) {
  const tallies: RunTally[] = [];
  const limitMs = lease.seconds * 1_000 * 3 + 10_000;
  for (let waited = 0; waited < limitMs; waited += POLL_MS) {
    const tally = await survivors[0]!.send(command);
    tallies.push(tally);
    if (!tally.problems['idempotency_in_progress']) return tallies;
    await wait(POLL_MS);
  }
  return tallies;
}

/** Runs of processes that are gone, long after their lease: the upkeep must have ended them. */
async function leftRunning({ scene, lease }: Stage): Promise<string[]> {
  const sql = `SELECT count(*)::int AS left FROM run WHERE status = 'running' AND lease_until < now() - make_interval(secs => $1)`;
  const [row] = await scene.query<{ left: number }>(sql, [lease.seconds + 5]);
  return row && row.left > 0 ? [`${row.left} runs are left running`] : [];
}
