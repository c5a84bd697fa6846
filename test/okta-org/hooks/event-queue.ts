import type { StoredLogEvent } from '../log/log-store.ts';
import type { Chance } from './chance.ts';

/** Events that wait for a call, first in, first out unless shuffled. */
export class EventQueue {
  private events: StoredLogEvent[] = [];
  private head = 0;

  get length(): number {
    return this.events.length - this.head;
  }

  push(event: StoredLogEvent): void {
    this.events.push(event);
  }

  /** Takes up to `count` events; with `shuffle` any of those that wait. */
  take(count: number, shuffle?: Chance): StoredLogEvent[] {
    const end = Math.min(this.head + count, this.events.length);
    if (shuffle) this.mix(end, shuffle);
    const taken = this.events.slice(this.head, end);
    this.head = end;
    this.shrink();
    return taken;
  }

  private mix(end: number, chance: Chance): void {
    const { events } = this;
    for (let place = this.head; place < end; place += 1) {
      const other = place + chance.below(events.length - place);
      const [here, there] = [events[place], events[other]];
      if (here && there) [events[place], events[other]] = [there, here];
    }
  }

  /** Gives the room of taken events back now and then: taking one must not move all others. */
  private shrink(): void {
    if (this.head < 10_000 && this.head < this.events.length) return;
    this.events = this.events.slice(this.head);
    this.head = 0;
  }
}
