import { setTimeout as wait } from 'node:timers/promises';
import { EventScene } from './event-scene.ts';
import { sum, type Figure } from './figure.ts';
import type { ServiceChanges } from './service-replica.ts';

export interface G21Size {
  perSecond: number;
  seconds: number;
  /** How long one snapshot is held; the next one follows at once. */
  snapshotSeconds: number;
  lagMs: number;
  /** Undefined: the service as it was compiled. */
  changes: ServiceChanges | undefined;
}

const TICK_MS = 100;
/** Tables whose rows come and go with events. */
const TABLES = ['event', 'delivery', 'delivery_attempt'];
/** Versions that an event's rows may leave while nothing can be cleaned up: stored, taken, settled, and their indexes. */
const MAX_BYTES_PER_EVENT = 12_000;
/** Empty tables and indexes take some pages, too. */
const EMPTY_BYTES = 1_000_000;
/** Of their size, what may be left when everything has expired. */
const MAX_LEFT = 0.1;
const PATIENCE_MS = 120_000;

interface Stage {
  scene: EventScene;
  size: G21Size;
}

/** A steady stream of events while somebody holds long snapshots: in time, and what has expired is gone. */
export async function runG21(size: G21Size): Promise<Figure> {
  const scene = await EventScene.open();
  try {
    await scene.start(size.changes);
    await scene.subscribe();
    return await play({ scene, size });
  } finally {
    await scene.close();
  }
}

async function play(stage: Stage): Promise<Figure> {
  const snapshots = holdSnapshots(stage);
  try {
    return await measure(stage, snapshots);
  } finally {
    await snapshots.end();
  }
}

async function measure(stage: Stage, snapshots: { count: () => number }): Promise<Figure> {
  const { scene, size } = stage;
  const emitted = await stream(stage);
  const settled = await untilDelivered(scene, emitted.length);
  const lags = await lagsOf(scene);
  const { bytes } = await filled(scene);
  const deleted = await leftAfterDelete(scene);
  const left = await leftAfterDrop(scene);
  const late = lags.filter((ms) => ms > size.lagMs).length;
  const p99 = lags[Math.floor(lags.length * 0.99)] ?? Infinity;
  const perEvent = bytes / emitted.length;
  const breaches = [
    ...(settled < emitted.length ? [`${emitted.length - settled} of ${emitted.length} events were not delivered`] : []),
    ...(p99 > size.lagMs ? [`p99 of the lag is ${(p99 / 1_000).toFixed(1)} s`] : []),
    ...(bytes > EMPTY_BYTES + emitted.length * MAX_BYTES_PER_EVENT
      ? [`an event takes ${Math.round(perEvent)} bytes`]
      : []),
    ...(left > MAX_LEFT ? [`${Math.round(left * 100)} % of the space is left when all has expired`] : []),
  ];
  return {
    name: 'G21 a steady stream beside long snapshots',
    promise: `${size.perSecond} events a second for ${size.seconds} s beside snapshots of ${size.snapshotSeconds} s: lag p99 at most ${size.lagMs / 1_000} s, and what has expired takes no space`,
    trials: emitted.length,
    violations: breaches.length,
    breaches,
    measured: {
      'lag p50': `${Math.round(lags[Math.floor(lags.length / 2)] ?? 0)} ms`,
      'lag p99': `${Math.round(p99)} ms`,
      'longer than the bound': `${late} of ${lags.length}`,
      'snapshots held': snapshots.count(),
      'space an event takes while nothing can be cleaned up': `${Math.round(perEvent)} bytes`,
      'space left after partitions are dropped': `${(left * 100).toFixed(1)} %`,
      'space left after rows are deleted': `${(deleted * 100).toFixed(1)} %`,
    },
    control: { without: 'partitions: expired rows are deleted', trials: 1, violations: deleted > MAX_LEFT ? 1 : 0 },
  };
}

/** As a report or a backup does: nothing that dies meanwhile can be cleaned up. */
function holdSnapshots({ scene, size }: Stage) {
  let held = 0;
  const over = new AbortController();
  const holding = (async () => {
    while (!over.signal.aborted) {
      held += 1;
      await scene.holdSnapshot(() =>
        wait(size.snapshotSeconds * 1_000, undefined, { signal: over.signal }).catch(() => undefined),
      );
    }
  })();
  const end = async () => {
    over.abort();
    await holding;
  };
  return { count: () => held, end };
}

async function stream({ scene, size }: Stage): Promise<string[]> {
  const emitted: string[] = [];
  const began = performance.now();
  for (;;) {
    const passed = (performance.now() - began) / 1_000;
    const due = Math.round(Math.min(passed, size.seconds) * size.perSecond) - emitted.length;
    if (due > 0) emitted.push(...(await scene.emit(due)));
    if (passed >= size.seconds) return emitted;
    await wait(TICK_MS);
  }
}

async function untilDelivered(scene: EventScene, count: number): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  while (scene.receiver.events < count && performance.now() < until) await wait(TICK_MS);
  return scene.receiver.events;
}

/** From the event in the org to the receiver's answer, sorted. */
async function lagsOf(scene: EventScene): Promise<number[]> {
  const rows = await scene.query<{ ms: number }>(
    `SELECT extract(epoch FROM delivered_at - event_published)::float8 * 1000 AS ms FROM delivery
     WHERE delivered_at IS NOT NULL AND event_published IS NOT NULL ORDER BY 1`,
  );
  return rows.map(({ ms }) => ms);
}

/** The partitions that hold something, and their size with indexes. */
async function filled(scene: EventScene): Promise<{ names: string[]; bytes: number }> {
  const rows = await scene.query<{ name: string; bytes: number }>(
    `SELECT relid::regclass::text AS name, pg_total_relation_size(relid)::float8 AS bytes
     FROM unnest($1::text[]) AS parent, pg_partition_tree(parent::regclass) WHERE isleaf AND pg_relation_size(relid) > 0`,
    [TABLES],
  );
  return { names: rows.map(({ name }) => name), bytes: sum(rows.map(({ bytes }) => bytes)) };
}

/** What everybody did before there were partitions. @returns the share of the space that is left */
async function leftAfterDelete(scene: EventScene): Promise<number> {
  const size = async () => {
    const sql = `SELECT pg_total_relation_size('unpartitioned')::float8 AS bytes`;
    return (await scene.query<{ bytes: number }>(sql))[0]?.bytes ?? 0;
  };
  await scene.query('CREATE TABLE unpartitioned (LIKE delivery)');
  await scene.query('INSERT INTO unpartitioned SELECT * FROM delivery');
  const full = await size();
  await scene.query('DELETE FROM unpartitioned');
  await scene.query('VACUUM unpartitioned');
  return (await size()) / full;
}

/** The day on which all of it has expired. @returns the share of the space that is left */
async function leftAfterDrop(scene: EventScene): Promise<number> {
  const { names, bytes } = await filled(scene);
  for (const table of TABLES) {
    await scene.query(`SELECT maintain_partition_set($1, 'day', 2, 30, now() + interval '40 days')`, [table]);
  }
  const [row] = await scene.query<{ left: number }>(
    `SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0)::float8 AS left FROM unnest($1::text[]) AS name`,
    [names],
  );
  return (row?.left ?? bytes) / bytes;
}
