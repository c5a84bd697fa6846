import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EventScene } from './event-scene.ts';
import type { Figure } from './figure.ts';
import { callHook, quantile, type CallEnd } from './hook-load.ts';
import { prepareHook } from './manual-hook.ts';
import type { ServiceChanges } from './service-replica.ts';

export interface G6Size {
  perSecond: number;
  seconds: number;
  /** So long the database hangs, with some calls a second. */
  downSeconds: number;
  /** Milliseconds for 99 of 100 calls, and for the refusal of each while the database hangs. */
  limits: { p99: number; refused: number };
  /** Undefined: the service as it was compiled. */
  changes: ServiceChanges | undefined;
}

const OKTA_GIVES_UP_MS = 3_000;
const CALLS_WHILE_DOWN = 20;
const WARM_SECONDS = 2;

/** A steady load of hooks, and a database that hangs: answered in time, and stored when answered with 204. */
export async function runG6(size: G6Size): Promise<Figure> {
  const real = await play(size, size.changes, 'all');
  const control = await play(size, { ...size.changes, patientHooks: true }, 'down');
  const { limits, perSecond, seconds } = size;
  return {
    name: 'G6 event hooks in time',
    promise: `${perSecond} hooks a second for ${seconds} s: p99 at most ${limits.p99} ms, none over 3 s, what got 204 is stored; 503 within ${limits.refused} ms while the database hangs`,
    trials: real.calls,
    violations: real.breaches.length,
    breaches: real.breaches,
    measured: real.measured,
    control: {
      without: 'no limit to the wait for the database',
      trials: control.calls,
      violations: control.breaches.length,
    },
  };
}

async function play(size: G6Size, changes: ServiceChanges | undefined, phases: 'all' | 'down') {
  const scene = await EventScene.open();
  try {
    const replica = await scene.start(changes);
    const target = await prepareHook(scene, await replica.url);
    // Processes compile their code as they go.
    await callHook(target, { perSecond: size.perSecond / 4, seconds: WARM_SECONDS });
    const load = phases === 'all' ? await callHook(target, size) : [];
    const down = await whileHanging(scene, size.downSeconds, () =>
      callHook(target, { perSecond: CALLS_WHILE_DOWN, seconds: size.downSeconds * 0.6 }),
    );
    const lost = await lostOf(scene, [...load, ...down]);
    return { calls: load.length + down.length, ...judge(size, { load, down, lost }) };
  } finally {
    await scene.close();
  }
}

interface Ends {
  load: CallEnd[];
  down: CallEnd[];
  lost: string[];
}

function judge({ limits }: G6Size, { load, down, lost }: Ends) {
  const times = load.map(({ ms }) => ms);
  const p99 = quantile(times, 0.99);
  const slow = load.filter(({ ms }) => ms > OKTA_GIVES_UP_MS).length;
  const refused = load.filter(({ status }) => status !== 204).length;
  const strange = [...load, ...down].filter(({ status }) => status !== 204 && status !== 503);
  const late = down.filter(({ ms }) => ms > limits.refused);
  const breaches = [
    ...(p99 > limits.p99 ? [`p99 is ${Math.round(p99)} ms`] : []),
    ...(slow > 0 ? [`${slow} calls took more than 3 s`] : []),
    ...(refused > 0 ? [`${refused} calls under load were not taken`] : []),
    ...strange.map(({ status }) => `a call ended with ${status}`),
    ...late.map(({ ms }) => `an answer took ${Math.round(ms)} ms while the database hung`),
    ...lost.map((uuid) => `event ${uuid} was acknowledged and is lost`),
  ];
  const measured = {
    calls: load.length,
    'p50, p99, longest': [quantile(times, 0.5), p99, Math.max(0, ...times)]
      .map((ms) => `${Math.round(ms)} ms`)
      .join(', '),
    'while the database hung': `${down.length} calls, longest ${Math.round(Math.max(0, ...down.map(({ ms }) => ms)))} ms`,
  };
  return { breaches, measured };
}

/** Every process of the server stands still, as on a machine that hangs: connections stay, and nothing answers. */
async function whileHanging<T>({ cluster }: EventScene, seconds: number, work: () => Promise<T>): Promise<T> {
  const first = cluster.pid();
  const children = await childrenOf(first);
  const all = [first, ...children];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  const over = wait(seconds * 1_000).then(() => {
    for (const pid of all) process.kill(pid, 'SIGCONT');
  });
  try {
    return await work();
  } finally {
    await over;
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return stdout.split('\n').flatMap((line) => (line.trim() === '' ? [] : [Number(line)]));
}

async function lostOf(scene: EventScene, ends: readonly CallEnd[]): Promise<string[]> {
  const taken = ends.filter(({ status }) => status === 204).map(({ uuid }) => uuid);
  const rows = await scene.query<{ uuid: string }>(
    'SELECT uuid FROM unnest($1::text[]) AS a(uuid) WHERE uuid NOT IN (SELECT uuid FROM event)',
    [taken],
  );
  return rows.map(({ uuid }) => uuid);
}
