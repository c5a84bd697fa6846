import { ConnectorError, type ErrorCode } from '../../core/errors.js';
import type { OktaHook } from './okta-hook.js';
import type { HookChanges } from './okta-hook.repository.js';

const DENIED: ReadonlySet<ErrorCode> = new Set(['insufficient_scope', 'insufficient_role', 'read_only_connection']);
const REFUSED: ReadonlySet<ErrorCode> = new Set([
  'okta_rejected',
  'okta_conflict',
  'feature_not_enabled',
  'url_not_allowed',
]);
const NOT_READY: ReadonlySet<ErrorCode> = new Set(['connection_not_ready', 'reauthorization_required']);

/**
 * What Okta's refusal means for the hook. `denied`: a person with more rights can do it. `refused`: nobody can, for now.
 * `notReady`: the connection must be mended first. `passing`: trying again soon may help.
 */
export function kindOf(error: unknown): 'denied' | 'refused' | 'notReady' | 'passing' {
  if (!(error instanceof ConnectorError)) return 'passing';
  if (DENIED.has(error.code)) return 'denied';
  if (error.code === 'okta_rejected' && error.details.upstream?.status === 403) return 'denied';
  if (REFUSED.has(error.code)) return 'refused';
  return NOT_READY.has(error.code) ? 'notReady' : 'passing';
}

/** What is noted of a hook after a failure. A hook that does its work at Okta goes on doing so. */
export function afterFailure(hook: OktaHook, error: unknown): HookChanges {
  const confirmed = new Set(hook.confirmedTypes);
  if (hook.state === 'removing') return { stateReason: reasonOf(error) };
  if (hook.eventTypes.every((type) => confirmed.has(type))) return { state: 'verified', stateReason: null };
  const kind = kindOf(error);
  if (kind === 'denied') return { state: 'manual', stateReason: reasonOf(error) };
  if (kind === 'refused') return { state: 'unavailable', stateReason: reasonOf(error) };
  // What an administrator was asked to do, or was told, is not taken back for that.
  if (hook.state === 'manual' || hook.state === 'unavailable') return {};
  return { state: 'wanted', stateReason: reasonOf(error) };
}

const MAX_REASON = 500;

/** For the subscription's `statusReason`: our words, then Okta's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ConnectorError)) return 'The event hook could not be set up yet; it is tried again.';
  const { upstream } = error.details;
  const words = upstream?.causes?.join('; ') ?? upstream?.summary;
  return (words === undefined ? error.message : `${error.message} Okta says: ${words}`).slice(0, MAX_REASON);
}
