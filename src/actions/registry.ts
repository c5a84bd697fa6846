import { z } from 'zod';
import { Injectable } from '@nestjs/common';
import type { AdminRole } from '../okta/admin-roles.js';
import type { ActionDefinition, DirectAction, Effect } from './define-action.js';
import { credentials } from './catalog/credentials.js';
import { groups } from './catalog/groups.js';
import { logs } from './catalog/logs.js';
import { sessions } from './catalog/sessions.js';
import { users } from './catalog/users.js';

/** The families in the order of the catalogue; the key is the family's name. */
const CATALOGUE: Record<string, Record<string, ActionDefinition>> = { users, credentials, sessions, groups, logs };

type JsonSchema = Record<string, unknown>;

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
    this.effect = EFFECTS[Math.max(...parts.map((part) => EFFECTS.indexOf(part.effect)))] ?? 'read';
    this.idempotent = parts.every((part) => part.idempotent);
    this.oauthOnly = parts.some((part) => part.oauthOnly);
    this.routes = [...new Set(parts.map((part) => part.route))];
    this.requiredScopes = withoutCovered([...new Set(parts.flatMap((part) => part.scopes))]);
    this.requiredRoles = rolesOfAll(parts);
  }

  /** JSON Schema 2020-12 of input and output; made at the first use. */
  get schemas(): { input: JsonSchema; output: JsonSchema } {
    this.#schemas ??= {
      input: jsonSchema(this.definition.input, 'input'),
      output: jsonSchema(this.definition.output, 'output'),
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
}

function operations(definition: ActionDefinition): readonly DirectAction[] {
  return definition.kind === 'direct' ? [definition] : definition.uses;
}

/** `.manage` includes `.read`, so the latter is not asked for beside it. */
function withoutCovered(scopes: string[]): string[] {
  return scopes
    .filter((scope) => !(scope.endsWith('.read') && scopes.includes(scope.replace(/\.read$/, '.manage'))))
    .toSorted();
}

/** The roles that suffice for every part; each definition lists alternatives. */
function rolesOfAll(parts: readonly DirectAction[]): AdminRole[] {
  const [first, ...others] = parts.map((part) => part.roles);
  return (first ?? []).filter((role) => others.every((roles) => roles.includes(role)));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
}
