import type { Priority } from './fair-queue.js';
import type { HeldSlice } from './held-slice.js';
import { capOf, NOTED_PART, SMALL_SHARE, type KnownWindow } from './known-window.js';
import type { SliceReport } from './rate-budget.repository.js';

/** The part of a share that bulk leaves to single calls. */
const KEPT_FROM_BULK = 0.1;

export interface ReportParts {
  window: KnownWindow | undefined;
  slice: HeldSlice | undefined;
  /** Answered calls that the shared budget does not know of: of the slice, and without one. */
  untold: { spent: number; free: number };
  returned: number;
  holds: number;
  ended: number;
  want: number;
  priority: Priority;
  share: number;
  windowMs: number;
  replicas: number;
  now: number;
}

/** What the shared budget is told, and asked for. A window that Okta has not named yet is not spoken of. */
export function reportOf({ window, slice, untold, priority, now, share, ...rest }: ReportParts): SliceReport {
  const named = window?.reset === undefined ? undefined : window;
  const isSmall = capOf(window?.limit ?? 0, share) < SMALL_SHARE;
  return {
    ...rest,
    ...untold,
    share,
    seq: slice?.seq ?? null,
    reset: named?.reset ?? null,
    limit: named?.limit ?? null,
    remaining: named?.remaining ?? null,
    endsInMs: named ? Math.round(named.endsAt - now) : null,
    keepPart: priority === 'bulk' ? KEPT_FROM_BULK : 0,
    untoldPart: isSmall ? 0 : NOTED_PART,
  };
}
