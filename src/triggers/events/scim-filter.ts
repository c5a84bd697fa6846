import { parse, type Filter } from 'scim2-parse-filter';

/** Says whether an event matches. */
export type EventPredicate = (event: unknown) => boolean;

/**
 * Compiles a filter of the System Log (SCIM, RFC 7644 section 3.4.2.2) to be evaluated here: one poller and one hook serve
 * many subscriptions. As at Okta, texts compare without regard to case, and of a list any element may match.
 * @throws SyntaxError with what is wrong
 * Source: https://developer.okta.com/docs/reference/system-log-query/
 */
export function compileScimFilter(text: string): EventPredicate {
  return predicateOf(parseFilter(text));
}

function parseFilter(text: string): Filter {
  try {
    return parse(text);
  } catch (error) {
    const reason =
      typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'not SCIM';
    throw new SyntaxError(`The filter cannot be read: ${reason}`, { cause: error });
  }
}

function predicateOf(filter: Filter): EventPredicate {
  switch (filter.op) {
    case 'and': {
      const parts = filter.filters.map(predicateOf);
      return (event) => parts.every((matches) => matches(event));
    }
    case 'or': {
      const parts = filter.filters.map(predicateOf);
      return (event) => parts.some((matches) => matches(event));
    }
    case 'not': {
      const matches = predicateOf(filter.filter);
      return (event) => !matches(event);
    }
    case '[]': {
      const matches = predicateOf(filter.valFilter);
      return (event) => valuesAt(event, filter.attrPath.split('.')).some(matches);
    }
    case 'pr':
      return (event) => valuesAt(event, filter.attrPath.split('.')).some((value) => value !== null && value !== '');
    default:
      return comparison(filter);
  }
}

type Comparison = Extract<Filter, { compValue: unknown }>;

function comparison({ op, attrPath, compValue }: Comparison): EventPredicate {
  const path = attrPath.split('.');
  const wanted = folded(compValue);
  if (op === 'ne') return (event) => !valuesAt(event, path).some((value) => folded(value) === wanted);
  const compare = COMPARISONS[op];
  return (event) => valuesAt(event, path).some((value) => compare(folded(value), wanted));
}

type Scalar = string | number | boolean | null;

const COMPARISONS: Record<Exclude<Comparison['op'], 'ne'>, (value: Scalar, wanted: Scalar) => boolean> = {
  eq: (value, wanted) => value === wanted,
  co: (value, wanted) => typeof value === 'string' && value.includes(String(wanted)),
  sw: (value, wanted) => typeof value === 'string' && value.startsWith(String(wanted)),
  ew: (value, wanted) => typeof value === 'string' && value.endsWith(String(wanted)),
  gt: (value, wanted) => ordered(value, wanted, (order) => order > 0),
  ge: (value, wanted) => ordered(value, wanted, (order) => order >= 0),
  lt: (value, wanted) => ordered(value, wanted, (order) => order < 0),
  le: (value, wanted) => ordered(value, wanted, (order) => order <= 0),
};

/** Texts compare with texts and numbers with numbers; nothing else has an order. */
function ordered(value: Scalar, wanted: Scalar, accepts: (order: number) => boolean): boolean {
  if (typeof value === 'number' && typeof wanted === 'number') return accepts(value - wanted);
  if (typeof value !== 'string' || typeof wanted !== 'string') return false;
  return accepts(value < wanted ? -1 : value > wanted ? 1 : 0);
}

function folded(value: unknown): Scalar {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Every value that the path leads to; lists are gone through. */
function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((element) => valuesAt(element, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found ? valuesAt(found[1], rest) : [];
}
