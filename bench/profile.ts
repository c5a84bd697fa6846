import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Background } from './background.ts';
import { getUserCalls, startPeer, type PeerProcess } from './get-user.ts';
import { rounded } from './middle.ts';
import { startNginx } from './nginx.ts';
import { sharesOf, type CpuProfile, type Shares } from './profile-shares.ts';
import { Stage } from './stage.ts';
import { wrk } from './wrk.ts';

export interface ProfileSize {
  seconds: number;
  /** Requests before it begins, so that what is measured is compiled. */
  warmUp: number;
}

const PROFILER = new URL('preloads/profiler.mjs', import.meta.url).href;
/** What is listed, in percent: by itself, and with what it calls. */
const LEAST = { self: 1, inclusive: 3 };
const WRITTEN_WITHIN_MS = 10_000;

/**
 * Where the processor's time of a warm `get-user` goes, by V8's sampling profiler, at as many requests as it can answer;
 * beside a bare Node proxy, so that what the service adds can be told from what Node and the network cost anyway.
 */
export async function benchProfile(size: ProfileSize) {
  const [nginx, stage] = [await startNginx(), await Stage.set()];
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-profile-'));
  const profiler = (name: string) => {
    const file = join(folder, `${name}.cpuprofile`);
    return { file, env: { PROFILE_FILE: file }, nodeArguments: ['--import', PROFILER] };
  };
  const [ofBare, ofService] = [profiler('bare'), profiler('service')];
  const bare = await startPeer(['node-proxy', 'bare Node'], nginx, ofBare);
  try {
    const without = await profiled(bare, { ...size, ...ofBare });
    const service = await stage.start({ OKTA_DEV_ORIGINS: nginx.upstream, ...ofService.env }, ofService.nodeArguments);
    const peer = { process: service.process, load: await getUserCalls(stage, { service, nginx }) };
    return describe(await profiled(peer, { ...size, ...ofService }), without);
  } finally {
    await bare.process.stop();
    await stage.strike();
    await nginx.stop();
    await rm(folder, { recursive: true });
  }
}

interface Profiled extends Shares {
  requests: number;
}

async function profiled(
  { process, load }: Pick<PeerProcess, 'process' | 'load'>,
  { seconds, warmUp, file }: ProfileSize & { file: string },
): Promise<Profiled> {
  for (let sent = 0; sent < warmUp;) sent += seconds * (await wrk({ ...load, seconds })).perSecond;
  toggle(process);
  const { perSecond } = await wrk({ ...load, seconds });
  toggle(process);
  return { requests: Math.round(perSecond * seconds), ...sharesOf(await read(file), LEAST) };
}

const toggle = ({ pid }: Background) => process.kill(pid, 'SIGUSR2');

async function read(file: string): Promise<CpuProfile> {
  const deadline = performance.now() + WRITTEN_WITHIN_MS;
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    // Written piece by piece: it is complete when it can be read.
    if (text.endsWith('}')) return JSON.parse(text) as CpuProfile;
    if (performance.now() > deadline) throw new Error('The service has written no profile');
    await wait(100);
  }
}

function describe(service: Profiled, bare: Profiled) {
  const costs = service.self.map(([place, percent]) => {
    const without = bare.self.find(([name]) => name === place)?.[1] ?? 0;
    return [`µs in: ${place}`, `${microseconds(service, percent)}; bare Node ${microseconds(bare, without)}`] as const;
  });
  const rows = (what: string, shares: [string, number][]) =>
    shares.map(([name, percent]) => [`${what}: ${name}`, `${percent} %`] as const);
  return {
    'requests in the profile': service.requests,
    'µs of a request': `${microseconds(service, 100)}; bare Node ${microseconds(bare, 100)}`,
    ...Object.fromEntries(costs),
    ...Object.fromEntries(rows('function', service.functions)),
    ...Object.fromEntries(rows('with what it calls', service.inclusive)),
  };
}

const microseconds = ({ busy, requests }: Profiled, percent: number): number =>
  rounded((busy * percent) / 100 / requests);
