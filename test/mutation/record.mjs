import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tableOf } from '../reliability/figure.ts';
import { record } from '../reliability/results.ts';
import { AREAS } from './areas.mjs';
import { readResults } from './results.mjs';
import { GOAL } from './summary.mjs';

// node test/mutation/record.mjs: tries every seeded bug and records the figure G23 with the mutation scores of results.json.
// A bug counts where its tests pass without it and fail with it; the control are those same tests without the bug.

const SEEDED = fileURLToPath(new URL('../seeded/run.mjs', import.meta.url));
const VERDICT = /^(\S+) +(caught|NOT CAUGHT|the tests fail without the bug)$/;

function trySeeded() {
  const { stdout } = spawnSync(process.execPath, [SEEDED], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return stdout.split('\n').flatMap((line) => {
    const [, name, verdict] = VERDICT.exec(line) ?? [];
    return name === undefined ? [] : [{ name, verdict }];
  });
}

const startedAt = performance.now();
const bugs = trySeeded();
const areas = await readResults();
const missed = bugs.filter(({ verdict }) => verdict !== 'caught');
const weak = Object.keys(AREAS).filter((name) => !(areas[name]?.score >= GOAL));
const scoreOf = ({ score, mutants, killed, timedOut, survived, noCoverage }) =>
  `${score.toFixed(1)} % of ${mutants} mutants (${killed} killed, ${timedOut} timed out, ${survived} survived, ${noCoverage} not covered)`;

const figure = {
  name: 'G23 Seeded bugs and mutants',
  promise: `Every seeded bug is caught by a test, and of each area ${GOAL} % of the mutants by its quick tests`,
  trials: bugs.length + Object.keys(AREAS).length,
  violations: missed.length + weak.length,
  breaches: [
    ...missed.map(({ name, verdict }) => `${name}: ${verdict}`),
    ...weak.map((name) => `${name}: ${areas[name] === undefined ? 'not mutated' : scoreOf(areas[name])}`),
  ],
  measured: {
    'seeded bugs': `${bugs.length - missed.length} of ${bugs.length} caught`,
    ...Object.fromEntries(Object.entries(areas).map(([name, area]) => [`mutation score of ${name}`, scoreOf(area)])),
  },
  control: {
    without: 'the bug (its tests pass, so that it is the bug that fails them)',
    trials: bugs.length,
    violations: bugs.filter(({ verdict }) => verdict !== 'the tests fail without the bug').length,
  },
};

record('G23', figure, { scale: 1, seconds: (performance.now() - startedAt) / 1_000 });
process.stdout.write(tableOf(figure));
