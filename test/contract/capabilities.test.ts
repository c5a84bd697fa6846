import { describe, expect, it } from '@jest/globals';
import { capabilityViews } from '../../src/actions/capabilities/capabilities.js';
import { CAPABILITIES } from '../../src/actions/capabilities/capability-table.js';
import { actions } from './catalogue.ts';
import { triggers } from './triggers.ts';

const byId = new Map(actions.map((action) => [action.id, action]));
const triggersById = new Map(triggers.map((trigger) => [trigger.id, trigger]));
const views = capabilityViews(CAPABILITIES, {
  find: (id) => byId.get(id),
  scopesOf: (id) => triggersById.get(id)?.definition.requiredScopes ?? [],
});
const view = (id: string) => views.find((capability) => capability.id === id);
const named = Object.values(CAPABILITIES).flatMap((capability) => [...capability.actions]);

describe('the capabilities', () => {
  it.each(Object.entries(CAPABILITIES))('%s name only actions that exist', (_, { actions: ids }) => {
    expect(ids.filter((id) => !byId.has(id))).toEqual([]);
  });

  it.each(Object.entries(CAPABILITIES))('%s name only triggers that exist', (_, { triggers: ids }) => {
    expect(ids.filter((id) => !triggersById.has(id))).toEqual([]);
  });

  it('leave no trigger out, and name none twice in one place', () => {
    const lists = Object.values(CAPABILITIES).map(({ triggers: ids }): readonly string[] => ids);
    expect(triggers.map(({ id }) => id).filter((id) => !lists.some((ids) => ids.includes(id)))).toEqual([]);
    expect(lists.filter((ids) => new Set(ids).size < ids.length)).toEqual([]);
  });

  it('leave no action out', () => {
    expect(actions.map(({ id }) => id).filter((id) => !named.some((name) => name === id))).toEqual([]);
  });

  it('ask for the scopes of their triggers too', () => {
    expect(view('lockout-events')?.requiredScopes).toEqual([
      'okta.eventHooks.manage',
      'okta.logs.read',
      'okta.users.read',
    ]);
    expect(view('password-expiry')?.requiredScopes).toEqual(['okta.policies.read', 'okta.users.read']);
  });

  it('ask for the scopes of their actions and for no more', () => {
    expect(view('password-reset')?.requiredScopes).toEqual(['okta.users.manage']);
    expect(view('identify-users')?.requiredScopes).toEqual(['okta.users.read']);
    expect(view('system-log')?.requiredScopes).toEqual(['okta.logs.read']);
  });

  it('name admin roles that suffice for all of their actions', () => {
    expect(view('unlock')?.requiredRoles).toEqual(['HELP_DESK_ADMIN', 'USER_ADMIN', 'ORG_ADMIN', 'SUPER_ADMIN']);
    for (const { actions: ids, requiredRoles } of views) {
      const insufficient = ids.filter(
        (id) => !requiredRoles.every((role) => byId.get(id)?.requiredRoles.includes(role)),
      );
      expect(insufficient).toEqual([]);
    }
  });

  it.each(views)('$id can be granted by some role', ({ id, requiredRoles }) => {
    expect(id === 'any-request' || requiredRoles.length > 0).toBe(true);
  });

  it('have the effect of their strongest action', () => {
    expect([view('identify-users')?.effect, view('unlock')?.effect, view('provisioning')?.effect]).toEqual([
      'read',
      'write',
      'destructive',
    ]);
  });
});
