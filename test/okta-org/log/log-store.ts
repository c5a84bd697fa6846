import { randomUUID } from 'node:crypto';
import type { LogEntry, LogEvent } from './log-event.ts';
import { toLogEvent } from './log-event.ts';

/** An event with the time Okta would have stored it; polling follows that, not `published`. */
export interface StoredLogEvent {
  event: LogEvent;
  persistedAt: number;
  seq: number;
}

/** The System Log in order of persistence (Okta: docs/reference/system-log-query). */
export class LogStore {
  private readonly entries: StoredLogEvent[] = [];
  private readonly now: () => number;
  private nextSeq = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  get size(): number {
    return this.entries.length;
  }

  /** Adds an event; `persistedAt` defaults to now, so an older `published` makes a late event. */
  add(entry: LogEntry, persistedAt = this.now()): LogEvent {
    const event = toLogEvent(entry, { uuid: randomUUID(), published: new Date(persistedAt).toISOString() });
    const stored = { event, persistedAt, seq: this.nextSeq++ };
    this.entries.splice(this.placeFor(persistedAt), 0, stored);
    return event;
  }

  /** Events persisted strictly after the given position, oldest first. */
  *after(persistedAt: number, seq: number): Generator<StoredLogEvent> {
    for (let place = this.firstFrom(persistedAt); place < this.entries.length; place += 1) {
      const entry = this.entries[place];
      if (entry && (entry.persistedAt > persistedAt || entry.seq > seq)) yield entry;
    }
  }

  all(): readonly StoredLogEvent[] {
    return this.entries;
  }

  /** Index behind the last entry persisted at or before the time. */
  private placeFor(persistedAt: number): number {
    let place = this.entries.length;
    while (place > 0 && (this.entries[place - 1]?.persistedAt ?? 0) > persistedAt) place -= 1;
    return place;
  }

  /** Index of the first entry persisted at or after the time. */
  private firstFrom(persistedAt: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.entries[middle]?.persistedAt ?? 0) < persistedAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
