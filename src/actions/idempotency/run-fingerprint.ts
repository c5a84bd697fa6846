import { createHash } from 'node:crypto';

/** What two requests with one key are compared by. */
export interface RunFingerprint {
  /** SHA-256 of the caller's key. */
  keyHash: Buffer;
  /** The same for requests that ask for the same; secrets in the input make it one, so it is stored sealed. */
  request: string;
}

/** The order of members does not count; everything else of action and input does. Pure. */
export function fingerprintOf(key: string, { actionId, input }: { actionId: string; input: unknown }): RunFingerprint {
  const request = createHash('sha256').update(JSON.stringify([actionId, ordered(input)]));
  return { keyHash: createHash('sha256').update(key).digest(), request: request.digest('base64url') };
}

/** A copy with the members of every object in the order of their names. JSON bodies are at most 100 levels deep. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  // As an object still, so that it is not taken for a list of pairs.
  return { members: entries.map(([name, member]) => [name, ordered(member)]) };
}
