import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_DELIVERY_SETTINGS, type DeliverySettings } from '../../src/deliveries/delivery-settings.ts';
import type { Subscription } from '../../src/triggers/subscriptions/subscription.ts';
import { DeliveryStage, type Passage } from './delivery-stage.ts';
import type { Figure } from './figure.ts';
import type { ReliabilityScene } from './scene.ts';

export interface G9Size {
  /** Deliveries of one tenant that wait. */
  backlog: number;
  quietTenants: number;
  /** In each round every quiet tenant has one event, spread over the seconds. */
  rounds: number;
  controlRounds: number;
  secondsPerRound: number;
  /**
   * `time`: the promise itself. `turns`: how much of the backlog went before a quiet delivery, which says the same of a
   * machine that others use too.
   */
  judgedBy: 'time' | 'turns';
}

/** Receivers answer after that long. */
const ANSWER_MS = 100;
const BUSY_SUBSCRIPTIONS = 20;
const ALLOWED_RATIO = 2;
/** Of the backlog. */
const ALLOWED_TURNS = 0.5;

/** Whoever came first holds every hand until all is delivered. */
const FIRST_IN_FIRST_OUT: DeliverySettings = {
  ...DEFAULT_DELIVERY_SETTINGS,
  jobsPerTenant: undefined,
  sliceMs: Infinity,
  sliceDeliveries: Infinity,
  sendsPerTenant: Infinity,
};

/** One tenant with a long backlog against many quiet ones, which are served as if they were alone, or nearly so. */
export async function runG9(scene: ReliabilityScene, size: G9Size): Promise<Figure> {
  const real = await play(scene, { ...size, name: 'real', settings: DEFAULT_DELIVERY_SETTINGS });
  const fifo = { ...size, rounds: size.controlRounds, name: 'fifo', settings: FIRST_IN_FIRST_OUT };
  const control = await play(scene, fifo);
  const breaches = breachesOf(real, size);
  return {
    name: 'G9 a backlog holds nobody up',
    promise: `${size.backlog} deliveries of one tenant wait: p99 of ${size.quietTenants} quiet ones at most twice as long`,
    trials: real.beside.length,
    violations: breaches.length,
    breaches,
    measured: {
      'p99 alone': `${Math.round(p99(real.alone, 'ms'))} ms`,
      'p99 beside the backlog': `${Math.round(p99(real.beside, 'ms'))} ms`,
      'of the backlog before a quiet one (p99)': p99(real.beside, 'overtakenBy'),
      'backlog delivered meanwhile': real.busyAnswers,
      'p99 in the control': `${Math.round(p99(control.beside, 'ms'))} ms`,
    },
    control: { without: 'first in, first out', trials: 1, violations: Math.min(1, breachesOf(control, size).length) },
  };
}

interface Played {
  alone: Passage[];
  beside: Passage[];
  busyAnswers: number;
}

function breachesOf({ alone, beside, busyAnswers }: Played, { backlog, judgedBy }: G9Size): string[] {
  const turns = p99(beside, 'overtakenBy');
  const ratio = p99(beside, 'ms') / p99(alone, 'ms');
  return [
    ...(busyAnswers === 0 ? ['nothing of the backlog was delivered: it held nobody up'] : []),
    ...(judgedBy === 'time' && ratio > ALLOWED_RATIO ? [`${ratio.toFixed(1)} times as long`] : []),
    ...(judgedBy === 'turns' && turns > backlog * ALLOWED_TURNS ? [`${turns} of the backlog went before`] : []),
  ];
}

async function play(
  scene: ReliabilityScene,
  { name, settings, ...size }: G9Size & { name: string; settings: DeliverySettings },
): Promise<Played> {
  const stage = await DeliveryStage.set(scene.databaseUrl, { settings, answerMs: ANSWER_MS });
  try {
    const quiet: Subscription[] = [];
    for (let count = 0; count < size.quietTenants; count += 1) quiet.push(...(await stage.tenant(`${name}-${count}`)));
    const busy = await stage.tenant(`busy-${name}`, BUSY_SUBSCRIPTIONS);
    const alone = await passRounds(stage, quiet, size);
    for (const subscription of busy) await stage.fill(subscription, Math.ceil(size.backlog / BUSY_SUBSCRIPTIONS));
    await stage.release(busy);
    const before = stage.busyAnswers;
    const beside = await passRounds(stage, quiet, size);
    return { alone, beside, busyAnswers: stage.busyAnswers - before };
  } finally {
    await stage.strike();
  }
}

async function passRounds(
  stage: DeliveryStage,
  quiet: readonly Subscription[],
  { rounds, secondsPerRound }: G9Size,
): Promise<Passage[]> {
  const passages: Passage[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const spread = quiet.map(async (subscription, index) => {
      await wait((index / quiet.length) * secondsPerRound * 1_000);
      return stage.pass(subscription);
    });
    passages.push(...(await Promise.all(spread)));
  }
  return passages;
}

function p99(passages: readonly Passage[], what: keyof Passage): number {
  const sorted = passages.map((passage) => passage[what]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? sorted.at(-1) ?? 0;
}
