import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import { inputSchemaOf, type JsonSchema, outputSchemaOf } from '../core/json-schema.js';
import type { AdminRole } from '../okta/admin-roles.js';
import type { ActionDefinition, DirectAction, Effect } from './define-action.js';
import { apiTokens } from './catalog/api-tokens.js';
import { appGroups } from './catalog/app-groups.js';
import { appUsers } from './catalog/app-users.js';
import { applications } from './catalog/applications.js';
import { authServers } from './catalog/auth-servers.js';
import { credentials } from './catalog/credentials.js';
import { devices } from './catalog/devices.js';
import { eventHooks } from './catalog/event-hooks.js';
import { factors } from './catalog/factors.js';
import { governance } from './catalog/governance.js';
import { generic } from './catalog/generic.js';
import { groupPush } from './catalog/group-push.js';
import { groupRules } from './catalog/group-rules.js';
import { groups } from './catalog/groups.js';
import { identitySources } from './catalog/identity-sources.js';
import { idps } from './catalog/idps.js';
import { logs } from './catalog/logs.js';
import { org } from './catalog/org.js';
import { policies } from './catalog/policies.js';
import { realms } from './catalog/realms.js';
import { risk } from './catalog/risk.js';
import { roles } from './catalog/roles.js';
import { schemas } from './catalog/schemas.js';
import { sessions } from './catalog/sessions.js';
import { users } from './catalog/users.js';
import { zones } from './catalog/zones.js';

/** The families in the order of the catalogue; the key is the family's name. */
const CATALOGUE: Record<string, Record<string, ActionDefinition>> = {
  users,
  credentials,
  sessions,
  factors,
  groups,
  'group-rules': groupRules,
  applications,
  'app-users': appUsers,
  'app-groups': appGroups,
  'group-push': groupPush,
  logs,
  roles,
  schemas,
  'event-hooks': eventHooks,
  policies,
  zones,
  devices,
  risk,
  'identity-sources': identitySources,
  realms,
  'auth-servers': authServers,
  'api-tokens': apiTokens,
  idps,
  org,
  governance,
  generic,
};

/** The ids of all actions. */
export const ACTION_IDS: ReadonlySet<string> = new Set(Object.values(CATALOGUE).flatMap(Object.keys));

const EFFECTS: readonly Effect[] = ['read', 'write', 'destructive'];

/** An action as callers see it, with all that follows from its definition. */
export class RegisteredAction {
  readonly effect: Effect;
  readonly idempotent: boolean;
  /** Okta refuses API tokens for at least one of its operations. */
  readonly oauthOnly: boolean;
  readonly routes: string[];
  readonly requiredScopes: string[];
  readonly requiredRoles: AdminRole[];
  #schemas: { input: JsonSchema; output: JsonSchema } | undefined;

  constructor(
    readonly id: string,
    readonly family: string,
    readonly definition: ActionDefinition,
  ) {
    const parts = operations(definition);
    const isCustom = definition.kind === 'custom';
    this.effect = isCustom ? 'destructive' : strongest(parts.map((part) => part.effect));
    this.idempotent = !isCustom && parts.every((part) => part.idempotent);
    this.oauthOnly = parts.some((part) => part.oauthOnly);
    this.routes = [...new Set(parts.map((part) => part.route))];
    this.requiredScopes = withoutCovered([...new Set(parts.flatMap((part) => part.scopes))]);
    this.requiredRoles = isCustom ? [...definition.roles] : rolesOfAll(parts);
  }

  /**
   * The action for one input: itself, or one that says what a caller's own request is. An input that does not fit leaves
   * it as it is, for the runner to refuse.
   * @throws ConnectorError `invalid_input` for a request that may not be sent
   */
  for(input: unknown): RegisteredAction {
    const { definition } = this;
    if (definition.kind !== 'custom') return this;
    const parsed = definition.input.safeParse(input);
    return parsed.success ? new RegisteredAction(this.id, this.family, definition.narrow(parsed.data)) : this;
  }

  /** JSON Schema 2020-12 of input and output; made at the first use. */
  get schemas(): { input: JsonSchema; output: JsonSchema } {
    this.#schemas ??= {
      input: inputSchemaOf(this.definition.input),
      output: outputSchemaOf(this.definition.output),
    };
    return this.#schemas;
  }
}

/** The catalogue of actions; every other view of them (REST, documents, tests) is derived from it. */
@Injectable()
export class ActionRegistry {
  readonly #actions = new Map<string, RegisteredAction>();

  constructor() {
    for (const [family, definitions] of Object.entries(CATALOGUE)) {
      for (const [id, definition] of Object.entries(definitions))
        this.#actions.set(id, new RegisteredAction(id, family, definition));
    }
  }

  list(): RegisteredAction[] {
    return [...this.#actions.values()];
  }

  find(id: string): RegisteredAction | undefined {
    return this.#actions.get(id);
  }

  /** @throws ConnectorError `not_found` */
  get(id: string): RegisteredAction {
    const action = this.#actions.get(id);
    if (!action) throw new ConnectorError('not_found', 'There is no such action. GET /v1/actions lists them all.');
    return action;
  }
}

/** The effect of several operations together. */
export function strongest(effects: readonly Effect[]): Effect {
  return EFFECTS[Math.max(...effects.map((effect) => EFFECTS.indexOf(effect)))] ?? 'read';
}

function operations(definition: ActionDefinition): readonly DirectAction[] {
  return definition.kind === 'direct' ? [definition] : definition.uses;
}

/** `.manage` includes `.read`, so the latter is not asked for beside it. */
export function withoutCovered(scopes: readonly string[]): string[] {
  return scopes
    .filter((scope) => !(scope.endsWith('.read') && scopes.includes(scope.replace(/\.read$/, '.manage'))))
    .toSorted();
}

/** The roles that suffice for every part; each definition lists alternatives. */
export function rolesOfAll(parts: readonly Pick<DirectAction, 'roles'>[]): AdminRole[] {
  const [first, ...others] = parts.map((part) => part.roles);
  return (first ?? []).filter((role) => others.every((alternatives) => alternatives.includes(role)));
}
