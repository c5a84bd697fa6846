import { longest, sum, type Figure } from './figure.ts';
import { startLoad } from './load.ts';
import type { LoadRequest, PhaseResult } from './load-protocol.ts';
import { QuickOrgs } from './quick-orgs.ts';
import { ReplicaScene } from './replica-scene.ts';
import type { ReliabilityScene } from './scene.ts';
import { ServiceFront } from './service-front.ts';
import type { ServiceChanges, ServiceReplica } from './service-replica.ts';

export interface G19Size {
  replicas: number;
  /** How often each replica is stopped. */
  rounds: number;
  controlStops: number;
  perSecond: number;
  /** How often the front asks whether a replica is ready, milliseconds. */
  probeEveryMs: number;
  /** Undefined: the service as it was compiled. */
  changes: ServiceChanges | undefined;
}

const TENANT = 'acme';
const ORGS = 10;
const ANSWER_MS = 50;
const LIMIT_MS = 25_000;
/** For each request a second; few enough that each is used within the drain, in which it learns to go elsewhere. */
const SOCKETS = 0.75;
const WAIT_SECONDS = 10;

interface Stage {
  size: G19Size;
  scene: ReplicaScene;
  front: ServiceFront;
  replicas: { replica: ServiceReplica; url: string }[];
}

interface Stop {
  ms: number;
  exit: number | string | null;
}

/** Replicas are stopped one after the other while requests of every length come: none fails, and each stop is in time. */
export async function runG19(reliability: ReliabilityScene, size: G19Size): Promise<Figure> {
  const orgs = await QuickOrgs.start(ORGS, ANSWER_MS);
  const { databaseUrl } = reliability;
  const scene = await ReplicaScene.open({ databaseUrl, oktaOrigins: orgs.origins, changes: size.changes });
  const front = await ServiceFront.open(size.probeEveryMs);
  try {
    const stage: Stage = { size, scene, front, replicas: [] };
    for (let count = 0; count < size.replicas; count += 1) await startOne(stage);
    const requests = await requestsOf(stage, { reliability, orgs });
    const real = await play(stage, { requests, stops: size.replicas * size.rounds, signal: 'SIGTERM' });
    const undone = await undoneRuns(reliability);
    // As after Ctrl+C: the port closes at once.
    const control = await play(stage, { requests, stops: size.controlStops, signal: 'SIGINT' });
    return figureOf(size, { ...real, undone }, control);
  } finally {
    await front.close();
    await scene.close();
    await orgs.close();
  }
}

interface Played {
  load: PhaseResult;
  stops: Stop[];
}

function figureOf(
  { replicas, rounds, perSecond }: G19Size,
  real: Played & { undone: string[] },
  control: Played,
): Figure {
  const { load, stops } = real;
  const badStops = stops.filter(({ ms, exit }) => ms > LIMIT_MS || exit !== 0);
  const breaches = [
    ...failuresByKind(load),
    ...badStops.map(({ ms, exit }) => `a stop took ${ms} ms and ended with ${exit}`),
    ...real.undone,
  ];
  const failed = sum(Object.values(failuresOf(load)));
  return {
    name: 'G19 replicas are stopped',
    promise: `SIGTERM to each of ${replicas} replicas, ${rounds} times, at ${perSecond} requests/s: 0 failed requests, exit within 25 s`,
    trials: answersOf(load),
    violations: failed + badStops.length + real.undone.length,
    breaches,
    measured: {
      stops: stops.length,
      'longest stop': longest(stops.map(({ ms }) => ms)),
      'requests by kind': countsOf(load),
    },
    control: {
      without: 'no drain',
      trials: answersOf(control.load),
      violations: sum(Object.values(failuresOf(control.load))),
    },
  };
}

const failuresByKind = ({ byKind }: PhaseResult): string[] =>
  Object.entries(byKind).flatMap(([kind, ends]) =>
    Object.entries(failuresOf({ all: ends })).map(([end, count]) => `${count} of ${kind} ended with ${end}`),
  );

/** Being turned away is a failure here, too: there is no more to do than usual. */
function failuresOf({ all: { failed, refused } }: Pick<PhaseResult, 'all'>): Record<string, number> {
  return { ...failed, ...(refused > 0 && { '503 overloaded': refused }) };
}

const answersOf = ({ all: { taken, refused, failed } }: PhaseResult) => taken + refused + sum(Object.values(failed));

const countsOf = ({ byKind }: PhaseResult) =>
  Object.entries(byKind)
    .map(([kind, { taken }]) => `${taken} ${kind}`)
    .join(', ');

