import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { cpuSeconds } from './cpu-time.ts';
import { getUserCalls, startPeer, type PeerProcess } from './get-user.ts';
import { middle, rounded } from './middle.ts';
import { startNginx, type Nginx } from './nginx.ts';
import { Stage } from './stage.ts';
import { wrk } from './wrk.ts';

export interface WarmCostsSize {
  rounds: number;
  seconds: number;
  /** Requests before anything is measured, so that what is measured is compiled. */
  warmUp: number;
}

interface Variant {
  name: string;
  env?: Record<string, string>;
  nodeArguments?: string[];
}

const SERVICE = 'service';
const [BARE, EMPTY] = ['bare Node', 'Nest on Fastify, with nothing in it'];
const [NO_METRICS, TRACES] = ['service without metrics', 'service that exports traces'];

const preload = (name: string) => ['--import', new URL(`preloads/${name}.mjs`, import.meta.url).href];

/**
 * Processor time of one warm `get-user`, which other processes on the machine change less than they change rates: beside the
 * least that Node and Nest can do, and with metrics and tracing on and off. One round after the other, each in turn.
 */
export async function benchWarmCosts({ rounds, seconds, warmUp }: WarmCostsSize) {
  const [nginx, collector] = [await startNginx(), await startCollector()];
  const stages: Stage[] = [];
  const peers: PeerProcess[] = [];
  const serve = async (variant: Variant) => {
    // A database for each: replicas of one would share its limits.
    const stage = await Stage.set();
    stages.push(stage);
    peers.push(await startVariant(stage, { nginx, variant }));
  };
  try {
    peers.push(await startPeer(['node-proxy', BARE], nginx), await startPeer(['nest-proxy', EMPTY], nginx));
    await serve({ name: SERVICE });
    await serve({ name: NO_METRICS, nodeArguments: preload('no-metrics') });
    await serve({ name: TRACES, env: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.url } });
    for (const { load } of peers)
      for (let sent = 0; sent < warmUp;) sent += seconds * (await wrk({ ...load, seconds })).perSecond;
    const costs: Costs = new Map(peers.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1)
      for (const peer of peers) costs.get(peer.name)?.push(await microsecondsOfOne(peer, seconds));
    return { rounds, ...describe(costs) };
  } finally {
    for (const { process } of peers) await process.stop();
    for (const stage of stages) await stage.strike();
    await nginx.stop();
    collector.server.close();
  }
}

async function startVariant(
  stage: Stage,
  { nginx, variant }: { nginx: Nginx; variant: Variant },
): Promise<PeerProcess> {
  const { name, env = {}, nodeArguments = [] } = variant;
  const service = await stage.start({ OKTA_DEV_ORIGINS: nginx.upstream, ...env }, nodeArguments);
  return { name, load: await getUserCalls(stage, { service, nginx }), process: service.process };
}

async function microsecondsOfOne({ load, process }: PeerProcess, seconds: number): Promise<number> {
  const before = await cpuSeconds(process.pid);
  const { perSecond } = await wrk({ ...load, seconds });
  return (((await cpuSeconds(process.pid)) - before) * 1_000_000) / (perSecond * seconds);
}

type Costs = Map<string, number[]>;

function describe(costs: Costs) {
  const of = (name: string) => costs.get(name) ?? [];
  const over = (name: string, other: string) =>
    rounded(middle(of(name).map((cost, round) => cost / (of(other)[round] ?? Number.NaN))));
  const each = [...costs].map(([name, all]) => [`µs of a core for a request, ${name}`, Math.round(middle(all))]);
  return {
    'metrics on ÷ off': over(SERVICE, NO_METRICS),
    'traces exported ÷ not': over(TRACES, SERVICE),
    'bare Node ÷ service': over(BARE, SERVICE),
    'bare Node ÷ Nest on Fastify with nothing in it: what P1 could be at most': over(BARE, EMPTY),
    ...(Object.fromEntries(each) as Record<string, number>),
  };
}

/** Takes what is exported and forgets it. */
async function startCollector(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => request.resume().on('end', () => response.end()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, server };
}
