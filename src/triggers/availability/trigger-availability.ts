import { CLASSIC_ENGINE } from '../../connections/classic-engine.js';
import type { ConnectionStanding } from '../../connections/connection-access.js';
import { scopeCovered } from '../../okta/okta-scopes.js';
import type { TriggerDefinition } from '../catalog/trigger-definition.js';
import { HOOK_SCOPE, LOG_SCOPE } from '../event-scopes.js';

/** Whether a subscription would hear something, as far as that is known without asking Okta. */
export interface TriggerAvailability {
  available: boolean;
  missingScopes: string[];
  /** In words: why not, or what is left out although it is available; null where nothing is known to be in the way. */
  reason: string | null;
  /** What a person can do about it. */
  remedy: string | null;
}

const GRANT = 'Grant the scopes to the app in Okta (Okta API Scopes), then authorize the connection again.';
const BY_HAND = 'Or have a super admin set the event hook up by hand, as the subscription tells.';

/** Pure. The connection's own trouble comes first, since nothing works until it is gone. */
export function triggerAvailabilityOf(
  definition: TriggerDefinition,
  standing: ConnectionStanding,
): TriggerAvailability {
  const missingScopes = missingScopesOf(definition, standing);
  const { obstacle, pipeline } = standing;
  if (obstacle)
    return unavailable(missingScopes, { reason: obstacle.message, remedy: obstacle.details.remedy ?? null });
  if (definition.product === 'Identity Engine' && pipeline === 'v1') return unavailable(missingScopes, CLASSIC_ENGINE);
  if (!canHear(definition, missingScopes)) {
    const remedy = definition.hookEligible ? `${GRANT} ${BY_HAND}` : GRANT;
    return unavailable(missingScopes, { reason: `The connection lacks ${missingScopes.join(', ')}.`, remedy });
  }
  return { available: true, missingScopes, ...restrictionOf(definition, { standing, missingScopes }) };
}

type Words = Pick<TriggerAvailability, 'reason' | 'remedy'>;

const unavailable = (missingScopes: string[], words: Words): TriggerAvailability => ({
  available: false,
  missingScopes,
  ...words,
});

/** Events come by hook or by log; for each a scope suffices. Without the log's, a hook must be possible. */
function canHear({ mechanism, hookEligible }: TriggerDefinition, missingScopes: readonly string[]): boolean {
  if (missingScopes.length === 0) return true;
  if (mechanism === 'schedule') return false;
  return hookEligible && !(missingScopes.includes(LOG_SCOPE) && missingScopes.includes(HOOK_SCOPE));
}

function restrictionOf(
  { hookEligible }: TriggerDefinition,
  { standing, missingScopes }: { standing: ConnectionStanding; missingScopes: readonly string[] },
): Words {
  if (!hookEligible) return NO_RESTRICTION;
  if (missingScopes.includes(HOOK_SCOPE)) {
    return {
      reason: `The connection lacks ${HOOK_SCOPE}, so it polls the System Log instead of using an event hook.`,
      remedy: `${GRANT} ${BY_HAND}`,
    };
  }
  if (missingScopes.includes(LOG_SCOPE)) {
    return {
      reason: `The connection lacks ${LOG_SCOPE}, so events that the event hook loses are not made up for from the System Log.`,
      remedy: GRANT,
    };
  }
  if (!standing.readOnly) return NO_RESTRICTION;
  return {
    reason: 'The connection is read-only, so no event hook is made: it polls the System Log.',
    remedy: `Set readOnly to false on the connection. ${BY_HAND}`,
  };
}

const NO_RESTRICTION: Words = { reason: null, remedy: null };

function missingScopesOf({ requiredScopes }: TriggerDefinition, { grantedScopes }: ConnectionStanding): string[] {
  return grantedScopes ? requiredScopes.filter((scope) => !scopeCovered(scope, grantedScopes)) : [];
}
