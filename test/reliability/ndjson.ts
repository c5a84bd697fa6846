import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import type { Figure } from './figure.ts';
import type { ReliabilityScene } from './scene.ts';

export interface NdjsonSize {
  /** In a stream. */
  users: number;
  streams: number;
  /** In the org, at least as many: the control holds them all. */
  inOrg: number;
}

/** What is measured: memory as the operating system sees it, uncollected, or heap and buffers after a collection. */
type Kind = 'resident' | 'live';

interface Growth {
  /** The most above the baseline, in bytes. */
  bytes: number;
  items: number;
  ms: number;
}

const SIGNALS = { resident: 'SIGWINCH', live: 'SIGUSR2' } as const;
const BOUND_MB = 30;
/** Streams before the baseline, and their items: code is compiled and pools are filled then. */
const WARM_UPS = 2;
const WARM_UP_ITEMS = 5_000;
/** Whom the warm-up streams; the control must not hold them all before it is measured. */
const EVERYBODY = 'status eq "ACTIVE"';
const ONE_IN_TEN = 'profile.firstName eq "Grace"';
/** Samples in a stream. */
const SAMPLES = 20;
const MB = 1024 * 1024;

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PROBE = ['--expose-gc', '--import', file('memory-probe.mjs')];
const GATHERING = ['--import', file('gathering-stream.mjs')];

/**
 * Whole lists as NDJSON from a service in a process of its own: what it holds stays where it was, however long the list.
 * Judged is live memory. Resident memory, which V8 lets grow until a collection pays, is told beside it, for streams
 * during which nobody asked for one.
 */
export async function runNdjson(scene: ReliabilityScene, { users, streams, inOrg }: NdjsonSize): Promise<Figure> {
  await scene.org.seed({ users: inOrg });
  // One directory for both services: it holds the keys that the database is encrypted with.
  const dataDir = await mkdtemp(join(tmpdir(), 'ndjson-'));
  const real = await measured(scene, {
    dataDir,
    preloads: [],
    items: users,
    streams,
    warmUp: EVERYBODY,
    kinds: 'both',
  });
  const gathering = { preloads: GATHERING, items: inOrg, streams: 1, warmUp: ONE_IN_TEN };
  const control = await measured(scene, { dataDir, ...gathering, kinds: 'live' });
  await rm(dataDir, { recursive: true });
  const broken = real.live.filter((growth) => exceeds(growth) || growth.items < users);
  return {
    name: 'NDJSON memory',
    promise: `a stream of ${users} users grows what the service holds by at most ${BOUND_MB} MB`,
    trials: streams,
    violations: broken.length,
    breaches: broken.map((growth) => JSON.stringify(growth)),
    measured: {
      'growth, live after collection': inMb(real.live),
      'growth, resident, uncollected': inMb(real.resident),
      'users a second': Math.round(Math.max(...real.resident.map(({ items, ms }) => (items / ms) * 1000))),
      'growth of the control, live': inMb(control.live),
    },
    control: {
      without: `all ${inOrg} gathered before the first line`,
      trials: control.live.length,
      violations: control.live.filter(exceeds).length,
    },
  };
}

const exceeds = ({ bytes }: Growth): boolean => bytes > BOUND_MB * MB;

const inMb = (growths: Growth[]): string => growths.map(({ bytes }) => `${(bytes / MB).toFixed(1)} MB`).join(', ');

interface Trial {
  dataDir: string;
  preloads: string[];
  /** How many are read of a stream at least. */
  items: number;
  streams: number;
  warmUp: string;
  kinds: 'both' | 'live';
}

