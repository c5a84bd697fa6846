import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { registerTypeScript } from '../test/support/register-typescript.mjs';

// npm run bench [-- events …]: prints what was measured and writes it to results.json, by name.

registerTypeScript();
await import('reflect-metadata');
const { benchEvents } = await import('./events.ts');
const { describeRun } = await import('./machine.ts');
const { EventScene } = await import('../test/reliability/event-scene.ts');

type Measured = Record<string, string | number>;

const Results = z.record(z.string(), z.unknown());

const benches: Record<string, () => Promise<Measured>> = { events: () => benchEvents({ events: 50_000, rounds: 3 }) };
const results = new URL('results.json', import.meta.url);

async function write(name: string, measured: Measured): Promise<void> {
  const text = await readFile(results, 'utf8').catch(() => '{}');
  const all = Object.entries({ ...Results.parse(JSON.parse(text)), [name]: { ...measured, run: await describeRun() } });
  const sorted = Object.fromEntries(all.toSorted(([one], [other]) => one.localeCompare(other)));
  await writeFile(results, `${JSON.stringify(sorted, null, 2)}\n`);
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`Say which of ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}

const interrupt = () => void EventScene.closeAll().finally(() => process.exit(130));
process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

for (const name of wanted) {
  const measured = (await benches[name]?.()) ?? {};
  const width = Math.max(...Object.keys(measured).map((key) => key.length));
  const lines = Object.entries(measured).map(([key, value]) => `  ${key.padEnd(width)}  ${value}`);
  process.stdout.write(`${[name, ...lines, ''].join('\n')}\n`);
  await write(name, measured);
}
