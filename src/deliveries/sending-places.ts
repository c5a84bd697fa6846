interface Wish {
  keys: readonly Bound[];
  grant: () => void;
}

/** So many at once under one name. */
export interface Bound {
  name: string;
  limit: number;
}

/** Places for what is sent at once, bounded by tenant and by receiver; who came first goes first where both have room. */
export class SendingPlaces {
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Set<Wish>();

  /** @returns a place, to be given back; or undefined when there was none in time */
  async take(keys: readonly Bound[], withinMs: number): Promise<(() => void) | undefined> {
    if (this.#haveRoom(keys)) return this.#occupy(keys);
    const { promise, resolve } = Promise.withResolvers<(() => void) | undefined>();
    const wish: Wish = { keys, grant: () => resolve(this.#occupy(keys)) };
    this.#waiting.add(wish);
    // Whoever takes the wish from the set answers it.
    const giveUp = () => void (this.#waiting.delete(wish) && resolve(undefined));
    const timer = setTimeout(giveUp, Math.max(0, withinMs));
    const place = await promise;
    clearTimeout(timer);
    return place;
  }

  #haveRoom(keys: readonly Bound[]): boolean {
    return keys.every(({ name, limit }) => (this.#taken.get(name) ?? 0) < limit);
  }

  #occupy(keys: readonly Bound[]): () => void {
    for (const { name } of keys) this.#taken.set(name, (this.#taken.get(name) ?? 0) + 1);
    return () => this.#leave(keys);
  }

  #leave(keys: readonly Bound[]): void {
    for (const { name } of keys) {
      const left = (this.#taken.get(name) ?? 0) - 1;
      if (left > 0) this.#taken.set(name, left);
      else this.#taken.delete(name);
    }
    for (const wish of this.#waiting) {
      if (!this.#haveRoom(wish.keys)) continue;
      this.#waiting.delete(wish);
      wish.grant();
    }
  }
}
