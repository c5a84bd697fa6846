import { setTimeout as wait } from 'node:timers/promises';
import type { HookDelivery } from '../okta-org/okta-org-process.ts';
import { EVENT_TYPES, EventScene } from './event-scene.ts';
import type { Figure } from './figure.ts';
import type { ServiceChanges } from './service-replica.ts';

export interface G7Size {
  /** In each trial. */
  events: number;
  /** How late the late hooks are, milliseconds. */
  lateMs: number;
  /** Undefined: the service as it was compiled. */
  changes: ServiceChanges | undefined;
}

interface Trial {
  kind: string;
  breaches: string[];
}

const PUBLISHED_BACK_MS = 3_600_000;
const PATIENCE_MS = 120_000;
const ASK_EVERY_MS = 100;
const UNDISTURBED = { drop: 0, repeat: { share: 0, times: 0 }, shuffle: false, delay: { share: 0, ms: 0 } };

/** What is done to the hooks; each alone, and all of it. */
function disturbances(lateMs: number): [kind: string, change: Partial<HookDelivery>][] {
  const repeat = { share: 1, times: 2 };
  const delay = { share: 0.5, ms: lateMs };
  return [
    ['dropped', { drop: 0.5 }],
    ['all dropped', { drop: 1 }],
    ['tripled', { repeat }],
    ['shuffled', { shuffle: true, batchSize: 1 }],
    ['late', { delay }],
    ['all of it', { drop: 0.3, repeat: { share: 0.5, times: 2 }, shuffle: true, delay: { share: 0.3, ms: lateMs } }],
  ];
}

/** Hooks that are dropped, tripled, shuffled and late, for events that the log gets late, too: the log is what is delivered. */
export async function runG7(size: G7Size): Promise<Figure> {
  const real = await play(size, 'hybrid', disturbances(size.lateMs));
  const control = await play(size, 'realtime', disturbances(size.lateMs).slice(0, 1));
  return {
    name: 'G7 disturbed event hooks',
    promise:
      'hooks dropped, tripled, shuffled, late: each event of the System Log is delivered, once, and nothing else',
    trials: real.trials.length,
    violations: violated(real.trials),
    breaches: real.trials.flatMap(({ breaches }) => breaches),
    measured: { events: real.events, 'by hook first': real.byHook, 'by the log first': real.events - real.byHook },
    control: { without: 'hooks only', trials: control.trials.length, violations: violated(control.trials) },
  };
}

const violated = (trials: readonly Trial[]) => trials.filter(({ breaches }) => breaches.length > 0).length;

async function play(
  { events, changes }: G7Size,
  mode: 'hybrid' | 'realtime',
  kinds: [string, Partial<HookDelivery>][],
): Promise<{ trials: Trial[]; events: number; byHook: number }> {
  const scene = await EventScene.open();
  try {
    await scene.start(changes);
    const startFrom = new Date(Date.now() - 2 * PUBLISHED_BACK_MS).toISOString();
    await scene.subscribe(mode === 'hybrid' ? { mode, startFrom } : { mode });
    const patienceMs = mode === 'hybrid' ? PATIENCE_MS : 5_000;
    const trials: Trial[] = [];
    for (const [kind, change] of kinds) trials.push(await playTrial(scene, { kind, change, events, patienceMs, mode }));
    const [row] = await scene.query<{ all: number; hook: number }>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE source = 'hook')::int AS hook FROM event WHERE event_type = ANY ($1)`,
      [EVENT_TYPES],
    );
    return { trials, events: row?.all ?? 0, byHook: row?.hook ?? 0 };
  } finally {
    await scene.close();
  }
}

interface TrialOptions {
  kind: string;
  change: Partial<HookDelivery>;
  events: number;
  patienceMs: number;
  mode: 'hybrid' | 'realtime';
}

async function playTrial(scene: EventScene, { kind, change, events, patienceMs, mode }: TrialOptions): Promise<Trial> {
  await scene.org.hookDelivery({ ...UNDISTURBED, ...change });
  await scene.emit(Math.ceil(events / 2));
  // They reach the log now, and say that they happened long ago.
  const lateMs = mode === 'hybrid' ? PUBLISHED_BACK_MS : 0;
  await scene.org.emit({
    events: EVENT_TYPES.map((eventType) => ({ eventType })),
    count: Math.floor(events / 2),
    lateMs,
  });
  const truth = await scene.org.logUuids([...EVENT_TYPES]);
  await untilDelivered(scene, truth, patienceMs);
  await scene.org.hooksSettled((change.delay?.ms ?? 0) + PATIENCE_MS);
  const missing = truth.filter((uuid) => !scene.receiver.has(uuid));
  const { events: delivered, deliveries, breaches } = scene.receiver;
  const found = [
    ...missing.map((uuid) => `event ${uuid} was not delivered`),
    ...(delivered > truth.length
      ? [`${delivered - truth.length} events were delivered that the log does not have`]
      : []),
    ...(deliveries > delivered ? [`${deliveries - delivered} events were delivered twice`] : []),
    ...breaches,
  ];
  return { kind, breaches: found.map((breach) => `${kind}: ${breach}`) };
}

async function untilDelivered(scene: EventScene, uuids: readonly string[], patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && !uuids.every((uuid) => scene.receiver.has(uuid))) await wait(ASK_EVERY_MS);
}
