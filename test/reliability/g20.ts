import { setTimeout as wait } from 'node:timers/promises';
import { NETWORK_FAULTS, type NetworkFault } from './fault-proxy.ts';
import { longest, type Figure } from './figure.ts';
import { LinkScene, LINKS, type Link } from './link-scene.ts';
import { LinkWork, type Loss } from './link-work.ts';
import type { ReliabilityScene } from './scene.ts';
import type { ServiceChanges, SourceEdit } from './service-replica.ts';

export interface Breakage {
  link: Link;
  fault: NetworkFault;
}

export interface G20Size {
  breakages: readonly Breakage[];
  /** How long each of them lasts. */
  seconds: number;
  controlSeconds: number;
  backMs: number;
  /** Undefined: as it is. */
  changes: Pick<ServiceChanges, 'hurry' | 'edits'> | undefined;
}

/** Each link in each way. */
export const ALL_BREAKAGES: Breakage[] = LINKS.flatMap((link) => NETWORK_FAULTS.map((fault) => ({ link, fault })));

/** Whoever gets no answer from Postgres waits for it for ever. */
const NO_TIMEOUTS: SourceEdit = {
  file: 'core/database/impatient-socket.ts',
  from: 'return socket.setTimeout(silenceMs, breakOff);',
  to: 'return breakOff ? socket : socket;',
};
const EVERY_MS = 250;
/** How long whoever is late is waited for, to see how late. */
const BEYOND_MS = 5_000;
/** After so many steps what the neighbours remember is fetched. */
const NOTE_EVERY = 20;

interface Trial extends Breakage {
  name: string;
  backAfterMs: number;
}

interface Played {
  work: LinkWork;
  trials: Trial[];
  losses: Loss[];
}

/**
 * Each link fails in each way while events, runs and writes come: nothing is lost, and all is well soon after.
 * @param aside where the control runs; in a scene of its own it runs at the same time
 */
export async function runG20(database: ReliabilityScene, size: G20Size, aside = database): Promise<Figure> {
  const late = () => playControl(aside, size);
  const beside = aside === database ? undefined : late();
  beside?.catch(() => undefined);
  const played = await playReal(database, size);
  const control = await (beside ?? late());
  return figureOf(size, played, control);
}

function figureOf(size: G20Size, { work, trials, losses }: Played, isLate: boolean): Figure {
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const late = trials.filter(({ backAfterMs }) => backAfterMs > size.backMs);
  const breaches = [
    ...late.map(({ name, backAfterMs }) => `${name}: back after ${seconds(backAfterMs)} s`),
    ...losses.map(({ during, what }) => `${during}: ${what}`),
  ];
  return {
    name: 'G20 the network fails',
    promise: `${trials.length} pairs of a link and a fault, for ${size.seconds} s each: no event, run or write is lost, done twice or told wrongly, back within ${size.backMs / 1_000} s`,
    trials: trials.length,
    violations: breaches.length,
    breaches,
    measured: {
      'events meanwhile': `${work.events.size}, ${work.acknowledged} of them acknowledged to Okta's hook`,
      'runs meanwhile': `${work.runs.size}: ${work.told('done')} told to be done, ${work.told('queued')} accepted for later, ${work.told('not done')} refused, ${work.told('unsure')} left in doubt`,
      'changes of the connection meanwhile': work.renames,
      ...Object.fromEntries(
        [...new Set(trials.map(({ fault }) => fault))].map((fault) => [
          fault,
          ofFault(fault, { work, trials, losses }),
        ]),
      ),
    },
    control: { without: 'timeouts', trials: 1, violations: isLate ? 1 : 0 },
  };
}

/** What came, what was lost of it, and the longest way back, by link. */
function ofFault(fault: NetworkFault, { work, trials, losses }: Played): string {
  const shown = trials
    .filter((one) => one.fault === fault)
    .map(({ link, name, backAfterMs }) => {
      const events = [...work.events.values()].filter((during) => during === name).length;
      const runs = [...work.runs.values()].filter(({ during }) => during === name).length;
      const lost = losses.filter(({ during }) => during === name).length;
      return `${link}: ${lost} of ${events} events and ${runs} runs lost, back after ${longest([backAfterMs])}`;
    });
  return shown.join('; ');
}

async function playReal(database: ReliabilityScene, size: G20Size): Promise<Played> {
  const scene = await LinkScene.open(database.databaseUrl, { ...size.changes, unlimited: true });
  try {
    const work = new LinkWork(scene, database);
    const trials: Trial[] = [];
    for (const breakage of size.breakages) trials.push(await playFault(scene, work, { breakage, size }));
    return { work, trials, losses: await work.losses() };
  } finally {
    await scene.close();
  }
}

async function playFault(
  scene: LinkScene,
  work: LinkWork,
  { breakage, size }: { breakage: Breakage; size: Pick<G20Size, 'seconds' | 'backMs'> },
): Promise<Trial> {
  const name = `${breakage.link}, ${breakage.fault}`;
  await breakFor(scene, work, { ...breakage, name, seconds: size.seconds });
  const backAfterMs = await untilBack(scene, work, { name, giveUpMs: size.backMs + BEYOND_MS });
  await work.endTrial(name);
  return { ...breakage, name, backAfterMs };
}

async function breakFor(
  scene: LinkScene,
  work: LinkWork,
  { link, fault, name, seconds }: Breakage & { name: string; seconds: number },
): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  await scene.break(link, fault);
  for (let step = 0; performance.now() < until; step += 1) {
    await work.step(name, step);
    if (step % NOTE_EVERY === NOTE_EVERY - 1) await work.note();
    await wait(EVERY_MS);
  }
  await scene.mend(link);
}

/** Until a new event is delivered and a new run succeeds. */
async function untilBack(
  scene: LinkScene,
  work: LinkWork,
  { name, giveUpMs }: { name: string; giveUpMs: number },
): Promise<number> {
  const since = performance.now();
  const passed = () => performance.now() - since;
  const delivered = async () => {
    const asked: string[] = [];
    while (passed() < giveUpMs && !asked.some((uuid) => scene.receiver.has(uuid))) {
      asked.push(...(await work.emit(name, 1)));
      await wait(EVERY_MS);
    }
    return passed();
  };
  // Nobody waits for the one before, which may be held up for as long as a caller is patient.
  const ran = async () => {
    const done: string[] = [];
    for (let tries = 0; passed() < giveUpMs && done.length === 0; tries += 1) {
      const run = `${name} after ${tries}`;
      void work.ask(name, run).then((isDone) => isDone && done.push(run));
      await wait(EVERY_MS);
    }
    return passed();
  };
  return Math.max(...(await Promise.all([delivered(), ran()])));
}

/** Postgres takes everything and answers nothing for a while; afterwards nobody is left to work. @returns whether it was late */
async function playControl(database: ReliabilityScene, { changes, controlSeconds, backMs }: G20Size): Promise<boolean> {
  const edits = [...(changes?.edits ?? []), NO_TIMEOUTS];
  const scene = await LinkScene.open(database.databaseUrl, { ...changes, unlimited: true, edits });
  try {
    const work = new LinkWork(scene, database);
    const name = 'control';
    await breakFor(scene, work, { link: 'postgres', fault: 'black hole', name, seconds: controlSeconds });
    return (await untilBack(scene, work, { name, giveUpMs: backMs })) >= backMs;
  } finally {
    await scene.close();
  }
}
