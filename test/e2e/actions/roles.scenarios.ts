import { expect } from '@jest/globals';
import type { roles } from '../../../src/actions/catalog/roles.js';
import type { Page } from '../../support/service.js';
import { customRoleScenarios } from './custom-roles.scenarios.js';
import { customRole, make, resourceSet, rolesOf, rolesOfGroup, typesIn } from './role-scene.js';
import type { Scenario } from './scenario.js';
import { idsOf } from './scene.js';

const assigningRoles = {
  'list-user-roles': {
    does: "lists the user's roles and those of the user's groups, for a login",
    changed: false,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      await scene.call('POST', rolesOf(users.active), { type: 'HELP_DESK_ADMIN' });
      await scene.call('POST', rolesOfGroup(groups.engineering), { type: 'APP_ADMIN' });
      const held = await run({ userId: 'isaac.brock@example.com', expand: 'targets/groups' });
      expect(held).toEqual(await scene.okta(`${rolesOf(users.active)}?expand=targets/groups`));
      expect(held).toMatchObject([
        { type: 'HELP_DESK_ADMIN', assignmentType: 'USER' },
        { type: 'APP_ADMIN', assignmentType: 'GROUP' },
      ]);
    },
  },

  'assign-role-to-user': {
    does: 'gives a standard and a custom role to a user, for a login',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const userId = 'isaac.brock@example.com';
      await run({ userId, type: 'USER_ADMIN', disableNotifications: true });
      const [role, set] = [await customRole(scene, 'Readers'), await resourceSet(scene, 'Everybody')];
      const assigned = await run({ userId, type: 'CUSTOM', role, 'resource-set': set });
      expect(assigned).toMatchObject({ type: 'CUSTOM', role, 'resource-set': set, label: 'Readers' });
      expect(await typesIn(scene, rolesOf(active))).toEqual(['USER_ADMIN', 'CUSTOM']);
      expect(await scene.logged('user.account.privilege.grant', active)).toBe(2);
    },
  },

  'remove-role-from-user': {
    does: 'takes one role and leaves the others, for a login',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const helpDesk = await make(scene, rolesOf(active), { type: 'HELP_DESK_ADMIN' });
      await make(scene, rolesOf(active), { type: 'APP_ADMIN' });
      expect(await run({ userId: 'isaac.brock@example.com', roleAssignmentId: helpDesk })).toBeNull();
      expect(await typesIn(scene, rolesOf(active))).toEqual(['APP_ADMIN']);
    },
  },

  'list-group-roles': {
    does: 'lists the roles of the group and of no other',
    changed: false,
    async play(run, scene) {
      const { engineering, support } = scene.seeded.groups;
      await scene.call('POST', rolesOfGroup(engineering), { type: 'APP_ADMIN' });
      await scene.call('POST', rolesOfGroup(support), { type: 'HELP_DESK_ADMIN' });
      expect(await run({ groupId: engineering })).toEqual(await scene.okta(rolesOfGroup(engineering)));
      expect(await run({ groupId: support })).toMatchObject([{ type: 'HELP_DESK_ADMIN', assignmentType: 'GROUP' }]);
    },
  },

  'assign-role-to-group': {
    does: 'makes administrators of the members',
    changed: true,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      const input = { groupId: groups.engineering, type: 'USER_ADMIN' };
      expect(await run(input)).toMatchObject({ type: 'USER_ADMIN', assignmentType: 'GROUP' });
      expect(await typesIn(scene, rolesOf(users.active))).toEqual(['USER_ADMIN']);
      expect(await typesIn(scene, rolesOf(users.staged))).toEqual([]);
    },
  },

  'remove-role-from-group': {
    does: 'takes the role from the members, too',
    changed: true,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      const roleAssignmentId = await make(scene, rolesOfGroup(groups.engineering), { type: 'USER_ADMIN' });
      expect(await run({ groupId: groups.engineering, roleAssignmentId })).toBeNull();
      expect(await typesIn(scene, rolesOfGroup(groups.engineering))).toEqual([]);
      expect(await typesIn(scene, rolesOf(users.active))).toEqual([]);
    },
  },

  'list-users-with-roles': {
    does: 'lists who holds a role, directly or through a group, and nobody else',
    changed: false,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      await scene.call('POST', rolesOf(users.staged), { type: 'HELP_DESK_ADMIN' });
      await scene.call('POST', rolesOfGroup(groups.engineering), { type: 'APP_ADMIN' });
      const { items } = await run<Page<{ id: string }>>({});
      expect(idsOf(items)).toEqual([users.admin, users.active, users.staged, users.suspended]);
    },
  },
} satisfies Partial<Record<keyof typeof roles, Scenario>>;

export const rolesScenarios = { ...assigningRoles, ...customRoleScenarios } satisfies Record<
  keyof typeof roles,
  Scenario
>;
