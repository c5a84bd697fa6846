import { CLASSIC_ENGINE } from '../../connections/classic-engine.js';
import type { ConnectionStanding } from '../../connections/connection-access.js';
import { missingScopesOf, refusalOf } from '../action-permission.js';
import type { RegisteredAction } from '../registry.js';

/** Whether an action would be sent to Okta, as far as that is known without asking Okta. */
export interface Availability {
  available: boolean;
  missingScopes: string[];
  /** In words; null where nothing is known to be in the way. */
  reason: string | null;
  /** What a person can do about it. */
  remedy: string | null;
}

/** Pure. The connection's own trouble comes first, since nothing works until it is gone. */
export function availabilityOf(action: RegisteredAction, standing: ConnectionStanding): Availability {
  const missingScopes = missingScopesOf(action, standing);
  const refusal = standing.obstacle ?? refusalOf(action, ofSomeInput(action, standing));
  if (refusal) {
    const { message: reason, details } = refusal;
    return { available: false, missingScopes, reason, remedy: details.remedy ?? null };
  }
  if (action.definition.product === 'Identity Engine' && standing.pipeline === 'v1') {
    return { available: false, missingScopes, ...CLASSIC_ENGINE };
  }
  return { available: true, missingScopes, reason: null, remedy: null };
}

/** Whether a request of the caller's own only reads shows when it is sent. */
function ofSomeInput({ definition }: RegisteredAction, standing: ConnectionStanding): ConnectionStanding {
  return definition.kind === 'custom' ? { ...standing, readOnly: false } : standing;
}
