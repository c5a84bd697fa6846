import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Canaries } from './canaries.ts';
import type { Figure } from './figure.ts';
import type { ReliabilityScene } from './scene.ts';
import { CRASH, LEAKS, NO_REDACTION, UNLIMITED } from './secret-leaks.ts';
import { travelAll } from './secret-paths.ts';
import {
  dumpOf,
  listen,
  metricsOf,
  secretsIn,
  SINKS,
  WITNESSES,
  type Ear,
  type SinkName,
  type Sinks,
} from './secret-sinks.ts';
import { ServiceReplica, type SourceEdit } from './service-replica.ts';
import { ServiceScene } from './service-scene.ts';

export interface G15Size {
  rounds: number;
  controlRounds: number;
}

interface Played {
  canaries: number;
  kinds: string[];
  sinks: Sinks;
  /** What was found, by sink. */
  found: Map<SinkName, string[]>;
}

const ASK_EVERY_MS = 100;
const ARRIVAL_MS = 30_000;
const EXPORTS = 3;

/** Secrets on every path, errors and crashes among them: none comes to light anywhere. */
export async function runG15(scene: ReliabilityScene, { rounds, controlRounds }: G15Size): Promise<Figure> {
  const real = await play(scene, { rounds, edits: [CRASH] });
  const control = await play(scene, { rounds: controlRounds, edits: [...NO_REDACTION, ...LEAKS] });
  const breaches = [...breachesOf(real), ...blindSpotsOf(control)];
  const size = (text: string) => `${Math.round(text.length / 1_000)} kB`;
  return {
    name: 'G15 no secret comes to light',
    promise:
      'planted secrets on every path, errors and crashes among them: none is found, raw, as base64, hex or URL-encoded, in logs, answers, metrics, traces, deliveries or a dump of the database',
    trials: real.canaries * SINKS.length,
    violations: breaches.length,
    breaches,
    measured: {
      'planted secrets': real.canaries,
      'of these kinds': real.kinds.join(', '),
      ...Object.fromEntries(Object.entries(real.sinks).map(([name, text]) => [`searched in ${name}`, size(text)])),
      'found in the control': SINKS.map((name) => `${control.found.get(name)?.length ?? 0} in ${name}`).join(', '),
    },
    control: {
      without: 'redaction, and with a leak into every sink',
      trials: SINKS.length,
      violations: [...control.found.values()].filter((secrets) => secrets.length > 0).length,
    },
  };
}

interface Playing {
  rounds: number;
  edits: SourceEdit[];
}

async function play(database: ReliabilityScene, playing: Playing): Promise<Played> {
  const [collector, receiver] = await Promise.all([listen(), listen()]);
  try {
    const canaries = new Canaries();
    const told = await travel({ database, canaries, collector, receiver: receiver.origin }, playing);
    const sinks: Sinks = {
      ...told,
      traces: collector.heard('/v1/traces'),
      database: await dumpOf(database),
      deliveries: receiver.heard('/'),
    };
    const found = new Map(SINKS.map((name) => [name, secretsIn(sinks[name], canaries)]));
    return { canaries: canaries.count, kinds: canaries.kinds, sinks, found };
  } finally {
    await Promise.all([collector.close(), receiver.close()]);
  }
}

interface Stage {
  database: ReliabilityScene;
  canaries: Canaries;
  /** Where traces and metrics go. */
  collector: Ear;
  /** Where deliveries go. */
  receiver: string;
}

async function travel(
  { database, canaries, collector, receiver }: Stage,
  { rounds, edits }: Playing,
): Promise<Pick<Sinks, 'logs' | 'answers' | 'scraped metrics' | 'exported metrics'>> {
  const { databaseUrl } = database;
  const answers: string[] = [];
  let logs = '';
  const hear = (text: string) => void (logs += text);
  const env = environmentOf({ canaries, collector: collector.origin, receiver });
  const scene = await ServiceScene.open({ databaseUrl, changes: { edits: [...edits, ...UNLIMITED] }, env, hear });
  canaries.plant('ENCRYPTION_KEYS', scene.encryptionKey);
  try {
    const receiverUrl = `${receiver}/in`;
    for (let round = 0; round < rounds; round += 1) await travelAll({ scene, canaries, receiverUrl, round, answers });
    await untilTraced(scene, collector);
    let scraped = await metricsOf(logs);
    // Each export has all that the ones before it had.
    let exported = collector.heard('/v1/metrics', EXPORTS);
    if (edits.includes(CRASH)) {
      await crash(scene);
      logs += await failedStarts(databaseUrl, canaries);
      await untilTraced(scene, collector);
      scraped += await metricsOf(logs);
      exported += collector.heard('/v1/metrics', EXPORTS);
    }
    const told = { logs: withoutGreeting(logs), answers: answers.join('\n') };
    return { ...told, 'scraped metrics': scraped, 'exported metrics': exported };
  } finally {
    await scene.close();
  }
}

