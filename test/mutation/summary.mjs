import { readFile } from 'node:fs/promises';

/** What is promised of each area, per cent. */
export const GOAL = 85;

const COUNTED = {
  killed: ['Killed'],
  timedOut: ['Timeout'],
  survived: ['Survived'],
  noCoverage: ['NoCoverage'],
  // A mutant that nothing can load, and the texts for people: neither counts.
  errors: ['RuntimeError', 'CompileError'],
  ignored: ['Ignored'],
};

/** One area from Stryker's JSON report (https://github.com/stryker-mutator/mutation-testing-elements). */
export async function summaryOf(reportPath) {
  const { files } = JSON.parse(await readFile(reportPath, 'utf8'));
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (states) => mutants.filter(({ status }) => states.includes(status)).length;
  const counts = Object.fromEntries(Object.entries(COUNTED).map(([name, states]) => [name, count(states)]));
  const { killed, timedOut, survived, noCoverage } = counts;
  const total = killed + timedOut + survived + noCoverage;
  const score = total === 0 ? 0 : Math.round(((killed + timedOut) / total) * 1_000) / 10;
  return { files: Object.keys(files).length, mutants: total, ...counts, score };
}

/** Areas as a table in Markdown. */
export function tableOf(areas) {
  const rows = Object.entries(areas).map(([name, area]) => {
    const { files, mutants, killed, timedOut, survived, noCoverage, errors, ignored, score } = area;
    return [name, files, mutants, killed, timedOut, survived, noCoverage, errors, ignored, `${score.toFixed(1)} %`];
  });
  const head = 'area,files,mutants,killed,timed out,survived,no coverage,errors,ignored texts,score'.split(',');
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
