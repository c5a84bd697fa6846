import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

type IdPrefix = 'con' | 'run' | 'aud' | 'sub' | 'evt' | 'dlv' | 'cs';

/** A new opaque id, `<prefix>_<32 hex digits>`: a UUIDv7 (RFC 9562), so ids made later sort later. */
export function newId(prefix: IdPrefix): string {
  const random = nextRandom();
  const now = Date.now();
  if (now > last.msecs) last = { msecs: now, seq: firstSequence(random) };
  else last = { msecs: last.msecs, seq: last.seq + 1 };
  return `${prefix}_${v7({ random, msecs: last.msecs, seq: last.seq }, bytes).toString('hex')}`;
}

/** Of one id at a time: as hex they cost a third of a UUID's text with its dashes taken out. */
const bytes = Buffer.alloc(16);

const RANDOM_BYTES = 16;
const pool = new Uint8Array(RANDOM_BYTES * 256);
let used = pool.length;
let last = { msecs: 0, seq: 0 };

/** Fetched for many ids at once: a call for each costs more than all the rest of an id. */
function nextRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.subarray(used - RANDOM_BYTES, used);
}

/** Low enough that the ids of a millisecond cannot use up the 32 bits (RFC 9562, section 6.2, method 1). */
function firstSequence(random: Uint8Array): number {
  return new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
}

/** The time in an id made by `newId`, or undefined when `id` is none of that prefix. */
export function idTime(prefix: IdPrefix, id: string): Date | undefined {
  const hex = /^([0-9a-f]{12})(7[0-9a-f]{3}[89ab][0-9a-f]{15})$/.exec(id.slice(prefix.length + 1));
  return id.startsWith(`${prefix}_`) && hex?.[1] ? new Date(Number.parseInt(hex[1], 16)) : undefined;
}
