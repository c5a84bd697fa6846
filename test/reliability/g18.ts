import type { Figure } from './figure.ts';
import { sum } from './figure.ts';
import { playLoad } from './load.ts';
import type { Ends, LoadPlan, LoadRequest, PhaseResult } from './load-protocol.ts';
import { QuickOrgs } from './quick-orgs.ts';
import { ReplicaScene } from './replica-scene.ts';
import type { ReliabilityScene } from './scene.ts';
import type { ServiceChanges, ServiceReplica } from './service-replica.ts';

export interface G18Size {
  /** So long the capacity is measured. */
  capacitySeconds: number;
  /** Times the capacity. */
  factor: number;
  seconds: number;
  controlSeconds: number;
  afterwardsSeconds: number;
  /** `time`: milliseconds. `counts`: on a machine that others use, by how many were left waiting. */
  judgedBy: 'time' | 'counts';
  /** Undefined: the service as it was compiled. */
  changes: ServiceChanges | undefined;
}

const TENANT = 'acme';
/** Each permits 25 calls at once. */
const ORGS = 20;
const ANSWER_MS = 20;
/** For the capacity: so many callers, one request after the other each. */
const CALLERS = 64;
const SOCKETS = 2_000;
/** Of the capacity, before and after the overload. */
const USUAL = 0.3;
const ACCEPTED_MS = 1_000;
const NORMAL_WITHIN_SECONDS = 10;

interface Played {
  capacity: number;
  overload: PhaseResult;
  afterwards: PhaseResult;
  residentMb: number;
}

/** Far more requests than the service can answer, from a process that does not wait for it. */
export async function runG18({ databaseUrl }: ReliabilityScene, size: G18Size): Promise<Figure> {
  const orgs = await QuickOrgs.start(ORGS, ANSWER_MS);
  const scene = await ReplicaScene.open({ databaseUrl, oktaOrigins: orgs.origins, changes: size.changes });
  try {
    const real = await play(scene, orgs, { ...size, changes: size.changes });
    const unlimited = { ...size.changes, unlimited: true };
    const control = await play(scene, orgs, { ...size, seconds: size.controlSeconds, changes: unlimited });
    return figureOf(size, real, control);
  } finally {
    await scene.close();
    await orgs.close();
  }
}

function figureOf(size: G18Size, real: Played, control: Played): Figure {
  const { all } = real.overload;
  const breaches = breachesOf(size, real);
  const controlBreaches = breachesOf(size, control);
  return {
    name: 'G18 overload',
    promise: `${size.factor} times the capacity for ${size.seconds} s: accepted p99 at most 1 s, the rest 503 overloaded, as ever within ${NORMAL_WITHIN_SECONDS} s`,
    trials: answersOf(all),
    violations: breaches.length,
    breaches,
    measured: {
      capacity: `${Math.round(real.capacity)} requests/s`,
      accepted: `${all.taken} (${Math.round(all.taken / real.overload.seconds)}/s), p50 ${all.takenMs.p50} ms, p99 ${all.takenMs.p99} ms, longest ${all.takenMs.longest} ms`,
      'turned away': `${all.refused}, p99 ${all.refusedMs.p99} ms`,
      'in flight when the load ended': `${real.overload.waiting}, the last of them answered after ${real.overload.settledMs} ms; ${real.overload.all.failed['no answer'] ?? 0} had no answer within 30 s`,
      'as ever after': `${secondsUntilNormal(real)} s`,
      memory: `${real.residentMb} MB, in the control ${control.residentMb} MB`,
      'control: accepted p99': `${control.overload.all.takenMs.p99} ms, ${control.overload.waiting} waiting at the end`,
    },
    control: { without: 'thresholds off', trials: answersOf(control.overload.all), violations: controlBreaches.length },
  };
}

const answersOf = ({ taken, refused, failed }: Ends) => taken + refused + sum(Object.values(failed));

