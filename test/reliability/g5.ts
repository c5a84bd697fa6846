import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { EventScene } from './event-scene.ts';
import type { Figure } from './figure.ts';
import type { ServiceChanges, ServiceReplica } from './service-replica.ts';

export interface G5Size {
  events: number;
  /** `kill -9` of the service. */
  kills: number;
  /** Immediate stops of Postgres. */
  stops: number;
  controlKills: number;
  /** Undefined: the service as it was compiled. */
  hurry: ServiceChanges['hurry'];
}

type Blow = 'kill' | 'stop';

interface Stage {
  scene: EventScene;
  hurry: G5Size['hurry'];
  replica: ServiceReplica;
  /** Attempts that were under way when somebody died. */
  inFlight: Set<string>;
  acknowledged: number;
}

/** Of the events, those that hooks hear of; the others are in the log alone. */
const BY_HOOK = 0.75;
const ANY_MOMENT_MS = 800;
const HALFWAY_MS = 3_000;
/** Reading the log takes that long, so that blows fall into it. */
const LOG_ANSWER_MS = 150;
/** How much later the control stores what it has acknowledged. */
const STORED_LATER_MS = 3_000;

/** `kill -9` of the service and immediate stops of Postgres while events come and go: what was accepted is delivered. */
export async function runG5(size: G5Size): Promise<Figure> {
  const scene = await EventScene.open();
  try {
    return await play(scene, size);
  } finally {
    await scene.close();
  }
}

async function play(scene: EventScene, size: G5Size): Promise<Figure> {
  const { events, kills, stops, controlKills, hurry } = size;
  const replica = await scene.start(hurry && { hurry });
  const stage: Stage = { scene, hurry, replica, inFlight: new Set(), acknowledged: 0 };
  await scene.subscribe();
  await scene.org.faults.add({ kind: 'delay-after', delayMs: LOG_ANSWER_MS, path: '^/api/v1/logs$' });
  const blows = blowsOf(kills, stops);
  const emitted: string[] = [];
  const trials: string[][] = [];
  for (const [index, blow] of blows.entries()) {
    const count = Math.floor((events * (index + 1)) / blows.length) - emitted.length;
    trials.push(await strike(stage, { blow, count, emitted }));
  }
  const ends = await endOf(stage, emitted);
  const control = await playControl(stage, controlKills);
  return {
    name: 'G5 accepted means delivered',
    promise:
      'kill -9 of the service and immediate stops of Postgres: what a hook got 204 for is stored, every event of the log is delivered, twice only what was in flight, always with the same webhook-id',
    trials: trials.length,
    violations: [...trials, ends.breaches].filter((breaches) => breaches.length > 0).length,
    breaches: [...trials.flat(), ...ends.breaches],
    measured: {
      'kill -9 of the service': kills,
      'immediate stops of Postgres': stops,
      ...ends.measured,
    },
    control: {
      without: 'answer before commit',
      trials: control.length,
      violations: control.filter((breaches) => breaches.length > 0).length,
    },
  };
}

/** The stops spread over the kills. */
function blowsOf(kills: number, stops: number): Blow[] {
  const count = kills + stops;
  return Array.from({ length: count }, (_, index) => {
    const before = Math.round((index * stops) / count);
    return Math.round(((index + 1) * stops) / count) > before ? 'stop' : 'kill';
  });
}

/** Events come, and somebody dies over them. @returns what was acknowledged and is not there */
async function strike(
  stage: Stage,
  { blow, count, emitted }: { blow: Blow; count: number; emitted: string[] },
): Promise<string[]> {
  const { scene } = stage;
  const byHook = Math.round(count * BY_HOOK);
  const before = scene.receiver.deliveries;
  emitted.push(...(await scene.emit(byHook)), ...(await scene.emit(count - byHook, { hooks: false })));
  if (randomInt(2) === 0) await wait(randomInt(ANY_MOMENT_MS));
  else await untilDelivered(scene, before + randomInt(byHook));
  return blow === 'kill' ? killed(stage) : stopped(stage);
}

