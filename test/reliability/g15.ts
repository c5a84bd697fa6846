import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { Canaries } from './canaries.ts';
import type { Figure } from './figure.ts';
import type { ReliabilityScene } from './scene.ts';
import { travelAll } from './secret-paths.ts';
import { ServiceReplica, type SourceEdit } from './service-replica.ts';
import { ServiceScene } from './service-scene.ts';

export interface G15Size {
  rounds: number;
  controlRounds: number;
}

/** A crash in which everything is at hand. */
const CRASH: SourceEdit = {
  file: 'connections/regions.controller.ts',
  from: 'return { data: this.config.regions };',
  to: `if (process.env['CRASH_NOW']) setImmediate(() => { throw Object.assign(new Error('crash'), { config: this.config }); });
    return { data: this.config.regions };`,
};
const NO_REDACTION: SourceEdit[] = [
  { file: 'core/logging/scrub.ts', from: 'return scrubValue(value, TOP);', to: 'return value;' },
  {
    file: 'core/logging/scrub.ts',
    from: `const isJwk = 'kty' in members;`,
    to: `if (place === TOP) return { ...members };\n  const isJwk = 'kty' in members;`,
  },
  { file: 'core/logging/mask-text.ts', from: 'if (!WORTH_A_LOOK.test(text)) return text;', to: 'return text;' },
];
/** What no sink may hold, whatever the secret. */
const TELLING = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /"d":\s?"[\w-]{30,}"/, /whsec_[\w+/=]{16,}/];
const METRICS = /"msg":"Metrics are served"[^\n]*?"port":(\d+)|"port":(\d+)[^\n]*?"msg":"Metrics are served"/;
const FLUSHED_MS = 1_500;

/** Where a secret could come to light. */
type Sinks = Record<'logs' | 'answers' | 'metrics' | 'traces' | 'database' | 'receiver', string>;

interface Played {
  canaries: number;
  kinds: string[];
  sinks: Sinks;
  breaches: string[];
}

/** Secrets on every path, errors and crashes among them: none comes to light anywhere. */
export async function runG15(scene: ReliabilityScene, { rounds, controlRounds }: G15Size): Promise<Figure> {
  const real = await play(scene, { rounds, edits: [CRASH] });
  const control = await play(scene, { rounds: controlRounds, edits: NO_REDACTION });
  const size = (text: string) => `${Math.round(text.length / 1_000)} kB`;
  return {
    name: 'G15 no secret comes to light',
    promise:
      'planted secrets on every path, errors and crashes among them: none is found, raw, as base64, hex or URL-encoded, in logs, answers, metrics, traces, deliveries or a dump of the database',
    trials: real.canaries * Object.keys(real.sinks).length,
    violations: real.breaches.length,
    breaches: real.breaches,
    measured: {
      'planted secrets': real.canaries,
      'of these kinds': real.kinds.join(', '),
      ...Object.fromEntries(Object.entries(real.sinks).map(([name, text]) => [`searched in ${name}`, size(text)])),
      'found in the control': [...new Set(control.breaches)].slice(0, 6).join('; '),
    },
    control: { without: 'redaction', trials: control.canaries, violations: control.breaches.length },
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
    const found = await travel({ database, canaries, collector: collector.origin, receiver: receiver.origin }, playing);
    const dump = await dumpOf(database);
    const sinks = { ...found, traces: collector.heard(), database: dump, receiver: receiver.heard() };
    return { canaries: canaries.count, kinds: canaries.kinds, sinks, breaches: breachesIn(sinks, canaries) };
  } finally {
    await Promise.all([collector.close(), receiver.close()]);
  }
}

interface Stage {
  database: ReliabilityScene;
  canaries: Canaries;
  /** Where traces go, and where deliveries go. */
  collector: string;
  receiver: string;
}

async function travel(
  { database, canaries, collector, receiver }: Stage,
  { rounds, edits }: Playing,
): Promise<Pick<Sinks, 'logs' | 'answers' | 'metrics'>> {
  const { databaseUrl } = database;
  const answers: string[] = [];
  let logs = '';
  const hear = (text: string) => void (logs += text);
  const env = environmentOf({ canaries, collector, receiver });
  const scene = await ServiceScene.open({ databaseUrl, changes: { edits, unlimited: true }, env, hear });
  canaries.plant('ENCRYPTION_KEYS', scene.encryptionKey);
  try {
    const receiverUrl = `${receiver}/in`;
    for (let round = 0; round < rounds; round += 1) await travelAll({ scene, canaries, receiverUrl, round, answers });
    const metrics = await metricsOf(logs);
    await wait(FLUSHED_MS);
    if (edits.includes(CRASH)) {
      await crash(scene);
      logs += await failedStarts(databaseUrl, canaries);
    }
    return { logs: withoutGreeting(logs), answers: answers.join('\n'), metrics };
  } finally {
    await scene.close();
  }
}

function environmentOf({ canaries, collector, receiver }: Omit<Stage, 'database'>): Record<string, string> {
  const secret = `canary-events-${randomBytes(16).toString('hex')}`;
  canaries.plant('CONNECTION_EVENTS_SECRET', secret);
  return {
    LOG_LEVEL: 'trace',
    DELIVERY_ALLOWED_ORIGINS: receiver,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    CONNECTION_EVENTS_URL: `${receiver}/events`,
    CONNECTION_EVENTS_SECRET: secret,
  };
}

function breachesIn(sinks: Sinks, canaries: Canaries): string[] {
  const empty = (['logs', 'answers', 'database'] as const).filter((name) => sinks[name].length < 1_000);
  return [
    ...empty.map((name) => `there is next to nothing in the ${name}`),
    ...Object.entries(sinks).flatMap(([name, text]) => [
      ...canaries.in(text).map((secret) => `${secret} in the ${name}`),
      ...TELLING.filter((pattern) => pattern.test(text)).map((pattern) => `${pattern.source} in the ${name}`),
    ]),
  ];
}

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

async function metricsOf(logs: string): Promise<string> {
  const [, first, second] = METRICS.exec(logs) ?? [];
  const port = first ?? second;
  return port === undefined ? '' : (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

/** Every row of every table, jobs included, as text. */
async function dumpOf(database: ReliabilityScene): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    rows.push(...(await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(({ row }) => row));
  }
  return rows.join('\n');
}

/** A server that takes everything and remembers it. */
async function listen() {
  const heard: Buffer[] = [];
  const server = createServer((message, response) => {
    void buffer(message).then(
      (body) => {
        heard.push(Buffer.from(JSON.stringify(message.headers)), body);
        response.writeHead(200).end('{}');
      },
      () => undefined,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, heard: () => Buffer.concat(heard).toString('latin1'), close };
}
