import { setTimeout as wait } from 'node:timers/promises';
import type { RateWindow, RecordedRequest } from '../okta-org/control-contract.ts';
import { sum, type Figure } from './figure.ts';
import type { DriveResult, LimitVariant } from './limit-protocol.ts';
import { LimitWorkerProcess } from './limit-worker-process.ts';
import type { ReliabilityScene } from './scene.ts';

export interface G10Size {
  /** Calls that the connection may make in a window; Okta's limit is twice that, the connection's share half of it. */
  share: number;
  windowSeconds: number;
  seconds: number;
  controlSeconds: number;
  /** Of the share, from 0 to 1. What keeping to any window costs is a fixed time, which a short window feels more. */
  use: number;
  /** Calls that somebody else makes in a window with the same credentials. */
  others: number;
  /** For one call with its retries. */
  callMs: number;
}

const PROCESSES = 4;
/** Calls that are asked for, in shares. */
const DEMAND = 10;
const MAX_REFUSED = 0.01;
/** Calls begin so late in Okta's first window that its end and the next one's start lie close together. */
const BEGUN_PART = 0.8;
const BUCKET = '/api/v1/groups';
const OURS = /^okta-connector/;

interface Played {
  /** Calls of the service that the org counted, window by window; a window that had not ended is left out. */
  windows: number[];
  /** Calls of the service, with those that got 429, and when. */
  calls: { at: number; refused: boolean }[];
  results: DriveResult;
}

/** Four processes with ten times the demand: the share is kept whatever window one looks at, Okta's or another, and used. */
export async function runG10(scene: ReliabilityScene, size: G10Size): Promise<Figure> {
  const { share, windowSeconds } = size;
  const real = await play(scene, { size, seconds: size.seconds, variant: 'real' });
  const perReplica = await play(scene, { size, seconds: size.controlSeconds, variant: 'budgetPerReplica' });
  const windowAlone = await play(scene, { size, seconds: size.controlSeconds, variant: 'windowAlone' });
  const tooMany = perReplica.windows.filter((calls) => calls > share).length;
  const mostAlone = mostWithin(windowAlone.calls, windowSeconds * 1_000);
  const refused = real.calls.filter((call) => call.refused).length;
  const breaches = breachesOf(real, size);
  return {
    name: "G10 Okta's rate limit, shared",
    promise: `demand ${DEMAND * share}, ${PROCESSES} processes: at most ${share} calls in any ${windowSeconds} s, 429 at most 1 %, use at least ${size.use * 100} % of the share`,
    trials: real.windows.length,
    violations: breaches.length,
    breaches,
    measured: {
      calls: real.calls.length,
      '429 of Okta': refused,
      "most in one of Okta's windows": Math.max(0, ...real.windows),
      [`most in any ${windowSeconds} s`]: mostWithin(real.calls, windowSeconds * 1_000),
      use: `${Math.round(useOf(real, share) * 1_000) / 10} %`,
      'exchanges with the database': real.results['exchanges'] ?? 0,
      'refused by us': real.results['too_many_requests'] ?? 0,
    },
    control: {
      without: `budget per replica; the account of any ${windowSeconds} s (then up to ${mostAlone})`,
      trials: perReplica.windows.length + 1,
      violations: tooMany > 0 && mostAlone > share ? tooMany + 1 : 0,
    },
  };
}

function breachesOf(played: Played, { share, windowSeconds, use: wanted }: G10Size): string[] {
  const { calls } = played;
  const refused = calls.filter((call) => call.refused).length;
  const use = useOf(played, share);
  const most = mostWithin(calls, windowSeconds * 1_000);
  return [
    ...(most > share ? [`${most} calls in some ${windowSeconds} s`] : []),
    ...(refused > calls.length * MAX_REFUSED ? [`${refused} of ${calls.length} calls got 429`] : []),
    ...(use < wanted ? [`only ${Math.round(use * 100)} % of the share was used`] : []),
  ];
}

const useOf = ({ windows }: Played, share: number): number => sum(windows) / Math.max(1, windows.length * share);

async function play(
  scene: ReliabilityScene,
  { size, seconds, variant }: { size: G10Size; seconds: number; variant: LimitVariant },
): Promise<Played> {
  const { org } = scene;
  const { share, windowSeconds, callMs, others } = size;
  await org.settings({ rateLimit: { buckets: { [BUCKET]: 2 * share }, windowSeconds } });
  await org.clearRequests();
  const { token } = await org.createToken();
  const settings = { databaseUrl: scene.databaseUrl, origin: org.url, apiToken: token, connectionId: variant };
  const windowMs = windowSeconds * 1_000;
  const start = () => LimitWorkerProcess.start({ ...settings, variant, share: 0.5, windowMs, callMs });
  const workers = await Promise.all(Array.from({ length: PROCESSES }, start));
  await callAsOthers(org.url, { token, everyMs: windowMs * BEGUN_PART, ms: windowMs });
  const perSecond = (DEMAND * share) / windowSeconds;
  const stranger = callAsOthers(org.url, { token, everyMs: windowMs / others, ms: seconds * 1_000 });
  const drive = { perSecond: perSecond / PROCESSES, ms: seconds * 1_000 };
  const results = await Promise.all(workers.map((worker) => worker.drive(drive)));
  await stranger;
  const endedBefore = Date.now();
  const [windows, requests] = await Promise.all([org.rateWindows(), org.requests()]);
  await Promise.all(workers.map((worker) => worker.stop()));
  return { ...tally(windows, requests, endedBefore), results: addUp(results) };
}

/** The tenant's own traffic in the same bucket. */
async function callAsOthers(
  origin: string,
  { token, everyMs, ms }: { token: string; everyMs: number; ms: number },
): Promise<void> {
  const calls = Math.floor(ms / everyMs);
  for (let call = 0; call < calls; call += 1) {
    const headers = { authorization: `SSWS ${token}`, accept: 'application/json' };
    await fetch(`${origin}${BUCKET}?limit=1`, { headers }).then((answer) => answer.text());
    await wait(everyMs);
  }
}

function tally(windows: RateWindow[], requests: RecordedRequest[], endedBefore: number): Omit<Played, 'results'> {
  const calls = requests
    .filter(({ path, headers }) => path === BUCKET && OURS.test(headers['user-agent'] ?? ''))
    .map(({ at, status }) => ({ at: Date.parse(at), refused: status === 429 }));
  const ended = windows.filter(({ bucket, endsAt }) => bucket === BUCKET && endsAt <= endedBefore);
  const within = ({ startedAt, endsAt }: RateWindow) => calls.filter(({ at }) => at >= startedAt && at < endsAt).length;
  return { windows: ended.map(within), calls };
}

function mostWithin(calls: Played['calls'], ms: number): number {
  const times = calls.map(({ at }) => at).toSorted((a, b) => a - b);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

function addUp(results: DriveResult[]): DriveResult {
  const total: DriveResult = {};
  for (const [key, value] of results.flatMap((result) => Object.entries(result)))
    total[key] = (total[key] ?? 0) + value;
  return total;
}
