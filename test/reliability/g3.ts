import { setTimeout as wait } from 'node:timers/promises';
import { inParallel, longest, type Figure } from './figure.ts';
import { POINTS, type Point, type Target, type Variant } from './protocol.ts';
import { ailmentsOf, untilUsable } from './recovery.ts';
import type { ReliabilityScene } from './scene.ts';
import type { WorkerProcess } from './worker-process.ts';

export interface G3Size {
  /** Kills at a grace of 30 seconds; as many again, but a tenth, without grace. */
  kills: number;
  killsWithoutGrace: number;
  controlKills: number;
  atOnce: number;
  timed: 'yes' | 'no';
}

/** Where the process is killed: at a step, at any moment, or as soon as a call has its token. */
type Kill = Point | 'anyMoment' | 'afterUse';

interface Trial {
  afterMs: number;
  verdict: string | undefined;
  breaches: string[];
}

interface TrialOptions {
  kill: Kill;
  variant: Variant;
  graceSeconds: number;
  survivors: WorkerProcess[];
  timed: G3Size['timed'];
}

const GRACE_SECONDS = 30;
const USABLE_WITHIN_MS = 20_000;
const REPORTED_WITHIN_MS = 60_000;
/** Answers take that long, so that kills at any moment fall into a request. */
const ANSWER_MS = 60;
const ANY_MOMENT_MS = 150;

/** `kill -9` during refreshes: no refresh token is lost, or without grace every loss is reported. */
export async function runG3(scene: ReliabilityScene, size: G3Size): Promise<Figure> {
  await scene.org.faults.add({ kind: 'delay-after', delayMs: ANSWER_MS, path: '/oauth2/v1/token' });
  const survivors = await scene.workers(2, { sweepEveryMs: scene.pace.ms(2_500) });
  const { timed, atOnce } = size;
  const play = (kills: Kill[], options: Pick<TrialOptions, 'variant' | 'graceSeconds'>) =>
    inParallel(kills, atOnce, (kill) => playTrial(scene, { kill, survivors, timed, ...options }));
  const real = await play(killsOf(size.kills, 'leaseNotCommitted'), { variant: 'real', graceSeconds: GRACE_SECONDS });
  const hard = await play(killsOf(size.killsWithoutGrace, 'answerReceived'), { variant: 'real', graceSeconds: 0 });
  const uses = Array.from({ length: size.controlKills }, () => 'afterUse' as const);
  const control = await play(uses, { variant: 'useBeforeCommit', graceSeconds: GRACE_SECONDS });
  const trials = [...real, ...hard];
  return {
    name: 'G3 kill -9 during refresh',
    promise: `grace ${GRACE_SECONDS} s: no refresh token lost, usable within 20 s; no grace: every loss reported within 60 s; no token used before it is stored`,
    trials: trials.length,
    violations: trials.filter(({ breaches }) => breaches.length > 0).length,
    breaches: trials.flatMap(({ breaches }) => breaches),
    measured: {
      'kills with grace': real.length,
      'longest way back': longest(real.map(({ afterMs }) => afterMs)),
      'kills without grace': hard.length,
      'of these lost and reported': hard.filter(({ verdict }) => verdict !== undefined).length,
      'longest until reported': longest(hard.map(({ afterMs }) => afterMs)),
    },
    control: {
      without: 'token used before the commit',
      trials: control.length,
      violations: control.filter(({ breaches }) => breaches.length > 0).length,
    },
  };
}

/** Half of them at the named steps in turn, half at any moment; now and then just after the token was used. */
function killsOf(count: number, first: Point): Kill[] {
  const skipped = POINTS.indexOf(first);
  return Array.from({ length: count }, (_, index) => {
    if (index % 2 === 0) return POINTS[(index / 2 + skipped) % POINTS.length] ?? 'anyMoment';
    return index % 10 === 9 ? 'afterUse' : 'anyMoment';
  });
}

async function playTrial(scene: ReliabilityScene, options: TrialOptions): Promise<Trial> {
  const { kill, survivors, graceSeconds, timed } = options;
  const { pace } = scene;
  const target = await scene.connect(survivors, { leewaySeconds: pace.ms(graceSeconds) });
  const unstored = await killDuringRefresh(scene, target, options);
  const withGrace = graceSeconds > 0;
  const limitMs = pace.ms(withGrace ? USABLE_WITHIN_MS : REPORTED_WITHIN_MS);
  const { afterMs, verdict } = await untilUsable(target, { workers: survivors, limitMs: 3 * limitMs });
  const reported = !withGrace && verdict === 'reauthorization required';
  const breaches = [
    ...unstored,
    ...(verdict === undefined || reported ? [] : [verdict]),
    ...(timed === 'yes' && afterMs > limitMs ? [`took ${longest([afterMs])}`] : []),
    ...(reported ? await falseReport(scene, target) : await ailmentsOf(scene, target, survivors[0]!)),
  ];
  return { afterMs, verdict, breaches: breaches.map((breach) => `${kill}, grace ${graceSeconds} s: ${breach}`) };
}

/** @returns tokens that were used although the database does not have them */
async function killDuringRefresh(
  scene: ReliabilityScene,
  target: Target,
  { kill, variant }: TrialOptions,
): Promise<string[]> {
  const { connectionId } = target;
  const atStep = kill === 'anyMoment' || kill === 'afterUse' ? undefined : kill;
  const failpoint = atStep && { point: atStep, connectionId, effect: 'die' as const };
  const victim = await scene.worker({ variant, failpoint });
  await victim.send({ kind: 'know', targets: [target] });
  await scene.expire(target);
  const got = victim.send({ kind: 'get', connectionId, calls: 3 });
  if (kill === 'anyMoment') await wait(Math.random() * ANY_MOMENT_MS);
  if (kill === 'afterUse') await got;
  if (atStep) await Promise.race([victim.ended, got]);
  await scene.end(victim);
  const { version } = await scene.row(target);
  const early = [...(victim.used.get(connectionId) ?? [])].filter((used) => used > version);
  return early.map((used) => `token ${used} was used, token ${version} is stored`);
}

/** A loss is only reported when there was one. */
async function falseReport(scene: ReliabilityScene, target: Target): Promise<string[]> {
  const { reason } = await scene.row(target);
  const [stored] = await scene.query<{ attempts: string }>(
    'SELECT count(*) AS attempts FROM oauth_refresh_attempt WHERE connection_id = $1 AND outcome IS NULL',
    [target.connectionId],
  );
  if (reason !== 'rotation_lost') return [`reported as ${reason}`];
  return Number(stored?.attempts) > 0 ? [] : ['reported although no refresh was interrupted'];
}
