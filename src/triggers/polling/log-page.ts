import { ConnectorError } from '../../core/errors.js';
import type { OktaAnswer, RateLimit } from '../../okta/okta-request.js';
import { serverTime } from '../../okta/rate-limit-headers.js';
import { LogEvent } from '../events/log-event.js';
import { isLogTarget, pageLimitOf } from './log-target.js';
import { waitForLimit } from './poll-interval.js';

/** One answer of the System Log. */
export interface LogPage {
  events: LogEvent[];
  /** Uuids, or places in the page, of what came and is no event. */
  unreadable: string[];
  /** RFC 3339; null where the page has no events. */
  latestPublished: string | null;
  /** Okta's link to what comes after. */
  next: string | null;
  /** More is there already. */
  full: boolean;
  rateLimit: RateLimit | undefined;
  /** Seconds to leave the rest of Okta's limit alone; 0 while enough is left. */
  limitWait: number;
}

/**
 * Reads what Okta answered to `target`. What is no event is left out, so that it does not hold up the others.
 * @throws ConnectorError `okta_unavailable` when it is no list, or its link leads elsewhere
 */
export function readLogPage(answer: OktaAnswer, target: string, now: number): LogPage {
  const { json, next = null, rateLimit, headers } = answer;
  if (!Array.isArray(json)) throw notALog('Okta answered the System Log with something that is not a list.');
  if (next !== null && !isLogTarget(next)) throw notALog("The System Log's next link leads elsewhere.");
  const found: readonly unknown[] = json;
  const parsed = found.map((one) => LogEvent.safeParse(one));
  const events = parsed.flatMap(({ data }) => (data ? [data] : []));
  const unreadable = found.flatMap((one, place) => (parsed[place]?.success ? [] : [nameOf(one, place)]));
  return {
    events,
    unreadable,
    latestPublished: latestOf(events),
    next,
    // The same link again would give the same page again.
    full: found.length >= pageLimitOf(target) && next !== null && next !== target,
    rateLimit,
    limitWait: waitForLimit(rateLimit, serverTime(headers, now)),
  };
}

const notALog = (message: string) =>
  new ConnectorError('okta_unavailable', message, {
    remedy: 'It is tried again. If it stays, report it: the place in the log is kept.',
  });

function nameOf(found: unknown, place: number): string {
  const uuid: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'uuid') : undefined;
  return typeof uuid === 'string' ? uuid.slice(0, 100) : `#${place}`;
}

function latestOf(events: readonly LogEvent[]): string | null {
  const latest = Math.max(...events.map(({ published }) => Date.parse(published)));
  return Number.isFinite(latest) ? new Date(latest).toISOString() : null;
}
