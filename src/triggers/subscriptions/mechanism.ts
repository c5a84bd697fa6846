import type { ConnectionStanding } from '../../connections/connection-access.js';
import { ConnectorError } from '../../core/errors.js';
import { scopeCovered } from '../../okta/okta-scopes.js';
import type { TriggerDefinition } from '../catalog/trigger-definition.js';
import { HOOK_SCOPE, LOG_SCOPE } from '../event-scopes.js';
import type { HookView } from '../hooks/hook-view.js';
import type { RegisteredTrigger } from '../trigger-registry.js';
import type { SubscriptionMode } from './subscription.js';

/** How events really come: `schedule` where the org is searched at fixed times, `none` while nothing works. */
type EffectiveMode = SubscriptionMode | 'schedule' | 'none';

export interface Mechanism {
  effectiveMode: EffectiveMode;
  /** Why it is not what was asked for, in words; null where it is. */
  reason: string | null;
}

type Rights = Pick<ConnectionStanding, 'grantedScopes' | 'readOnly'>;
type Hook = Pick<HookView, 'state' | 'reason' | 'live'>;

const NOT_ELIGIBLE = 'Event hooks do not carry these events, so the System Log is polled.';
const NO_LOG = 'The connection lacks okta.logs.read, so what the event hook loses is not made up for.';
const NOTHING = 'The connection lacks okta.logs.read, and there is no event hook: no events come.';
const NO_HOOK = 'There is no event hook that brings these events, so the System Log is polled.';
const BY_HAND =
  'Until an administrator has set up the event hook by hand (hook.setupRequired), the System Log is polled.';

/**
 * The mode that is stored: `polling` for triggers that use no event hook whatever their types, and for those that search
 * by a schedule, which have no mode.
 */
export function storedMode(definition: TriggerDefinition, wanted: SubscriptionMode): SubscriptionMode {
  const neverHooked = !definition.hookEligible && definition.eventTypes === 'any';
  return definition.mechanism === 'schedule' || neverHooked ? 'polling' : wanted;
}

/**
 * Refuses a mode that cannot bring these events.
 * @throws ConnectorError `invalid_input`
 */
export function assertMode({ id, definition }: RegisteredTrigger, mode: SubscriptionMode): void {
  if (definition.mechanism === 'schedule' || definition.hookEligible || mode !== 'realtime') return;
  const detail = `No event hook carries the events of ${id}: use the mode polling, or hybrid.`;
  throw new ConnectorError('invalid_input', detail, {
    errors: [{ pointer: '/mode', message: 'realtime is not possible: event hooks do not carry these events' }],
  });
}

/**
 * Refuses a subscription that no mechanism could serve with the connection's scopes.
 * @throws ConnectorError `insufficient_scope`
 */
export function assertServable({ id, definition }: RegisteredTrigger, mode: SubscriptionMode, rights: Rights): void {
  const missingScopes = definition.requiredScopes.filter((scope) => !covers(rights, scope));
  if (missingScopes.length === 0 || works(definition, mode, rights)) return;
  const detail = `The connection lacks ${missingScopes.join(', ')}, so it cannot serve ${id} in this mode.`;
  throw new ConnectorError('insufficient_scope', detail, {
    missingScopes,
    remedy: 'Grant the scopes to the app in Okta (Okta API Scopes), then authorize the connection again.',
  });
}

function works(definition: TriggerDefinition, mode: SubscriptionMode, rights: Rights): boolean {
  if (definition.mechanism === 'schedule') return false;
  return covers(rights, LOG_SCOPE) || (definition.hookEligible && mode !== 'polling' && managesHooks(rights));
}

/** An event hook is a write at Okta. */
const managesHooks = (rights: Rights): boolean => !rights.readOnly && covers(rights, HOOK_SCOPE);

/** How events come, by the connection's scopes and by the hook that carries them. Pure. */
export function mechanismOf(
  { definition, mode }: { definition: TriggerDefinition; mode: SubscriptionMode },
  { rights, hook }: { rights: Rights; hook: Hook },
): Mechanism {
  if (definition.mechanism === 'schedule') return { effectiveMode: 'schedule', reason: null };
  const polled = polledBecause(covers(rights, LOG_SCOPE));
  if (mode === 'polling') return polled(null);
  if (!definition.hookEligible) return polled(NOT_ELIGIBLE);
  if (!hook.live && (hook.state !== 'wanted' || hook.reason !== null)) return polled(troubleOf(hook));
  if (mode === 'hybrid' && !covers(rights, LOG_SCOPE)) return { effectiveMode: 'realtime', reason: NO_LOG };
  return { effectiveMode: mode, reason: null };
}

const polledBecause =
  (pollable: boolean) =>
  (reason: string | null): Mechanism =>
    pollable ? { effectiveMode: 'polling', reason } : { effectiveMode: 'none', reason: NOTHING };

function troubleOf({ state, reason }: Hook): string {
  const consequence = state === 'manual' ? BY_HAND : NO_HOOK;
  return reason === null ? consequence : `${reason} ${consequence}`;
}

/** An API token has its owner's roles and no scopes. */
const covers = ({ grantedScopes }: Rights, scope: string): boolean =>
  !grantedScopes || scopeCovered(scope, grantedScopes);
