/** What a check found. */
interface Checked {
  status: 'pass' | 'warn' | 'fail';
  title: string;
  detail: string;
  remedy: string | null;
}

/** Checks as lines for people: the remedy below what it mends. */
export function checkList(checks: readonly Checked[]): string[] {
  const width = Math.max(0, ...checks.map(({ title }) => title.length));
  const indent = ' '.repeat('pass  '.length + width + 2);
  return checks.flatMap(({ status, title, detail, remedy }) => {
    const line = `${status}  ${title.padEnd(width)}  ${detail}`;
    return remedy === null ? [line] : [line, `${indent}→ ${remedy}`];
  });
}