/** In the midst of delivering, unless that takes too long. */
async function untilDelivered(scene: EventScene, count: number): Promise<void> {
  const until = performance.now() + HALFWAY_MS;
  while (scene.receiver.deliveries < count && performance.now() < until) await wait(1);
}

async function killed(stage: Stage): Promise<string[]> {
  const { scene, hurry } = stage;
  await scene.kill(stage.replica);
  const breaches = await missing(stage, scene.front.takeAcknowledged());
  await noteInFlight(stage);
  stage.replica = await scene.start(hurry && { hurry });
  return breaches;
}

async function stopped(stage: Stage): Promise<string[]> {
  const { scene } = stage;
  const acknowledged = scene.front.takeAcknowledged();
  await scene.cluster.crash();
  await noteInFlight(stage);
  return missing(stage, acknowledged);
}

async function noteInFlight({ scene, inFlight }: Stage): Promise<void> {
  const rows = await scene.query<{ attempt: string }>(
    `SELECT id || ' ' || attempts AS attempt FROM delivery WHERE status = 'pending' AND attempts > 0 AND due_at > now()`,
  );
  for (const { attempt } of rows) inFlight.add(attempt);
}

/** Nobody is there who could make up for it. */
async function missing(stage: Stage, acknowledged: string[]): Promise<string[]> {
  stage.acknowledged += acknowledged.length;
  const rows = await stage.scene.query<{ uuid: string }>(
    `SELECT uuid FROM unnest($1::text[]) AS a(uuid) WHERE uuid NOT IN (SELECT uuid FROM event)
       OR uuid NOT IN (SELECT event_uuid FROM delivery WHERE event_uuid IS NOT NULL)`,
    [acknowledged],
  );
  return rows.map(({ uuid }) => `event ${uuid} was acknowledged and is lost`);
}

async function endOf({ scene, inFlight, acknowledged }: Stage, emitted: string[]) {
  const settled = await scene.untilSettled(emitted.length);
  const lost = emitted.filter((uuid) => !scene.receiver.has(uuid));
  const { deliveries, events } = scene.receiver;
  const doubles = deliveries - events;
  const [slowest] = await scene.query<{ seconds: number }>(
    'SELECT max(extract(epoch FROM delivered_at - created_at))::float8 AS seconds FROM delivery',
  );
  const breaches = [
    ...lost.map((uuid) => `event ${uuid} was not delivered`),
    ...(settled === emitted.length ? [] : [`${settled} of ${emitted.length} deliveries are settled`]),
    ...(doubles <= inFlight.size ? [] : [`${doubles} doubles, but only ${inFlight.size} were in flight`]),
    ...scene.receiver.breaches,
  ];
  const bound = lost.length === 0 ? `, so below ${((3 / emitted.length) * 100).toPrecision(2)} %` : '';
  const measured = {
    'events lost': `${lost.length} of ${emitted.length}${bound}`,
    'acknowledged by 204': acknowledged,
    'calls of hooks by answer': JSON.stringify(scene.front.answers),
    'delivered twice': doubles,
    'in flight when somebody died': inFlight.size,
    'slowest delivery': `${(slowest?.seconds ?? 0).toFixed(1)} s`,
  };
  return { breaches, measured };
}

/** The hook is answered before its events are stored, and then the process dies. */
async function playControl(stage: Stage, kills: number): Promise<string[][]> {
  const { scene } = stage;
  await scene.kill(stage.replica);
  scene.front.takeAcknowledged();
  const trials: string[][] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const replica = await scene.start({ answerBeforeCommitMs: STORED_LATER_MS });
    const before = scene.front.answers[204] ?? 0;
    await scene.emit(10);
    while ((scene.front.answers[204] ?? 0) === before) await wait(5);
    await scene.kill(replica);
    trials.push(await missing(stage, scene.front.takeAcknowledged()));
  }
  return trials;
}
