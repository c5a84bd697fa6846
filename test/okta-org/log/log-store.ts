import { randomUUID } from 'node:crypto';
import type { LogEntry, LogEvent } from './log-event.ts';
import { toLogEvent } from './log-event.ts';

const NO_HOOKS: readonly string[] = [];

/** The times of an event where they are not now, in milliseconds since 1970. */
export interface LogTimes {
  /** When Okta stored it; polling follows that, not `published`. */
  persistedAt?: number;
  publishedAt?: number;
}

/** An event as the log keeps it: little beyond what was stated about it, filled up each time it is read. */
export class StoredLogEvent {
  readonly entry: LogEntry;
  readonly uuid: string;
  readonly seq: number;
  readonly persistedAt: number;
  readonly publishedAt: number;
  /** The event hooks that listen to it. */
  hookIds = NO_HOOKS;

  constructor(entry: LogEntry, place: { seq: number; persistedAt: number; publishedAt: number }) {
    this.entry = entry;
    this.uuid = entry.uuid ?? randomUUID();
    this.seq = place.seq;
    this.persistedAt = place.persistedAt;
    this.publishedAt = place.publishedAt;
  }

  /** The whole event; the hooks that listen to it are named as Okta names them. */
  get event(): LogEvent {
    const given = { uuid: this.uuid, published: new Date(this.publishedAt).toISOString() };
    const event = toLogEvent(this.entry, given);
    if (this.hookIds.length > 0) event.debugContext.debugData['targetEventHookIds'] = this.hookIds.join(',');
    return event;
  }
}

/** The System Log in order of persistence (Okta: docs/reference/system-log-query). */
export class LogStore {
  /** Hears of every event that is written. */
  onWrite: ((stored: StoredLogEvent) => void) | undefined;
  private readonly entries: StoredLogEvent[] = [];
  private readonly now: () => number;
  private nextSeq = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  get size(): number {
    return this.entries.length;
  }

  /** Writes an event, persisted now unless told otherwise; an older `published` makes a late event. */
  add(entry: LogEntry, times: LogTimes = {}): StoredLogEvent {
    const stored = this.addSilently(entry, times);
    this.onWrite?.(stored);
    return stored;
  }

  /** Like `add`, but the event hooks do not hear of it. */
  addSilently(entry: LogEntry, times: LogTimes = {}): StoredLogEvent {
    const persistedAt = times.persistedAt ?? this.now();
    const published = entry.published === undefined ? Number.NaN : Date.parse(entry.published);
    const publishedAt = times.publishedAt ?? (Number.isNaN(published) ? persistedAt : published);
    const stored = new StoredLogEvent(entry, { seq: this.nextSeq++, persistedAt, publishedAt });
    this.entries.splice(this.placeFor(persistedAt), 0, stored);
    return stored;
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
