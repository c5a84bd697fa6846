import { ConnectorError } from '../../core/errors.js';

const DAY_MS = 86_400_000;

/** Okta keeps the System Log so long. */
const LOG_DAYS = 90;

/** Events and deliveries are kept so long. */
const STORE_DAYS = 30;

/**
 * When a subscription begins.
 * @throws ConnectorError `invalid_input`
 */
export function startTime(startFrom: string, now: Date): Date {
  if (startFrom === 'now') return now;
  const start = new Date(startFrom);
  if (start > now) throw wrongTime('/startFrom', 'lies in the future');
  if (now.getTime() - start.getTime() > LOG_DAYS * DAY_MS) {
    throw wrongTime('/startFrom', `lies more than ${LOG_DAYS} days back: Okta keeps the System Log no longer`);
  }
  return start;
}

export interface Period {
  since: Date;
  until: Date;
}

/**
 * The period of a replay; it ends now at the latest.
 * @throws ConnectorError `invalid_input`
 */
export function replayPeriod({ since, until }: { since: string; until?: string | undefined }, now: Date): Period {
  const begin = new Date(since);
  const end = until === undefined ? now : new Date(until);
  if (begin > now) throw wrongTime('/since', 'lies in the future');
  if (now.getTime() - begin.getTime() > STORE_DAYS * DAY_MS) {
    throw wrongTime('/since', `lies more than ${STORE_DAYS} days back: events are kept no longer`);
  }
  if (end <= begin) throw wrongTime('/until', 'must be after since');
  return { since: begin, until: end < now ? end : now };
}

function wrongTime(pointer: string, message: string): ConnectorError {
  return new ConnectorError('invalid_input', `The time in ${pointer.slice(1)} ${message}.`, {
    errors: [{ pointer, message }],
  });
}
