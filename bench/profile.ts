import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Background } from './background.ts';
import { getUserCalls } from './get-user.ts';
import { startNginx } from './nginx.ts';
import { sharesOf, type CpuProfile } from './profile-shares.ts';
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

/** Where the processor's time of a warm `get-user` goes, by V8's sampling profiler, at as many requests as it can answer. */
export async function benchProfile({ seconds, warmUp }: ProfileSize) {
  const [nginx, stage] = [await startNginx(), await Stage.set()];
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-profile-'));
  try {
    const file = join(folder, 'get-user.cpuprofile');
    const env = { OKTA_DEV_ORIGINS: nginx.upstream, PROFILE_FILE: file };
    const service = await stage.start(env, ['--import', PROFILER]);
    const load = await getUserCalls(stage, { service, nginx });
    for (let sent = 0; sent < warmUp;) sent += seconds * (await wrk({ ...load, seconds })).perSecond;
    toggle(service.process);
    const { perSecond } = await wrk({ ...load, seconds });
    toggle(service.process);
    return { 'requests in the profile': Math.round(perSecond * seconds), ...describe(await read(file)) };
  } finally {
    await stage.strike();
    await nginx.stop();
    await rm(folder, { recursive: true });
  }
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

function describe(profile: CpuProfile) {
  const { self, functions, inclusive } = sharesOf(profile, LEAST);
  const rows = (what: string, shares: [string, number][]) =>
    shares.map(([name, percent]) => [`${what}: ${name}`, `${percent} %`] as const);
  return Object.fromEntries([
    ...rows('in', self),
    ...rows('function', functions),
    ...rows('with what it calls', inclusive),
  ]);
}
