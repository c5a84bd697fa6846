import type { OktaAnswer } from '../okta/okta-request.js';

/** `Date` has whole seconds, and Okta's servers agree on the time to about a second. */
const TOLERANCE_MS = 2_000;

/**
 * When a call began, on Okta's clock, a little early rather than late: the time of a later answer of Okta less what has
 * passed here since. Our own clock need not agree with Okta's; it stands in only where an answer has no `Date`. Pure.
 */
export function beganAtOkta(
  { headers }: Pick<OktaAnswer, 'headers'>,
  { elapsedMs, now }: { elapsedMs: number; now: number },
): Date {
  const { date } = headers;
  const parsed = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return new Date((Number.isNaN(parsed) ? now : parsed) - elapsedMs - TOLERANCE_MS);
}