async function measured(
  scene: ReliabilityScene,
  { dataDir, preloads, items, streams, warmUp, kinds }: Trial,
): Promise<Record<Kind, Growth[]>> {
  const service = startService(environmentOf(scene, dataDir), [...PROBE, ...preloads]);
  try {
    const streamed = await connected(scene, service);
    for (let count = 0; count < WARM_UPS; count += 1) await streamed(warmUp, WARM_UP_ITEMS, async () => undefined);
    // Resident memory first: a collection that was asked for would flatter it. The control begins with nothing held.
    const resident = kinds === 'both' ? await growthsOf('resident', { service, streamed, items, streams }) : [];
    return { resident, live: await growthsOf('live', { service, streamed, items, streams }) };
  } finally {
    service.child.kill('SIGKILL');
    await service.ended;
  }
}

type Streamed = (filter: string, items: number, onItems: (count: number) => Promise<unknown>) => Promise<number>;

interface Streams extends Pick<Trial, 'items' | 'streams'> {
  service: ServiceProcess;
  streamed: Streamed;
}

async function growthsOf(kind: Kind, { service, streamed, items, streams }: Streams): Promise<Growth[]> {
  const before = await baselineOf(service, kind);
  const growths: Growth[] = [];
  for (let trial = 0; trial < streams; trial += 1) {
    const began = performance.now();
    let [bytes, sampled] = [-Infinity, 0];
    const count = await streamed(EVERYBODY, items, async (soFar) => {
      if (soFar < (sampled * items) / SAMPLES) return;
      sampled += 1;
      bytes = Math.max(bytes, (await memoryOf(service, kind)) - before);
    });
    growths.push({ bytes, items: count, ms: performance.now() - began });
  }
  return growths;
}

function environmentOf({ databaseUrl, org }: ReliabilityScene, dataDir: string): Record<string, string> {
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    OKTA_DEV_ORIGINS: org.url,
  };
}

/** Connects the org; gives what streams users and tells how many have come, until there are enough or none is left. */
async function connected({ org }: ReliabilityScene, service: ServiceProcess): Promise<Streamed> {
  const token = await service.printed(/Bearer token\s+(\S+)/);
  const baseUrl = await service.printed(/listening at (http:\/\/127\.0\.0\.1:\d+)/);
  const post = (path: string, body: object, accept = 'application/json') =>
    fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
  const auth = { type: 'apiToken', apiToken: org.apiToken };
  const name = `Streams ${service.child.pid}`;
  const made = await post('/v1/connections', { name, domain: new URL(org.url).host, auth, rateLimitShare: 1 });
  const { id } = (await made.json()) as { id: string };
  const path = `/v1/connections/${id}/actions/list-users`;
  return async (filter, items, onItems) =>
    read(await post(path, { input: { filter, limit: 200 } }, 'application/x-ndjson'), items, onItems);
}

/** Counts lines without keeping them; leaves when there have been enough. */
async function read(response: Response, items: number, onItems: (count: number) => Promise<unknown>): Promise<number> {
  if (response.status !== 200 || !response.body) throw new Error(`The stream was refused: ${await response.text()}`);
  let count = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    for (const byte of chunk) if (byte === 0x0a) count += 1;
    await onItems(count);
    if (count >= items) break;
  }
  return count;
}

/** The least of some samples: what a stream before has left behind goes with the next collection. */
async function baselineOf(service: ServiceProcess, kind: Kind): Promise<number> {
  let least = Infinity;
  for (let sample = 0; sample < 5; sample += 1) least = Math.min(least, await memoryOf(service, kind));
  return least;
}

/** Asks the process for what it holds, in bytes. */
function memoryOf({ child }: ServiceProcess, kind: Kind): Promise<number> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const ended = () => reject(new Error('The service ended while it was measured'));
    const hear = (chunk: Buffer) => {
      heard += chunk.toString();
      const [, bytes] = /^memory \w+ (\d+)$/m.exec(heard) ?? [];
      if (bytes === undefined) return;
      child.stderr?.off('data', hear);
      child.off('exit', ended);
      resolve(Number(bytes));
    };
    child.stderr?.on('data', hear);
    child.once('exit', ended);
    child.kill(SIGNALS[kind]);
  });
}
