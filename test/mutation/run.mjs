import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AREAS } from './areas.mjs';
import { keep } from './results.mjs';
import { GOAL, summaryOf, tableOf } from './summary.mjs';

// npm run mutation [-- area … --force --record]: mutates the areas of areas.mjs, one after the other, and writes down in
// results.json how many mutants their quick tests notice. What an earlier run has shown of a mutant whose code and tests are
// the same is not tried again, but with --force; --record writes down the figure G23 as well (see record.mjs).

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STRYKER = fileURLToPath(new URL('../../node_modules/@stryker-mutator/core/bin/stryker.js', import.meta.url));

async function mutate(area) {
  const env = { ...process.env, MUTATION_AREA: area };
  const options = forced ? ['--force'] : [];
  const { status } = spawnSync(process.execPath, [STRYKER, 'run', ...options], { cwd: ROOT, env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`Stryker could not mutate ${area}`);
  const summary = await summaryOf(`${ROOT}/reports/mutation/${area}.json`);
  await keep(area, summary);
  return summary;
}

const words = new Set(process.argv.slice(2));
const [forced, recorded] = ['--force', '--record'].map((flag) => words.delete(flag));
const named = [...words];
const unknown = named.filter((word) => !(word in AREAS));
if (unknown.length > 0)
  throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(AREAS).join(', ')}`);

const done = {};
for (const area of named.length > 0 ? named : Object.keys(AREAS)) done[area] = await mutate(area);
process.stdout.write(`\n${tableOf(done)}`);
if (Object.values(done).some(({ score }) => score < GOAL)) process.exitCode = 1;
if (recorded) await import('./record.mjs');
