import { setTimeout as wait } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { LogEndpoint, type Polls } from './log-endpoint.ts';
import type { PollVariant } from './poll-protocol.ts';
import { PollWorkerProcess } from './poll-worker-process.ts';
import type { ReliabilityScene } from './scene.ts';

export interface G8Size {
  connections: number;
  tenants: number;
  /** Between two polls of a connection. */
  everySeconds: number;
  seconds: number;
  controlSeconds: number;
}

const PROCESSES = 3;
const ORGS = 20;
const MAX_LATE_MS = 5_000;
/** Of the polls that the interval allows; the jitter and waits on a busy machine take some. */
const MIN_POLLS = 0.5;

/** Many connections polled by three processes: in time, and each by one at a time. */
export async function runG8(scene: ReliabilityScene, size: G8Size): Promise<Figure> {
  const endpoint = await LogEndpoint.start(ORGS);
  try {
    const real = await play(scene, endpoint, { size, seconds: size.seconds, variant: 'real' });
    const control = await play(scene, endpoint, { size, seconds: size.controlSeconds, variant: 'noLease' });
    return figureOf(size, real, control);
  } finally {
    await endpoint.close();
  }
}

function figureOf(size: G8Size, real: Polls, control: Polls): Figure {
  const { connections, everySeconds } = size;
  const breaches = breachesOf(real, size);
  return {
    name: 'G8 many connections polled',
    promise: `${connections} connections every ${everySeconds} s by ${PROCESSES} processes: start lag p99 at most 5 s, at most 1 poll in flight each`,
    trials: real.lateMs.length,
    violations: breaches.length,
    breaches,
    measured: {
      polls: real.lateMs.length,
      'fewest polls of a connection': fewest(real, size),
      'start lag p50': `${percentile(real.lateMs, 0.5)} ms`,
      'start lag p99': `${percentile(real.lateMs, 0.99)} ms`,
      'longest start lag': `${percentile(real.lateMs, 1)} ms`,
    },
    control: { without: 'no lease', trials: control.lateMs.length, violations: control.overlaps.length },
  };
}

function breachesOf(polls: Polls, size: G8Size): string[] {
  const late = percentile(polls.lateMs, 0.99);
  const least = Math.floor((size.seconds / size.everySeconds) * MIN_POLLS);
  const few = fewest(polls, size);
  return [
    ...polls.overlaps.map((connection) => `${connection} was polled twice at once`),
    ...(late > MAX_LATE_MS ? [`start lag p99 ${late} ms`] : []),
    ...(few < least ? [`a connection was polled ${few} times only`] : []),
  ];
}

function fewest({ byConnection }: Polls, { connections }: G8Size): number {
  return byConnection.size < connections ? 0 : Math.min(...byConnection.values());
}

function percentile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0);
}

async function play(
  scene: ReliabilityScene,
  endpoint: LogEndpoint,
  { size, seconds, variant }: { size: G8Size; seconds: number; variant: PollVariant },
): Promise<Polls> {
  const { databaseUrl } = scene;
  const settings = { databaseUrl, origins: endpoint.origins, variant, everySeconds: size.everySeconds };
  const workers = await Promise.all(Array.from({ length: PROCESSES }, () => PollWorkerProcess.start(settings)));
  endpoint.take();
  await connect(scene, size);
  await wait(seconds * 1_000);
  await Promise.all(workers.map((worker) => worker.stop()));
  await scene.query(`DELETE FROM connection`);
  return endpoint.take();
}

/** Connections whose polls are spread over the interval, as their jitter spreads them. */
async function connect(scene: ReliabilityScene, { connections, tenants, everySeconds }: G8Size): Promise<void> {
  await scene.query(
    `INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
     SELECT 'tenant-' || n % $2, 'con_' || n, 'con_' || n, 'acme.okta.com', 'https://acme.okta.com', 'us', 'active', 0.5, 'apiToken'
     FROM generate_series(1, $1::int) n`,
    [connections, tenants],
  );
  await scene.query(
    `INSERT INTO log_position (tenant_id, id, since, due_at)
     SELECT tenant_id, id, now(), now() + random() * make_interval(secs => $1) FROM connection`,
    [everySeconds],
  );
}