/** Until a request is known to the collector, and so those before it, and the metrics after it. */
async function untilTraced(scene: ServiceScene, collector: Ear): Promise<void> {
  const trace = randomBytes(16).toString('hex');
  const headers = { traceparent: `00-${trace}-${randomBytes(8).toString('hex')}-01` };
  await scene.send('GET', '/v1/regions', { headers });
  const metrics = collector.count('/v1/metrics');
  const until = performance.now() + ARRIVAL_MS;
  const hasCome = () => collector.count('/v1/metrics') > metrics + 1 && collector.heard('/v1/traces').includes(trace);
  while (!hasCome() && performance.now() < until) await wait(ASK_EVERY_MS);
}

function environmentOf({
  canaries,
  collector,
  receiver,
}: Record<'collector' | 'receiver', string> & Pick<Stage, 'canaries'>): Record<string, string> {
  const secret = `canary-events-${randomBytes(16).toString('hex')}`;
  canaries.plant('CONNECTION_EVENTS_SECRET', secret);
  return {
    LOG_LEVEL: 'trace',
    DELIVERY_ALLOWED_ORIGINS: receiver,
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
    CONNECTION_EVENTS_URL: `${receiver}/events`,
    CONNECTION_EVENTS_SECRET: secret,
  };
}

/** A sink that nothing has come into proves nothing. */
const breachesOf = ({ sinks, found }: Played): string[] => [
  ...SINKS.filter((name) => !WITNESSES[name].test(sinks[name])).map((name) => `${name}: nothing has come in`),
  ...[...found].flatMap(([name, secrets]) => secrets.map((secret) => `${name}: ${secret}`)),
];

/** Nor does one in which a secret would not be seen. */
const blindSpotsOf = ({ found }: Played): string[] =>
  SINKS.filter((name) => found.get(name)?.length === 0).map((name) => `${name}: the control finds nothing in there`);

/** In development the service prints a token for whoever started it. */
const withoutGreeting = (logs: string) =>
  logs
    .split('\n')
    .filter((line) => line.startsWith('{') || !/Bearer/.test(line))
    .join('\n');

/** The process dies of an error that has the whole configuration on it, then of a signal, each time with work at hand. */
async function crash(scene: ServiceScene): Promise<void> {
  await scene.replica.kill();
  await scene.restart({ CRASH_NOW: 'yes' });
  await scene.send('GET', '/v1/regions').catch(() => undefined);
  await scene.replica.ended;
  await scene.restart();
}

/** The service does not start, and says why. */
async function failedStarts(databaseUrl: string, canaries: Canaries): Promise<string> {
  const password = `canary-database-${randomBytes(12).toString('hex')}`;
  const key = randomBytes(32).toString('base64');
  const broken = `canary-broken-key-${randomBytes(12).toString('hex')}`;
  for (const [name, secret] of Object.entries({
    'database password': password,
    'another key': key,
    'broken key': broken,
  })) {
    canaries.plant(name, secret);
  }
  const url = new URL(databaseUrl);
  url.password = password;
  const environments = [
    { DATABASE_URL: databaseUrl, ENCRYPTION_KEYS: `k1:${key}` },
    { DATABASE_URL: url.href, ENCRYPTION_KEYS: `k1:${key}` },
    { DATABASE_URL: databaseUrl, ENCRYPTION_KEYS: broken },
    { DATABASE_URL: `${broken}://x`, ENCRYPTION_KEYS: `k1:${key}` },
  ];
  const outputs = environments.map(async (env) => {
    let output = '';
    const settings = { NODE_ENV: 'test', HOST: '127.0.0.1', PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'trace' };
    const replica = ServiceReplica.start({
      env: { ...settings, ...env },
      changes: {},
      hear: (text) => (output += text),
    });
    const settled = await Promise.race([
      replica.ended.then(() => 'ended'),
      replica.url.then(
        () => 'listens',
        () => 'ended',
      ),
    ]);
    await replica.kill();
    return `${output}\n${settled}`;
  });
  return (await Promise.all(outputs)).join('\n');
}
