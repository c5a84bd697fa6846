import { setTimeout as wait } from 'node:timers/promises';
import { NETWORK_FAULTS, type NetworkFault } from './fault-proxy.ts';
import { longest, type Figure } from './figure.ts';
import { LinkScene, LINKS, type Link } from './link-scene.ts';
import type { ReliabilityScene } from './scene.ts';
import type { SourceEdit } from './service-replica.ts';

export interface G20Size {
  faults: readonly NetworkFault[];
  /** How long each link has each fault. */
  seconds: number;
  controlSeconds: number;
  backMs: number;
}

export const ALL_FAULTS = NETWORK_FAULTS;

/** Whoever gets no answer from Postgres waits for it for ever. */
const NO_TIMEOUTS: SourceEdit[] = [
  {
    file: 'core/database/impatient-socket.ts',
    from: 'return socket.setTimeout(silenceMs, breakOff);',
    to: 'return breakOff ? socket : socket;',
  },
];
const EVERY_MS = 250;
/** How long whoever is late is waited for, to see how late. */
const BEYOND_MS = 5_000;
const SETTLE_MS = 90_000;

interface Trial {
  link: Link;
  fault: NetworkFault;
  backAfterMs: number;
  breaches: string[];
}

interface Work {
  /** Events that the org has. */
  events: string[];
  /** Runs by name, and whether the caller was told that it was done. */
  runs: Map<string, 'done' | 'unsure'>;
  /** Under way. */
  calls: Promise<boolean>[];
}

/** Each link fails in each way while events and runs come: nothing is lost, and all is well soon after. */
export async function runG20(database: ReliabilityScene, size: G20Size): Promise<Figure> {
  const scene = await LinkScene.open(database.databaseUrl, { unlimited: true });
  const work: Work = { events: [], runs: new Map(), calls: [] };
  const trials: Trial[] = [];
  let lost: string[];
  try {
    for (const link of LINKS) {
      for (const fault of size.faults) trials.push(await playFault(scene, work, { link, fault, size }));
    }
    lost = await lossesOf(database, scene, work);
  } finally {
    await scene.close();
  }
  const control = await playControl(database, size);
  const breaches = [...trials.flatMap(({ breaches: own }) => own), ...lost];
  return {
    name: 'G20 the network fails',
    promise: `${size.faults.length} faults on ${LINKS.length} links for ${size.seconds} s each: no event and no run is lost or done twice, back within ${size.backMs / 1_000} s`,
    trials: trials.length,
    violations: breaches.length,
    breaches,
    measured: {
      faults: size.faults.join(', '),
      'events meanwhile': work.events.length,
      'runs meanwhile': work.runs.size,
      ...Object.fromEntries(
        LINKS.map((link) => [
          `longest way back, ${link}`,
          longest(trials.filter((one) => one.link === link).map(({ backAfterMs }) => backAfterMs)),
        ]),
      ),
    },
    control: { without: 'timeouts', trials: 1, violations: control ? 1 : 0 },
  };
}

interface Playing {
  link: Link;
  fault: NetworkFault;
  size: G20Size;
}

async function playFault(scene: LinkScene, work: Work, { link, fault, size }: Playing): Promise<Trial> {
  const until = performance.now() + size.seconds * 1_000;
  await scene.break(link, fault);
  for (let step = 0; performance.now() < until; step += 1) {
    work.events.push(...(await scene.emit(2)));
    work.calls.push(run(scene, work, `${link} ${fault} ${step}`));
    await wait(EVERY_MS);
  }
  await scene.mend(link);
  const backAfterMs = await untilBack(scene, work, {
    name: `${link} ${fault} after`,
    giveUpMs: size.backMs + BEYOND_MS,
  });
  const late = backAfterMs > size.backMs ? [`${link}, ${fault}: back after ${(backAfterMs / 1_000).toFixed(1)} s`] : [];
  return { link, fault, backAfterMs, breaches: late };
}

async function run(scene: LinkScene, { runs }: Work, name: string): Promise<boolean> {
  runs.set(name, 'unsure');
  const status = await scene.run(name).then(
    (reply) => reply.status,
    () => 0,
  );
  if (status === 200) runs.set(name, 'done');
  return status === 200;
}

/** Until a new event is delivered and a new run succeeds. */
async function untilBack(
  scene: LinkScene,
  work: Work,
  { name, giveUpMs }: { name: string; giveUpMs: number },
): Promise<number> {
  const since = performance.now();
  const passed = () => performance.now() - since;
  const delivered = async () => {
    const asked: string[] = [];
    while (passed() < giveUpMs) {
      asked.push(...(await scene.emit(1)));
      await wait(EVERY_MS);
      if (asked.some((uuid) => scene.receiver.has(uuid))) break;
    }
    work.events.push(...asked);
    return passed();
  };
  const ran = async () => {
    for (let tries = 0; passed() < giveUpMs; tries += 1) {
      if (await run(scene, work, `${name} ${tries}`)) break;
      await wait(EVERY_MS);
    }
    return passed();
  };
  return Math.max(...(await Promise.all([delivered(), ran()])));
}

async function lossesOf(
  database: ReliabilityScene,
  scene: LinkScene,
  { events, runs, calls }: Work,
): Promise<string[]> {
  await Promise.all(calls);
  const until = performance.now() + SETTLE_MS;
  const missing = () => events.filter((uuid) => !scene.receiver.has(uuid));
  while (missing().length > 0 && performance.now() < until) {
    // What failed waits for minutes; its time has come.
    await database.query(
      `UPDATE delivery SET due_at = now() WHERE status = 'pending' AND due_at > now() + interval '1 second'`,
    );
    await wait(1_000);
  }
  const sql = `SELECT count(*)::int AS open FROM run WHERE status = 'running' AND action_id = 'create-group'`;
  let open = 1;
  while (open > 0 && performance.now() < until) {
    open = (await database.query<{ open: number }>(sql))[0]?.open ?? 0;
    await wait(500);
  }
  const made = await scene.groupsMade();
  return [
    ...missing().map((uuid) => `event ${uuid} was not delivered`),
    ...scene.receiver.breaches,
    ...(open > 0 ? [`${open} runs are left running`] : []),
    ...[...made].filter(([, times]) => times > 1).map(([name, times]) => `${name} was made ${times} times`),
    ...[...runs]
      .filter(([name, end]) => end === 'done' && !made.has(name))
      .map(([name]) => `${name} was said to be made`),
  ];
}

/** Postgres takes everything and answers nothing for a while; afterwards nobody is left to work. @returns whether it was late */
async function playControl(database: ReliabilityScene, size: G20Size): Promise<boolean> {
  const scene = await LinkScene.open(database.databaseUrl, { unlimited: true, edits: NO_TIMEOUTS });
  try {
    const seconds = size.controlSeconds;
    const work: Work = { events: [], runs: new Map(), calls: [] };
    const trial = await playFault(scene, work, { link: 'postgres', fault: 'black hole', size: { ...size, seconds } });
    return trial.breaches.length > 0;
  } finally {
    await scene.close();
  }
}
