import { SHORTFALLS } from './shortfalls.ts';

interface Goal {
  figure: string;
  what: string;
  goal: string;
  /** Given the measured values, in their order. */
  reached: (measured: unknown[]) => boolean;
  /** The bench that measures it, and how its measured values begin. */
  bench: string;
  values: string;
}

const atLeast = (least: number) => (measured: unknown[]) => Number(measured[0]) >= least;
const atMost =
  (...most: number[]) =>
  (measured: unknown[]) =>
    most.every((limit, index) => Number(measured[index]) <= limit);

const GOALS: Goal[] = [
  {
    figure: 'P1',
    what: '`get-user` ÷ bare Node proxy',
    goal: '≥ 0.60',
    reached: atLeast(0.6),
    bench: 'warm-path',
    values: 'P1',
  },
  {
    figure: 'P2',
    what: "`get-user` ÷ Fastify with Okta's SDK",
    goal: '≥ 2.3',
    reached: atLeast(2.3),
    bench: 'warm-path',
    values: 'P2',
  },
  {
    figure: 'P3',
    what: 'added latency at 500 requests/s',
    goal: 'p50 ≤ 0.6 ms, p99 ≤ 4 ms',
    reached: atMost(0.6, 4),
    bench: 'warm-path',
    values: 'P3',
  },
  {
    figure: 'P4',
    what: '100,000 connections stored, 10,000 called',
    goal: '≥ 0.85',
    reached: atLeast(0.85),
    bench: 'many-connections',
    values: 'P4',
  },
  {
    figure: 'P5',
    what: 'resident memory under load',
    goal: '≤ 1.2 of bare Node, ≤ 0.7 of the SDK',
    reached: atMost(1.2, 0.7),
    bench: 'warm-path',
    values: 'P5',
  },
  { figure: 'P6', what: 'start to ready', goal: '≤ 2 s', reached: atMost(2), bench: 'start-up', values: 'P6' },
  {
    figure: 'P7',
    what: 'hook to delivery at 100 events/s',
    goal: 'p50 ≤ 100 ms, p99 ≤ 500 ms',
    reached: atMost(100, 500),
    bench: 'hooks',
    values: 'P7',
  },
  {
    figure: 'P8',
    what: 'burst of 50,000 events',
    goal: '≥ 1,000 events/s on 2 cores',
    reached: atLeast(1_000),
    bench: 'events',
    values: 'events/s',
  },
  {
    figure: 'P9',
    what: '10,000 tokens due together',
    goal: '≥ 0.7 of the server alone',
    reached: ([ratio, requests]) => Number(ratio) >= 0.7 && Number(requests) === 10_000,
    bench: 'refreshes',
    values: 'P9',
  },
  {
    figure: 'P10',
    what: '100,000 users as NDJSON',
    goal: '≥ 0.7 of the pages alone',
    reached: atLeast(0.7),
    bench: 'streaming',
    values: 'P10',
  },
  {
    figure: 'P11',
    what: 'two replicas ÷ one',
    goal: '~2 where cores allow',
    reached: atLeast(1.8),
    bench: 'replicas',
    values: 'P11',
  },
  {
    figure: 'P12',
    what: '50 calls, one token request',
    goal: '1 each, all succeed',
    reached: (measured) => measured.every((text) => String(text).startsWith('1 token request(s), 50 of 50')),
    bench: 'single-flight',
    values: 'P12',
  },
];

type Results = Record<string, Record<string, unknown>>;

/** `docs/performance.md`: what was measured against what was wanted. */
export function reportOf(results: Results): string {
  return `# Performance

Made by \`npm run bench\` from \`bench/results.json\`; do not edit. Ratios are medians over interleaved rounds on one machine,
on which the upstream (nginx, or the local Okta org), the load and Postgres run too. Postgres flushes to disk, tokens are
checked, runs are logged, metrics are on. How each is measured is in \`bench/\`.

| figure | what | goal | measured | |
| --- | --- | --- | --- | --- |
${GOALS.map((goal) => rowOf(goal, results)).join('\n')}

Database round trips (P11): none for \`get-user\` on a warm connection, two for \`suspend-user\`; \`npm test\` counts the
statements. Memory of an NDJSON stream (P10) is the reliability figure NDJSON.

## What is not reached, and why

${GOALS.filter((goal) => !isReached(goal, results))
  .map(({ figure }) => `- **${figure}**: ${SHORTFALLS[figure] ?? 'not looked into'}`)
  .join('\n')}

## All that was measured

${Object.entries(results).map(sectionOf).join('\n\n')}
`;
}

const measuredFor = ({ bench, values }: Goal, results: Results) =>
  Object.entries(results[bench] ?? {}).filter(([key]) => key.startsWith(values));

function isReached(goal: Goal, results: Results): boolean {
  const measured = measuredFor(goal, results).map(([, value]) => value);
  return measured.length > 0 && goal.reached(measured);
}

function rowOf(goal: Goal, results: Results): string {
  const { figure, what, goal: wanted } = goal;
  const cells = measuredFor(goal, results).map(([key, value]) => `${key.replace(/^P\d+: /, '')}: **${String(value)}**`);
  const verdict = isReached(goal, results) ? 'reached' : 'not reached';
  return `| ${figure} | ${what} | ${wanted} | ${cells.length > 0 ? cells.join('; ') : 'not measured'} | ${verdict} |`;
}

function sectionOf([name, { run, ...measured }]: [string, Record<string, unknown>]): string {
  const rows = Object.entries(measured).map(([key, value]) => `| ${key} | ${String(value)} |`);
  return `### ${name}\n\n${describe(run)}\n\n| | |\n| --- | --- |\n${rows.join('\n')}`;
}

function describe(run: unknown): string {
  const { at, commit, versions, machine } = run as {
    at: string;
    commit: string;
    versions: { node: string };
    machine: { cores: number; model: string; memoryGb: number };
  };
  return `${at}, commit ${commit}, Node ${versions.node}, ${machine.cores} cores (${machine.model}), ${machine.memoryGb} GB.`;
}
