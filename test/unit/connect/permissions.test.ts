import { describe, expect, test } from '@jest/globals';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { Permissions } from '../../../src/connect/steps/permissions.service.js';
import { TASK_GROUPS } from '../../../src/connect/steps/task-table.js';
import { SessionProgress, type Choice } from '../../../src/connect/sessions/session-progress.js';
import { DEFAULT_SCOPES, isKnownScope } from '../../../src/okta/requested-scopes.js';
import { TriggerRegistry } from '../../../src/triggers/trigger-registry.js';

const permissions = new Permissions(new ActionRegistry(), new TriggerRegistry());
const asking = (choice: Partial<Choice> | null, scopes: string[] | null = null) => ({
  scopes,
  progress: SessionProgress.parse({
    at: 'setup',
    choice: choice && { preset: 'tasks', ...choice },
    before: ['okta.users.read'],
  }),
});

describe('the scopes to ask for', () => {
  test('are the default set for everything, and before anybody has chosen', () => {
    expect(permissions.scopesOf(asking({ preset: 'everything' }))).toEqual(DEFAULT_SCOPES);
    expect(permissions.scopesOf(asking(null))).toEqual(DEFAULT_SCOPES);
  });

  test("are the platform's where it names some", () => {
    expect(permissions.scopesOf(asking({ preset: 'everything' }, ['okta.logs.read']))).toEqual(['okta.logs.read']);
  });

  test('only read for only reading, and no product is presumed', () => {
    const scopes = permissions.scopesOf(asking({ preset: 'reading' }));
    expect(scopes).toContain('okta.users.read');
    expect(scopes.filter((scope) => !scope.endsWith('.read') || scope.includes('governance'))).toEqual([]);
  });

  test('are those of before, or those of the tasks and typed by hand, without what another covers', () => {
    expect(permissions.scopesOf(asking({ preset: 'before' }))).toEqual(['okta.users.read']);
    const tasks = ['identify-users', 'unlock'];
    expect(permissions.scopesOf(asking({ tasks, more: ['okta.brands.read'] }))).toEqual([
      'okta.brands.read',
      'okta.users.manage',
    ]);
  });
});

describe('the admin roles', () => {
  test('suffice for every chosen task, the least powerful first', () => {
    expect(permissions.rolesOf(asking({ tasks: ['unlock'] }))[0]).toBe('HELP_DESK_ADMIN');
    expect(permissions.rolesOf(asking({ tasks: ['unlock', 'provisioning'] }))).toEqual(['ORG_ADMIN', 'SUPER_ADMIN']);
  });

  test('name the one with which most works, where only a super administrator may do all', () => {
    const everything = asking({ preset: 'everything' });
    expect(permissions.rolesOf(everything)).toEqual(['SUPER_ADMIN']);
    const best = permissions.bestLesserRole(everything);
    expect(best?.role).toBe('ORG_ADMIN');
    expect(best?.covered).toBeLessThan(best?.total ?? 0);
    expect(permissions.bestLesserRole(asking({ tasks: ['unlock'] }))).toBeUndefined();
  });
});

describe('the reasons', () => {
  test('are there for every scope of every task', () => {
    const bare = permissions
      .tasks()
      .flatMap(({ requiredScopes, actions, triggers }) =>
        permissions.reasons(requiredScopes, [...actions, ...triggers]).filter(({ why }) => why.length === 0),
      );
    expect(bare).toEqual([]);
  });

  test('name the chosen tasks alone', () => {
    const chosen = asking({ tasks: ['unlock'] });
    const [reason] = permissions.reasons(['okta.users.manage'], permissions.chosenIds(chosen));
    expect(reason?.why).toEqual(['Unlock user', 'Is user locked out']);
  });
});

test('every task stands in one group, and asks for scopes that Okta has', () => {
  const grouped = Object.values(TASK_GROUPS).flatMap((group) => Object.keys(group));
  const tasks = permissions.tasks();
  expect(grouped.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
  expect(tasks.flatMap(({ requiredScopes }) => requiredScopes).filter((scope) => !isKnownScope(scope))).toEqual([]);
});
