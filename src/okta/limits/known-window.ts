import type { LimitNotice } from './limit-notice.js';

/** What a process knows of a bucket's window. */
export interface KnownWindow {
  limit: number;
  /** The least that Okta, or the shared budget, has said. */
  remaining: number;
  /** Names the window; undefined: it has begun by the clock, and Okta has not said yet when it ends. */
  reset: number | undefined;
  /** Named the window before, where this one has no name yet. */
  past?: number | undefined;
  /** On the monotonic clock, in milliseconds. */
  endsAt: number;
}

export interface Learned {
  window: KnownWindow;
  /** Whether the notice is about another window than was known, the same one, or one that has passed. */
  about: 'new' | 'same' | 'past';
}

/** Servers of Okta may round the same window's end differently. */
const SAME_WINDOW_SECONDS = 1;

/** A share below this many calls in a window is always governed: a few calls of each replica would use it up. */
export const SMALL_SHARE = 100;

/** From this part of the share on, calls made without a slice are told to the shared budget, behind the answer. */
export const NOTED_PART = 0.05;

/** From this part of the share on, every call needs its place in a slice. */
const GOVERNED_PART = 0.5;

/** Whether `reset` and `other` name the same window. */
export const isSameWindow = (reset: number, other: number): boolean => Math.abs(reset - other) <= SAME_WINDOW_SECONDS;

/** Takes in what an answer said at `now` on the monotonic clock. */
export function learn(known: KnownWindow | undefined, notice: LimitNotice, now: number): Learned {
  const { limit, remaining, reset, endsInMs } = notice;
  const told = { limit, remaining, reset, endsAt: now + endsInMs };
  if (!known) return { window: told, about: 'new' };
  if (known.reset === undefined)
    return isPast(known, reset) ? { window: known, about: 'past' } : { window: told, about: 'new' };
  if (isSameWindow(reset, known.reset)) {
    return { window: { ...known, limit, remaining: Math.min(remaining, known.remaining) }, about: 'same' };
  }
  return reset > known.reset ? { window: told, about: 'new' } : { window: known, about: 'past' };
}

const isPast = ({ past }: KnownWindow, reset: number) => past !== undefined && reset <= past + SAME_WINDOW_SECONDS;

/** The calls that a share of 0 to 1 allows in a window; at least one. */
export const capOf = (limit: number, share: number): number => Math.max(1, Math.floor(limit * share + 1e-9));

/** How closely a bucket must be watched: not known yet, far from its limit, worth telling, or call by call. */
export type Watch = 'unknown' | 'quiet' | 'noted' | 'governed';

/**
 * How closely to watch. All use that Okta counts, by others too, is held against this connection's share, so that it
 * errs towards watching; so are the `recent` calls, some of which Okta counted in the window before.
 */
export function watchOf(
  known: KnownWindow | undefined,
  { share, inFlight, recent, now }: { share: number; inFlight: number; recent: number; now: number },
): Watch {
  if (!known) return 'unknown';
  const cap = capOf(known.limit, share);
  if (cap < SMALL_SHARE) return 'governed';
  const used = Math.max(recent, now >= known.endsAt ? 0 : known.limit - known.remaining) + inFlight;
  if (used >= cap * GOVERNED_PART) return 'governed';
  return used >= cap * NOTED_PART ? 'noted' : 'quiet';
}

/** How many calls the next slice should hold: those that wait, and what came lately in half a second. */
export function wanted({ queued, arrivals, elapsedMs }: Record<'queued' | 'arrivals' | 'elapsedMs', number>): number {
  const lately = Math.ceil((arrivals * SLICE_MS) / Math.max(elapsedMs, SLICE_MS));
  return Math.min(Math.max(1, queued, lately), MOST_WANTED);
}

const SLICE_MS = 500;
const MOST_WANTED = 1_000;
