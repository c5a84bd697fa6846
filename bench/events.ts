import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { EventScene } from '../test/reliability/event-scene.ts';
import { cpuSeconds } from './cpu-time.ts';
import { middle, rounded } from './middle.ts';

const WARM_UP = 5_000;

/** Seconds: on the clock, and of processor time. */
interface Round {
  wall: number;
  service: number;
  postgres: number;
  /** The org that sends and the receiver that checks, which share the machine. */
  surroundings: number;
}

/** A burst of events through event hook, store, fan-out and signed delivery: one process, on a Postgres that flushes. */
export async function benchEvents({ events, rounds }: { events: number; rounds: number }) {
  const scene = await EventScene.open();
  try {
    const replica = await scene.start();
    await scene.subscribe({ mode: 'realtime' });
    // As many calls at once as the hooks' lane takes without turning any away.
    await scene.org.hookDelivery({ batchSize: 100, parallel: 4 });
    await playRound(scene, WARM_UP, replica.pid);
    const played: Round[] = [];
    for (let round = 0; round < rounds; round += 1) played.push(await playRound(scene, events, replica.pid));
    const [server] = await scene.query<{ server_version: string }>('SHOW server_version');
    return { ...describe(played, events), postgres: server?.server_version ?? 'unknown' };
  } finally {
    await scene.close();
  }
}

async function playRound(scene: EventScene, events: number, servicePid: number): Promise<Round> {
  const { receiver, cluster, org } = scene;
  const count = async (): Promise<Round> => ({
    wall: performance.now() / 1_000,
    service: await cpuSeconds(servicePid),
    postgres: await cpuSeconds(cluster.pid()),
    surroundings: (await cpuSeconds(org.pid)) + process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  });
  const wanted = receiver.events + events;
  const before = await count();
  await scene.emit(events);
  for (let moved = performance.now(), seen = receiver.events; receiver.events < wanted; await wait(20)) {
    if (receiver.events > seen) [seen, moved] = [receiver.events, performance.now()];
    if (performance.now() - moved > 60_000) throw new Error(`Only ${seen} of ${wanted} events were delivered`);
  }
  const after = await count();
  return {
    wall: after.wall - before.wall,
    service: after.service - before.service,
    postgres: after.postgres - before.postgres,
    surroundings: after.surroundings - before.surroundings,
  };
}

function describe(rounds: readonly Round[], events: number) {
  const cores = Math.min(2, availableParallelism());
  const used = ({ service, postgres }: Round) => service + postgres;
  const middleOf = (of: (round: Round) => number, digits: number) => rounded(middle(rounds.map(of)), digits);
  return {
    events,
    rounds: rounds.length,
    'events/s, all on one machine': middleOf(({ wall }) => events / wall, 0),
    'cores used by service and Postgres': middleOf((round) => used(round) / round.wall, 2),
    'of them by Postgres': middleOf(({ postgres, wall }) => postgres / wall, 2),
    'cores used by the org and the receiver': middleOf(({ surroundings, wall }) => surroundings / wall, 2),
    'ms of a core for an event': middleOf((round) => (used(round) / events) * 1_000, 2),
    [`events/s, computed from that for ${cores} cores`]: middleOf((round) => (events / used(round)) * cores, 0),
  };
}
