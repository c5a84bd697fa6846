import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LogEvent } from '../events/log-event.js';

/** Events that were told and may be found again. */
const ToldEvents = z.object({
  /** All that were told and published from then on (milliseconds) are here. */
  from: z.number(),
  /** When each was published, and its short id. */
  events: z.array(z.tuple([z.number(), z.string()])),
});

export type ToldEvents = z.output<typeof ToldEvents>;

const Progress = z.object({
  /** Path and query of the page to go on with. */
  next: z.string(),
  /** Lists delivered so far. */
  batches: z.int(),
  /** When the newest event that was read was published, and the short ids of all that were read of that very time. */
  published: z.string(),
  tied: z.array(z.string()),
});

/** What a search of events remembers. */
export const EventMemory = z.object({
  /** Of earlier windows. */
  told: ToldEvents.optional(),
  /** While a window is half done: what the next one is to know, and how far this one is. */
  telling: ToldEvents.optional(),
  progress: Progress.optional(),
});

export type EventMemory = z.output<typeof EventMemory>;

/** Beyond so many the oldest are forgotten, and the time that is searched again gets shorter. */
const MAX_TOLD = 20_000;

/** 72 bits tell the events of some hours apart, and take a third of the room. */
export const shortId = (uuid: string): string => createHash('sha256').update(uuid).digest('base64url').slice(0, 12);

/** What is known of the events told from `from` on (milliseconds), before a window adds its own. */
export function carryOver(told: ToldEvents | undefined, from: number): ToldEvents {
  const start = Math.max(from, told?.from ?? from);
  return { from: start, events: told?.events.filter(([at]) => at >= start) ?? [] };
}

/** Adds events that were told, as far as the next window may find them again. */
export function remember({ from, events }: ToldEvents, told: readonly LogEvent[]): ToldEvents {
  const added = told.map(({ uuid, published }): [number, string] => [Date.parse(published), shortId(uuid)]);
  const all = [...events, ...added.filter(([at]) => at >= from)];
  if (all.length <= MAX_TOLD) return { from, events: all };
  const newestFirst = all.toSorted(([left], [right]) => right - left);
  const forgotten = newestFirst[MAX_TOLD]?.[0] ?? from;
  return { from: forgotten + 1, events: newestFirst.filter(([at]) => at > forgotten) };
}

/** The end of a page that was read, to go on from without Okta's cursor. */
export function endOfPage(events: readonly LogEvent[]): Pick<z.output<typeof Progress>, 'published' | 'tied'> {
  const published = events.at(-1)?.published ?? '';
  const tied = events.filter((event) => Date.parse(event.published) === Date.parse(published));
  return { published, tied: tied.map(({ uuid }) => shortId(uuid)) };
}
