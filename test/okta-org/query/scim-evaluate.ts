import type { ScimComparison, ScimNode, ScimValue } from './scim-parser.ts';

export interface ScimEvaluation {
  /** `search` compares strings case-insensitively, `filter` case-sensitively. */
  caseSensitive: boolean;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Values of a dotted attribute; arrays on the way fan out, so `target.id` yields the id of each target. */
export function valuesAt(record: unknown, attribute: string): unknown[] {
  let values: unknown[] = [record];
  for (const part of attribute.split('.')) {
    values = values.flatMap((value) => step(value, part));
  }
  return values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]));
}

function step(value: unknown, part: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => step(item, part));
  if (value === null || typeof value !== 'object') return [];
  const next = (value as Record<string, unknown>)[part];
  return next === undefined ? [] : [next];
}

/** The first value of an attribute as text, '' without one; what lists sort by. */
export function sortKeyOf(record: unknown, attribute: string): string {
  const [value] = valuesAt(record, attribute);
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

/** Tells whether a record matches the expression. */
export function matchesScim(node: ScimNode, record: unknown, evaluation: ScimEvaluation): boolean {
  switch (node.kind) {
    case 'and':
      return matchesScim(node.left, record, evaluation) && matchesScim(node.right, record, evaluation);
    case 'or':
      return matchesScim(node.left, record, evaluation) || matchesScim(node.right, record, evaluation);
    case 'not':
      return !matchesScim(node.inner, record, evaluation);
    default:
      return matchesComparison(node, valuesAt(record, node.attribute), evaluation);
  }
}

function matchesComparison(node: ScimComparison, values: unknown[], evaluation: ScimEvaluation): boolean {
  const present = values.filter((value) => value !== null && value !== undefined);
  if (node.operator === 'pr') return present.some((value) => value !== '');
  if (node.operator === 'ne') return !present.some((value) => compare(value, node.value, evaluation) === 0);
  if (node.operator === 'eq' && node.value === null) return present.length === 0;
  return present.some((value) => test(node, value, evaluation));
}

function test(node: ScimComparison, actual: unknown, evaluation: ScimEvaluation): boolean {
  const order = compare(actual, node.value, evaluation);
  switch (node.operator) {
    case 'eq':
      return order === 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    default:
      return testText(node, actual, evaluation);
  }
}

function testText(node: ScimComparison, actual: unknown, evaluation: ScimEvaluation): boolean {
  const text = fold(String(actual), evaluation);
  const wanted = fold(String(node.value), evaluation);
  if (node.operator === 'sw') return text.startsWith(wanted);
  if (node.operator === 'ew') return text.endsWith(wanted);
  return text.includes(wanted);
}

/** Order of two values; NaN when they cannot be compared, which no operator accepts. */
function compare(actual: unknown, wanted: ScimValue, evaluation: ScimEvaluation): number {
  if (typeof actual === 'number' && typeof wanted === 'number') return actual - wanted;
  if (typeof actual === 'boolean') return String(actual) === String(wanted) ? 0 : Number.NaN;
  if (typeof actual !== 'string' || typeof wanted !== 'string') return Number.NaN;
  if (ISO_DATE.test(actual) && ISO_DATE.test(wanted)) return Date.parse(actual) - Date.parse(wanted);
  const left = fold(actual, evaluation);
  const right = fold(wanted, evaluation);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function fold(text: string, evaluation: ScimEvaluation): string {
  return evaluation.caseSensitive ? text : text.toLowerCase();
}
