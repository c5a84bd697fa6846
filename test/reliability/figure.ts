/** What a run showed. */
export interface Figure {
  name: string;
  /** What is promised. */
  promise: string;
  trials: number;
  /** Trials that broke the promise; none should. */
  violations: number;
  /** What broke it, for people. */
  breaches: string[];
  measured: Record<string, string | number>;
  /** The same with a protection removed: there must be violations. */
  control: { without: string; trials: number; violations: number };
}

/** Kept, and the control shows that the run would have noticed otherwise. */
export const isKept = ({ violations, control, trials }: Figure): boolean =>
  trials > 0 && violations === 0 && control.violations > 0;

/** The "rule of three": with no failure in n trials the rate is below 3/n with 95 % confidence. */
export const boundOf = (violations: number, trials: number): string =>
  violations === 0 ? `0 of ${trials}, so below ${((3 / trials) * 100).toPrecision(2)} %` : `${violations} of ${trials}`;

/** A figure for people. */
export function tableOf(figure: Figure): string {
  const { trials, violations, control } = figure;
  const rows = Object.entries({
    promise: figure.promise,
    violations: boundOf(violations, trials),
    ...figure.measured,
    [`control (${control.without})`]: `${control.violations} of ${control.trials} violated`,
    verdict: isKept(figure) ? 'kept' : 'NOT KEPT',
  });
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return [figure.name, ...lines, ...figure.breaches.slice(0, 20).map((breach) => `  ! ${breach}`), ''].join('\n');
}

/** Runs trials, so many at a time. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await run(next[1]);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

export const longest = (times: readonly number[]): string => `${(Math.max(0, ...times) / 1_000).toFixed(1)} s`;
