interface Row<T> {
  record: T | null;
  /** What search sees until `staleUntil`: the state before the last changes, null when it did not exist. */
  indexed: T | null;
  staleUntil: number;
}

/** One record with its place in the list, which a cursor can name. */
export interface Placed<T> {
  seq: number;
  record: T;
}

/** How a list reads the store: `live` is the record itself, `index` lags behind by the consistency delay. */
export type StoreView = 'live' | 'index';

/**
 * Records in order of creation, found by id. A row's place never changes, so a cursor survives inserts and deletes.
 * With a delay set, the index view shows changes only after it (Okta: search, filter and q are eventually consistent).
 */
export class OrderedStore<T extends { id: string }> {
  private readonly rows: Row<T>[] = [];
  private readonly placeById = new Map<string, number>();
  private readonly now: () => number;
  indexDelayMs = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  get size(): number {
    return this.placeById.size;
  }

  get(id: string): T | undefined {
    const place = this.placeById.get(id);
    return place === undefined ? undefined : (this.rows[place]?.record ?? undefined);
  }

  seqOf(id: string): number {
    return this.placeById.get(id) ?? -1;
  }

  put(record: T): void {
    const place = this.placeById.get(record.id);
    const row = place === undefined ? undefined : this.rows[place];
    if (row) return this.change(row, record);
    this.placeById.set(record.id, this.rows.length);
    this.rows.push({ record, indexed: null, staleUntil: this.staleUntil() });
  }

  remove(id: string): void {
    const place = this.placeById.get(id);
    const row = place === undefined ? undefined : this.rows[place];
    if (!row) return;
    this.change(row, null);
    this.placeById.delete(id);
  }

  /** Records after the given place, in order; from the start with -1. */
  *scan(afterSeq = -1, view: StoreView = 'live'): Generator<Placed<T>> {
    const now = this.now();
    for (let seq = afterSeq + 1; seq < this.rows.length; seq += 1) {
      const row = this.rows[seq];
      if (!row) continue;
      const record = view === 'index' && row.staleUntil > now ? row.indexed : row.record;
      if (record) yield { seq, record };
    }
  }

  private change(row: Row<T>, record: T | null): void {
    if (row.staleUntil <= this.now()) row.indexed = row.record;
    row.staleUntil = this.staleUntil();
    row.record = record;
  }

  private staleUntil(): number {
    return this.indexDelayMs > 0 ? this.now() + this.indexDelayMs : 0;
  }
}
