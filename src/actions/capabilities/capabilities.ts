import type { AdminRole } from '../../okta/admin-roles.js';
import type { Effect } from '../define-action.js';
import { type RegisteredAction, rolesOfAll, strongest, withoutCovered } from '../registry.js';
import type { Capability } from './capability.js';

/** A capability with what it takes. */
export interface CapabilityView {
  id: string;
  title: string;
  description: string;
  actions: string[];
  triggers: string[];
  /** The strongest of its actions' effects. */
  effect: Effect;
  requiredScopes: string[];
  /** Standard admin roles any one of which suffices for all of its actions. */
  requiredRoles: AdminRole[];
}

interface Catalogue {
  find: (actionId: string) => RegisteredAction | undefined;
  scopesOf: (triggerId: string) => readonly string[];
}

/** Derives the scopes from actions and triggers, roles and effect from the actions. Pure. */
export function capabilityViews(
  table: Readonly<Record<string, Capability>>,
  { find, scopesOf }: Catalogue,
): CapabilityView[] {
  return Object.entries(table).map(([id, capability]) => {
    const actions = capability.actions.flatMap((action) => find(action) ?? []);
    const scopes = [...actions.flatMap((action) => action.requiredScopes), ...capability.triggers.flatMap(scopesOf)];
    return {
      id,
      title: capability.title,
      description: capability.description,
      actions: actions.map((action) => action.id),
      triggers: [...capability.triggers],
      effect: strongest(actions.map((action) => action.effect)),
      requiredScopes: withoutCovered([...new Set(scopes)]),
      requiredRoles: rolesOfAll(actions.map(({ requiredRoles }) => ({ roles: requiredRoles }))),
    };
  });
}
