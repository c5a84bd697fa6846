const MAX_EVENTS = 1_000;
const MAX_BYTES = 1_000_000;

/** Cuts a list into lists that one delivery each can carry: at most 1,000 items and about 1 MB. Larger items go alone. */
export function batchesOf<T>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    const open = batches.at(-1);
    if (open && open.length < MAX_EVENTS && bytes + size <= MAX_BYTES) {
      open.push(item);
      bytes += size;
    } else {
      batches.push([item]);
      bytes = size;
    }
  }
  return batches;
}
