import { createRequire } from 'node:module';
import { getUserCalls, startPeer, USER, type Peer } from './get-user.ts';
import { steadyLatency, type Latency } from './latency.ts';
import { middle, rounded } from './middle.ts';
import { startNginx } from './nginx.ts';
import { Stage } from './stage.ts';
import { wrk, type Load } from './wrk.ts';

export interface WarmPathSize {
  rounds: number;
  seconds: number;
}

const CALLS_A_SECOND = 500;

/** `get-user` on a warm connection, beside what else could stand in its place; one round after the other, each in turn. */
export async function benchWarmPath({ rounds, seconds }: WarmPathSize) {
  const [nginx, stage] = [await startNginx(), await Stage.set()];
  const peers: Peer[] = [];
  try {
    const service = await stage.start({ OKTA_DEV_ORIGINS: nginx.upstream });
    const ours = await getUserCalls(stage, { service, nginx });
    peers.push({ name: 'nginx as a proxy', load: { url: `${nginx.proxy}${USER}` } });
    const bare = await startPeer(['node-proxy', 'bare Node'], nginx);
    peers.push(bare);
    peers.push(await startPeer(['fastify-proxy', 'Fastify'], nginx));
    peers.push(await startPeer(['sdk-service', "Fastify with Okta's SDK"], nginx));
    peers.push({ name: 'service', load: ours, process: service.process });
    const played = await playRounds(peers, { rounds, seconds });
    const latency = await benchLatency({
      rounds,
      seconds,
      direct: `${nginx.upstream}${USER}`,
      bare: bare.load.url,
      ours,
    });
    return { ...describe(played, rounds), ...latency, "Okta's SDK": sdkVersion() };
  } finally {
    for (const { process } of peers) await process?.stop();
    await stage.strike();
    await nginx.stop();
  }
}

type Played = Map<string, { perSecond: number[]; residentMb: number[] }>;

async function playRounds(peers: Peer[], { rounds, seconds }: WarmPathSize): Promise<Played> {
  const played: Played = new Map(peers.map(({ name }) => [name, { perSecond: [], residentMb: [] }]));
  for (const { load } of peers) await wrk({ ...load, seconds });
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, load, process } of peers) {
      const { perSecond } = await wrk({ ...load, seconds });
      played.get(name)?.perSecond.push(perSecond);
      if (process) played.get(name)?.residentMb.push(await process.residentMb());
    }
  }
  return played;
}

function describe(played: Played, rounds: number) {
  const speed = (name: string) => played.get(name)?.perSecond ?? [];
  const memory = (name: string) => middle(played.get(name)?.residentMb ?? []);
  const over = (name: string) =>
    rounded(middle(speed('service').map((ours, round) => ours / (speed(name)[round] ?? Number.NaN))));
  const speeds = [...played.keys()].map((name) => [`requests/s, ${name}`, Math.round(middle(speed(name)))] as const);
  const memories = [...played].filter(([, { residentMb }]) => residentMb.length > 0);
  return {
    rounds,
    'P1: service ÷ bare Node': over('bare Node'),
    "P2: service ÷ Fastify with Okta's SDK": over("Fastify with Okta's SDK"),
    'P5: resident memory, service ÷ bare Node': rounded(memory('service') / memory('bare Node')),
    "P5: resident memory, service ÷ Fastify with Okta's SDK": rounded(
      memory('service') / memory("Fastify with Okta's SDK"),
    ),
    ...Object.fromEntries(speeds),
    ...Object.fromEntries(memories.map(([name]) => [`resident MB, ${name}`, Math.round(memory(name))])),
  };
}

interface LatencySize extends WarmPathSize {
  direct: string;
  bare: string;
  ours: Omit<Load, 'seconds'>;
}

/** What the service adds to a call at a steady rate that it can easily keep up with, and what bare Node adds. */
async function benchLatency({ rounds, seconds, direct, bare, ours }: LatencySize) {
  const pace = { perSecond: CALLS_A_SECOND, seconds };
  const body = JSON.stringify(ours.posts?.body);
  const headers = { ...ours.headers, 'content-type': 'application/json' };
  const [byService, byBare]: Latency[][] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const upstream = await steadyLatency({ url: direct, method: 'GET' }, pace);
    byBare?.push(added(await steadyLatency({ url: bare, method: 'GET' }, pace), upstream));
    byService?.push(added(await steadyLatency({ url: ours.url, method: 'POST', headers, body }, pace), upstream));
  }
  return { ...describeAdded('P3: added', byService ?? []), ...describeAdded('bare Node adds', byBare ?? []) };
}

const added = (through: Latency, direct: Latency): Latency => ({
  p50: through.p50 - direct.p50,
  p99: through.p99 - direct.p99,
});

const describeAdded = (what: string, all: Latency[]) => ({
  [`${what} at ${CALLS_A_SECOND} requests/s, p50 in ms`]: rounded(middle(all.map(({ p50 }) => p50))),
  [`${what} at ${CALLS_A_SECOND} requests/s, p99 in ms`]: rounded(middle(all.map(({ p99 }) => p99))),
});

function sdkVersion(): string {
  return (createRequire(import.meta.url)('@okta/okta-sdk-nodejs/package.json') as { version: string }).version;
}
