import { Inject, Injectable } from '@nestjs/common';
import { capabilityViews, type CapabilityView } from '../../actions/capabilities/capabilities.js';
import { CAPABILITIES } from '../../actions/capabilities/capability-table.js';
import { ActionRegistry, rolesOfAll, withoutCovered, type RegisteredAction } from '../../actions/registry.js';
import type { AdminRole } from '../../okta/admin-roles.js';
import { scopeCovered } from '../../okta/okta-scopes.js';
import { DEFAULT_SCOPES } from '../../okta/requested-scopes.js';
import { TriggerRegistry } from '../../triggers/trigger-registry.js';
import type { ConnectSession } from '../sessions/connect-session.js';
import type { Choice } from '../sessions/session-progress.js';

/** A scope, and the titles of what needs it. */
export interface ScopeReason {
  scope: string;
  why: string[];
}

/** With how many of the actions a role suffices. */
export interface RoleShare {
  role: AdminRole;
  covered: number;
  total: number;
}

interface Need {
  id: string;
  title: string;
  scopes: readonly string[];
}

type Asking = Pick<ConnectSession, 'scopes' | 'progress'>;

/** From the least powerful on. */
const LESSER_ROLES: readonly AdminRole[] = [
  'REPORT_ADMIN',
  'READ_ONLY_ADMIN',
  'HELP_DESK_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
  'APP_ADMIN',
  'USER_ADMIN',
  'ORG_ADMIN',
];

const EVERYTHING: Choice = { preset: 'everything', tasks: [], more: [] };

/** What a connection is to be allowed, from what the platform asks for and what the person chose. */
@Injectable()
export class Permissions {
  readonly #defaults = new Set<string>(DEFAULT_SCOPES);

  constructor(
    @Inject(ActionRegistry) private readonly actions: ActionRegistry,
    private readonly triggers: TriggerRegistry,
  ) {}

  /** What can be chosen, task by task. */
  tasks(): CapabilityView[] {
    const scopesOf = (id: string) =>
      this.triggers.list().find((trigger) => trigger.id === id)?.definition.requiredScopes;
    return capabilityViews(CAPABILITIES, {
      find: (id) => this.actions.find(id),
      scopesOf: (id) => scopesOf(id) ?? [],
    });
  }

  /** The scopes to ask Okta for. */
  scopesOf({ scopes, progress }: Asking): string[] {
    if (scopes) return scopes;
    const { preset, tasks, more } = progress.choice ?? EVERYTHING;
    if (preset === 'everything') return [...DEFAULT_SCOPES];
    if (preset === 'before') return progress.before;
    if (preset === 'reading') return this.#readingScopes();
    const chosen = this.tasks().filter(({ id }) => tasks.includes(id));
    return withoutCovered([...new Set([...chosen.flatMap(({ requiredScopes }) => requiredScopes), ...more])]);
  }

  /** Standard admin roles, any one of which suffices; empty where no single one is known to. */
  rolesOf(asking: Asking): AdminRole[] {
    return rolesOfAll(this.#actionsOf(asking).map(({ requiredRoles }) => ({ roles: requiredRoles })));
  }

  /** Where only a super administrator may do everything: the least role with which most of it works. */
  bestLesserRole(asking: Asking): RoleShare | undefined {
    if (this.rolesOf(asking).some((role) => role !== 'SUPER_ADMIN')) return undefined;
    const actions = this.#actionsOf(asking);
    const shares = LESSER_ROLES.map((role) => ({
      role,
      covered: actions.filter(({ requiredRoles }) => requiredRoles.includes(role)).length,
      total: actions.length,
    }));
    const [best] = shares.toSorted((one, other) => other.covered - one.covered);
    return best && best.covered > 0 ? best : undefined;
  }

  /** The actions and triggers of the chosen tasks; undefined where nobody chose by task. */
  chosenIds({ scopes, progress }: Asking): string[] | undefined {
    if (scopes !== null || progress.choice?.preset !== 'tasks') return undefined;
    const { tasks } = progress.choice;
    const chosen = this.tasks().filter(({ id }) => tasks.includes(id));
    return chosen.flatMap(({ actions, triggers }) => [...actions, ...triggers]);
  }

  /** Why each scope is asked for: the actions and triggers that need it, those of `ids` only where given. */
  reasons(scopes: readonly string[], ids?: readonly string[]): ScopeReason[] {
    const needs = this.#needs().filter(({ id }) => ids === undefined || ids.includes(id));
    return scopes.map((scope) => ({
      scope,
      why: needs.filter((need) => need.scopes.some((needed) => scopeCovered(needed, new Set([scope])))).map(titleOf),
    }));
  }

  #needs(): Need[] {
    const actions = this.actions.list().map(({ id, definition, requiredScopes }) => ({
      id,
      title: definition.title,
      scopes: requiredScopes,
    }));
    const triggers = this.triggers.list().map(({ id, definition }) => ({
      id,
      title: definition.title,
      scopes: definition.requiredScopes,
    }));
    return [...actions, ...triggers];
  }

  /** Of the products that any org has: an org without the others may not know their scopes, and refuse them all. */
  #readingScopes(): string[] {
    const needed = this.#readers().flatMap(({ requiredScopes }) => requiredScopes);
    const reading = needed.filter((scope) => scope.endsWith('.read') && scopeCovered(scope, this.#defaults));
    return [...new Set(reading)].toSorted();
  }

  #readers(): RegisteredAction[] {
    return this.actions.list().filter(({ effect }) => effect === 'read');
  }

  #actionsOf(asking: Asking): RegisteredAction[] {
    const chosen = this.chosenIds(asking);
    if (chosen) return this.actions.list().filter(({ id }) => chosen.includes(id));
    const { preset } = asking.progress.choice ?? EVERYTHING;
    const granted = new Set(this.scopesOf(asking));
    const possible = preset === 'reading' && asking.scopes === null ? this.#readers() : this.actions.list();
    return possible.filter(({ requiredScopes }) => requiredScopes.every((scope) => scopeCovered(scope, granted)));
  }
}

const titleOf = ({ title }: Need) => title;