function breachesOf({ judgedBy }: G18Size, played: Played): string[] {
  const { capacity, overload, afterwards } = played;
  const { taken, failed, takenMs } = overload.all;
  const normal = secondsUntilNormal(played);
  // Little's law: more than that wait longer than a second.
  const backlog = Math.round(capacity * (ACCEPTED_MS / 1_000));
  return [
    ...Object.entries(failed).map(([end, count]) => `${count} requests ended with ${end}`),
    ...Object.entries(afterwards.all.failed).map(([end, count]) => `afterwards ${count} ended with ${end}`),
    ...(taken === 0 ? ['nothing was accepted'] : []),
    ...(judgedBy === 'counts' && overload.waiting > LEFT_WAITING * backlog
      ? [`${overload.waiting} requests had no answer at the end`]
      : []),
    ...(judgedBy === 'time' && takenMs.p99 > ACCEPTED_MS ? [`accepted p99 is ${takenMs.p99} ms`] : []),
    ...(judgedBy === 'time' && normal > NORMAL_WITHIN_SECONDS ? [`it was as ever after ${normal} s only`] : []),
  ];
}

/** Who refuses does so at once, but a busy machine may stop for a moment. */
const LEFT_WAITING = 3;

/**
 * From the end of the overload until the last second in which somebody was turned away, or waited longer than is promised.
 * The usual load begins when all who came before have been answered.
 */
function secondsUntilNormal({ overload, afterwards: { bySecond } }: Played): number {
  const last = bySecond.findLastIndex(({ refused, takenMs }) => refused > 0 || takenMs.p99 > ACCEPTED_MS) + 1;
  return Math.round(overload.settledMs / 1_000) + last;
}

async function play(scene: ReplicaScene, orgs: QuickOrgs, size: G18Size): Promise<Played> {
  const { url, replica } = await scene.start(size.changes);
  try {
    const requests = await requestsOf(scene, orgs, url);
    const plan = { url, requests };
    // Processes compile their code as they go.
    const seconds = size.capacitySeconds;
    const [, measured] = await playLoad({
      ...plan,
      sockets: CALLERS,
      phases: [
        { connections: CALLERS, seconds },
        { connections: CALLERS, seconds },
      ],
    });
    const capacity = (measured?.all.taken ?? 0) / seconds;
    const { phases, residentMb } = await overloadOf(replica, {
      ...plan,
      sockets: SOCKETS,
      phases: phasesOf(size, capacity),
    });
    const [, overload, afterwards] = phases;
    if (!overload || !afterwards) throw new Error('There was no load');
    return { capacity, overload, afterwards, residentMb };
  } finally {
    await replica.kill();
  }
}

const phasesOf = ({ seconds, factor, afterwardsSeconds }: G18Size, capacity: number) => [
  { perSecond: capacity * USUAL, seconds: 2 },
  { perSecond: capacity * factor, seconds },
  { perSecond: capacity * USUAL, seconds: afterwardsSeconds },
];

async function overloadOf(replica: ServiceReplica, plan: LoadPlan) {
  let residentMb = 0;
  const look = async () => (residentMb = Math.max(residentMb, await replica.residentMb()));
  const looking = setInterval(() => void look(), 1_000);
  try {
    const phases = await playLoad(plan);
    return { phases, residentMb };
  } finally {
    clearInterval(looking);
  }
}

/** Reads of Okta, as most requests are, spread over so many orgs that their own limits are no matter. */
async function requestsOf(scene: ReplicaScene, orgs: QuickOrgs, url: string): Promise<LoadRequest[]> {
  const headers = { authorization: `Bearer ${await scene.token(TENANT)}`, 'content-type': 'application/json' };
  const auth = { type: 'apiToken', apiToken: '00load-token-of-no-org-0000' };
  const requests: LoadRequest[] = [];
  for (const origin of orgs.origins) {
    const id = await scene.connect(url, { tenant: TENANT, origin, auth });
    const path = `/v1/connections/${id}/actions/get-user`;
    requests.push({ kind: 'run', method: 'POST', path, headers, body: '{"input":{"userId":"00u1load"}}' });
  }
  return requests;
}
