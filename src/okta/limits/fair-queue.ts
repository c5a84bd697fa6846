/** Bulk waits until no single call does. */
export type Priority = 'single' | 'bulk';

export interface Place {
  /** Who waits: calls of one flow keep their order, flows take turns. */
  flow: string;
  priority: Priority;
}

/** Waiting calls: single ones before bulk, and among each the flows in turn, however many calls a flow has. */
export class FairQueue<T> {
  readonly #flows: Record<Priority, Map<string, T[]>> = { single: new Map(), bulk: new Map() };
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The priority of the next one; undefined when nobody waits. */
  get next(): Priority | undefined {
    if (this.#flows.single.size > 0) return 'single';
    return this.#flows.bulk.size > 0 ? 'bulk' : undefined;
  }

  add({ flow, priority }: Place, item: T): void {
    const flows = this.#flows[priority];
    const items = flows.get(flow);
    if (items) items.push(item);
    else flows.set(flow, [item]);
    this.#size += 1;
  }

  /** Takes the next one out, of one priority where that is said. */
  take(priority: Priority | undefined = this.next): T | undefined {
    const flows = priority && this.#flows[priority];
    const first = flows?.entries().next().value;
    if (!flows || !first) return undefined;
    const [flow, items] = first;
    const item = items.shift();
    flows.delete(flow);
    if (items.length > 0) flows.set(flow, items);
    this.#size -= 1;
    return item;
  }

  /** Takes out one that does not wait any longer. */
  remove({ flow, priority }: Place, item: T): void {
    const flows = this.#flows[priority];
    const items = flows.get(flow);
    const index = items?.indexOf(item) ?? -1;
    if (!items || index < 0) return;
    items.splice(index, 1);
    if (items.length === 0) flows.delete(flow);
    this.#size -= 1;
  }
}