async function play(
  stage: Stage,
  { requests, stops, signal }: { requests: LoadRequest[]; stops: number; signal: 'SIGTERM' | 'SIGINT' },
): Promise<Played> {
  const { front, size } = stage;
  const load = startLoad({
    url: front.url,
    sockets: Math.ceil(size.perSecond * SOCKETS),
    requests,
    phases: [{ perSecond: size.perSecond, seconds: 'untilTold' }],
  });
  const stopped: Stop[] = [];
  while (stopped.length < stops) stopped.push(await stopOne(stage, signal));
  load.end();
  const [result] = await load.results;
  if (!result) throw new Error('There was no load');
  return { load: result, stops: stopped };
}

async function startOne({ scene, front, replicas }: Stage): Promise<void> {
  const started = await scene.start();
  await front.add(started.url);
  replicas.push(started);
}

/** The oldest one goes; the next one comes when it is gone, as with `maxSurge: 0`. */
async function stopOne(stage: Stage, signal: 'SIGTERM' | 'SIGINT'): Promise<Stop> {
  const oldest = stage.replicas.shift();
  if (!oldest) throw new Error('There is no replica to be stopped');
  const began = performance.now();
  oldest.replica.signal(signal);
  await oldest.replica.ended;
  const ms = Math.round(performance.now() - began);
  stage.front.forget(oldest.url);
  await startOne(stage);
  return { ms, exit: oldest.replica.exit };
}

/** Mostly short ones; some that take seconds, streams, long polls, and runs that nobody waits for. */
async function requestsOf(
  { scene, replicas }: Stage,
  { reliability, orgs }: { reliability: ReliabilityScene; orgs: QuickOrgs },
): Promise<LoadRequest[]> {
  const url = replicas[0]?.url ?? '';
  const token = await scene.token(TENANT);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const auth = { type: 'apiToken', apiToken: '00load-token-of-no-org-0000' };
  const requests: LoadRequest[] = [];
  for (const origin of orgs.origins) {
    const id = await scene.connect(url, { tenant: TENANT, origin, auth });
    const run = (kind: string, action: string, input: object, more = {}): LoadRequest => {
      const path = `/v1/connections/${id}/actions/${action}`;
      return { kind, method: 'POST', path, headers: { ...headers, ...more }, body: JSON.stringify({ input }) };
    };
    const waiting = await waitingRun(reliability, scene, { url, connectionId: id });
    requests.push(
      ...Array.from({ length: 36 }, () => run('short', 'get-user', { userId: '00u1load' })),
      run('slow', 'get-user', { userId: '00u1slow' }),
      run('streams', 'list-users', {}, { accept: 'application/x-ndjson' }),
      run('queued', 'get-user', { userId: '00u1load' }, { prefer: 'respond-async' }),
      { kind: 'long polls', method: 'GET', path: `/v1/runs/${waiting}?wait=${WAIT_SECONDS}`, headers },
    );
  }
  return requests;
}

/** A run that never ends. */
async function waitingRun(
  reliability: ReliabilityScene,
  scene: ReplicaScene,
  { url, connectionId }: { url: string; connectionId: string },
): Promise<string> {
  const path = `/v1/connections/${connectionId}/actions/get-user`;
  const { runId } = await scene.send<{ runId: string }>(url, {
    tenant: TENANT,
    method: 'POST',
    path,
    body: { input: { userId: '00u1load' } },
  });
  const sql = `UPDATE run SET status = 'queued', finished_at = NULL, caller = 'nobody' WHERE id = $1 RETURNING id`;
  while ((await reliability.query(sql, [runId])).length === 0);
  return runId;
}

/** Runs that nobody waited for must have been done by somebody. */
async function undoneRuns(reliability: ReliabilityScene): Promise<string[]> {
  const sql = `SELECT r.status, coalesce(r.error_code, '') AS code, count(*)::int AS count
    FROM queued_run q JOIN run r USING (tenant_id, id) WHERE r.status <> 'succeeded' GROUP BY 1, 2`;
  for (const until = performance.now() + 90_000; performance.now() < until;) {
    const waiting = await reliability.query(
      `SELECT 1 FROM pgboss.job WHERE name = 'runs' AND state < 'completed' LIMIT 1`,
    );
    if (waiting.length === 0) break;
  }
  const rows = await reliability.query<{ status: string; code: string; count: number }>(sql);
  return rows.map(({ status, code, count }) => `${count} queued runs are ${status} ${code}`);
}
