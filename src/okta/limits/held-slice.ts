import { capOf, type KnownWindow } from './known-window.js';
import type { GrantedSlice } from './rate-budget.repository.js';

/** The part of a window's budget that this process may spend. */
export interface HeldSlice {
  /** Null: made up here while the database was away. */
  seq: number | null;
  /** The window, if Okta had named it. */
  reset: number | undefined;
  left: number;
  /** When it is void, on the monotonic clock. */
  until: number;
}

const WINDOW_MS = 60_000;

/** The slice after another was granted: more of the same window, or of a new one. */
export function withGranted(held: HeldSlice | undefined, granted: GrantedSlice, now: number): HeldSlice {
  const { seq, reset, endsInMs } = granted;
  const left = (held?.seq === seq ? held.left : 0) + granted.granted;
  return { seq, reset, left, until: now + endsInMs };
}

/**
 * The slice of a replica that cannot ask the others: its part of what Okta says is left, all use counted against the
 * share. Where the window has ended, of a new one.
 */
export function sliceAlone(
  known: KnownWindow,
  { share, replicas, now }: Record<'share' | 'replicas' | 'now', number>,
): { window: KnownWindow; slice: HeldSlice } {
  const window = now < known.endsAt ? known : nextWindow(known, now);
  const open = capOf(window.limit, share) - (window.limit - window.remaining);
  const left = open > 0 ? Math.max(1, Math.floor(open / (2 * replicas))) : 0;
  return { window, slice: { seq: null, reset: window.reset, left, until: window.endsAt } };
}

function nextWindow({ limit, reset, past }: KnownWindow, now: number): KnownWindow {
  return { limit, remaining: limit, reset: undefined, past: reset ?? past, endsAt: now + WINDOW_MS };
}
