type Members = Record<string, unknown>;

/** What Okta sets itself, and does not take back. */
const STAMPED = new Set(['id', 'created', 'createdBy', 'lastUpdated', 'lastUpdatedBy', '_links', '_embedded']);

/**
 * What to write back of an object that Okta answered, where a write replaces all of it: everything but what Okta sets
 * itself. Pure.
 */
export function replacement(present: Members): Members {
  return Object.fromEntries(Object.entries(present).filter(([name]) => !STAMPED.has(name)));
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The present object with the changes in it: objects are merged at every depth, anything else (lists too) takes the
 * place of what is there, and null stays null, which Okta takes for "none". What is undefined changes nothing. Pure.
 */
export function merged(present: Members, change: Members): Members {
  const changes = Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => [name, mergedValue(Object.hasOwn(present, name) ? present[name] : undefined, value)] as const,
    );
  return Object.fromEntries([...Object.entries(present), ...changes]);
}

function mergedValue(present: unknown, change: unknown): unknown {
  return isMembers(present) && isMembers(change) ? merged(present, change) : change;
}
