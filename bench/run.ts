import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { registerTypeScript } from '../test/support/register-typescript.mjs';

// npm run bench [-- warm-path P7 …]: prints what was measured and writes it to results.json and docs/performance.md.

registerTypeScript();
await import('reflect-metadata');
const { benchEvents } = await import('./events.ts');
const { benchHooks } = await import('./hooks.ts');
const { describeRun } = await import('./machine.ts');
const { benchManyConnections } = await import('./many-connections.ts');
const { benchProfile } = await import('./profile.ts');
const { benchRefreshes } = await import('./refreshes.ts');
const { benchReplicas } = await import('./replicas.ts');
const { reportOf } = await import('./report.ts');
const { benchSingleFlight } = await import('./single-flight.ts');
const { benchStartUp } = await import('./start-up.ts');
const { benchStreaming } = await import('./streaming.ts');
const { benchWarmCosts } = await import('./warm-costs.ts');
const { benchWarmPath } = await import('./warm-path.ts');
const { EventScene } = await import('../test/reliability/event-scene.ts');

type Measured = Record<string, string | number>;

const Results = z.record(z.string(), z.record(z.string(), z.unknown()));

/** With the figures that each gives. */
const benches: Record<string, { figures: string[]; run: () => Promise<Measured> }> = {
  'warm-path': { figures: ['P1', 'P2', 'P3', 'P5'], run: () => benchWarmPath({ rounds: 7, seconds: 5 }) },
  'warm-costs': { figures: [], run: () => benchWarmCosts({ rounds: 9, seconds: 4, warmUp: 15_000 }) },
  profile: { figures: [], run: () => benchProfile({ seconds: 15, warmUp: 15_000 }) },
  'many-connections': {
    figures: ['P4'],
    run: () => benchManyConnections({ rounds: 5, seconds: 5, called: 10_000, stored: 100_000 }),
  },
  'start-up': { figures: ['P6'], run: () => benchStartUp({ rounds: 7 }) },
  hooks: { figures: ['P7'], run: () => benchHooks({ perSecond: 100, seconds: 30 }) },
  events: { figures: ['P8'], run: () => benchEvents({ events: 50_000, rounds: 3 }) },
  refreshes: { figures: ['P9'], run: () => benchRefreshes({ connections: 10_000 }) },
  streaming: { figures: ['P10'], run: () => benchStreaming({ rounds: 5, users: 100_000 }) },
  replicas: { figures: ['P11'], run: () => benchReplicas({ rounds: 5, seconds: 5 }) },
  'single-flight': { figures: ['P12'], run: () => benchSingleFlight() },
};
const results = new URL('results.json', import.meta.url);
const report = new URL('../docs/performance.md', import.meta.url);

async function write(name: string, measured: Measured): Promise<void> {
  const text = await readFile(results, 'utf8').catch(() => '{}');
  const all = Object.entries({ ...Results.parse(JSON.parse(text)), [name]: { ...measured, run: await describeRun() } });
  const sorted = Object.fromEntries(all.toSorted(([one], [other]) => one.localeCompare(other)));
  await writeFile(results, `${JSON.stringify(sorted, null, 2)}\n`);
  await writeFile(report, reportOf(sorted));
}

function namesOf(argument: string): string[] {
  if (argument === 'all') return Object.keys(benches);
  return Object.keys(benches).filter((name) => name === argument || benches[name]?.figures.includes(argument));
}

const given = process.argv.length > 2 ? process.argv.slice(2) : ['all'];
const unknown = given.filter((argument) => namesOf(argument).length === 0);
if (unknown.length > 0) {
  process.stderr.write(`Say all, one of ${Object.keys(benches).join(', ')}, or P1 to P12\n`);
  process.exit(2);
}

const interrupt = () => void EventScene.closeAll().finally(() => process.exit(130));
process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

for (const name of new Set(given.flatMap(namesOf))) {
  const measured = (await benches[name]?.run()) ?? {};
  const width = Math.max(...Object.keys(measured).map((key) => key.length));
  const lines = Object.entries(measured).map(([key, value]) => `  ${key.padEnd(width)}  ${value}`);
  process.stdout.write(`${[name, ...lines, ''].join('\n')}\n`);
  await write(name, measured);
}
