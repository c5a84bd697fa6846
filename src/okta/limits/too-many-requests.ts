import { ConnectorError } from '../../core/errors.js';
import type { LimitCounters } from './limit-counters.js';

/** The refusal of a call that Okta never saw. `waitMs`: until trying again may help. */
export function tooManyRequests(detail: string, { waitMs, counters }: { waitMs: number; counters: LimitCounters }) {
  counters.refused += 1;
  return new ConnectorError('too_many_requests', detail, {
    remedy: 'Try again after retryAfterSeconds.',
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
}
