import { expect } from '@jest/globals';
import type { roles } from '../../../src/actions/catalog/roles.js';
import type { Page } from '../../support/service.js';
import { binding, customRole, membersOf, resourceSet, roleAt, rolesOf, typesIn, userAddress } from './role-scene.js';
import type { Scenario } from './scenario.js';
import { idsOf } from './scene.js';

type Listed = Page<{ id: string; label: string }>;

/** Okta gives 100 a page where a route takes no limit. */
const MORE_THAN_A_PAGE = 101;

async function makeMany(makeOne: (label: string) => Promise<string>): Promise<string[]> {
  const ids: string[] = [];
  // oxlint-disable-next-line no-await-in-loop -- the order of creation is the order of the list
  for (let count = 0; count < MORE_THAN_A_PAGE; count += 1) ids.push(await makeOne(`Number ${count}`));
  return ids;
}

/** The org's own roles, resource sets and bindings. */
export const customRoleScenarios = {
  'list-custom-roles': {
    does: "lists the org's own roles, the first page of them",
    changed: false,
    async play(run, scene) {
      const made = await makeMany((label) => customRole(scene, label));
      const { items, nextCursor } = await run<Listed>({});
      expect(idsOf(items)).toEqual(made.slice(0, 100));
      expect(items[0]).toEqual(await scene.okta(roleAt(made[0] ?? '')));
      expect(nextCursor).toEqual(expect.any(String));
    },
  },

  'create-custom-role': {
    does: 'creates the role with its permissions',
    changed: true,
    async play(run, scene) {
      const permissions = ['okta.users.read', 'okta.groups.read'];
      const input = { label: 'Readers', description: 'Read everything', permissions };
      const { id } = await run<{ id: string }>(input);
      expect(await scene.okta(roleAt(id))).toMatchObject({ label: 'Readers', description: 'Read everything' });
      expect(await scene.okta(`${roleAt(id)}/permissions`)).toMatchObject({
        permissions: permissions.map((label) => ({ label })),
      });
    },
  },

  'update-custom-role': {
    does: 'sets one of label and description and keeps the other and the permissions',
    changed: true,
    async play(run, scene) {
      const id = await customRole(scene, 'Readers');
      await run({ roleIdOrLabel: 'Readers', description: 'Read users' });
      expect(await scene.okta(roleAt(id))).toMatchObject({ label: 'Readers', description: 'Read users' });
      await run({ roleIdOrLabel: id, label: 'User readers' });
      expect(await scene.okta(roleAt(id))).toMatchObject({ label: 'User readers', description: 'Read users' });
      expect(await scene.okta(`${roleAt(id)}/permissions`)).toMatchObject({
        permissions: [{ label: 'okta.users.read' }],
      });
    },
  },

  'delete-custom-role': {
    does: 'deletes the role, and whoever had it has it no more',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const { role } = await binding(scene, active);
      expect(await typesIn(scene, rolesOf(active))).toEqual(['CUSTOM']);
      expect(await run({ roleIdOrLabel: role })).toBeNull();
      expect(await scene.exists(roleAt(role))).toBe(false);
      expect(await typesIn(scene, rolesOf(active))).toEqual([]);
    },
  },

  'list-role-permissions': {
    does: 'lists what a role permits, for a label with a space in it',
    changed: false,
    async play(run, scene) {
      await customRole(scene, 'User readers');
      expect(await run({ roleIdOrLabel: 'User readers' })).toEqual(
        await scene.okta(`${roleAt('User readers')}/permissions`),
      );
    },
  },

  'list-resource-sets': {
    does: 'lists the resource sets, the first page of them',
    changed: false,
    async play(run, scene) {
      const made = await makeMany((label) => resourceSet(scene, label));
      const { items, nextCursor } = await run<Listed>({});
      expect(idsOf(items)).toEqual(made.slice(0, 100));
      expect(items[0]).toMatchObject({ label: 'Number 0' });
      expect(nextCursor).toEqual(expect.any(String));
    },
  },

  'add-members-to-role-binding': {
    does: 'adds users and groups, by address and by resource name, and keeps the members',
    changed: true,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      const { role, set, members } = await binding(scene, users.active);
      const additions = [userAddress(scene, users.active), `orn:okta:directory:00o1:groups:${groups.support}`];
      await run({ resourceSetIdOrLabel: set, roleIdOrLabel: role, additions });
      const addresses = (await membersOf(scene, members)).map(({ _links }) => _links.self.href);
      expect(addresses).toEqual([userAddress(scene, users.active), `${scene.org.url}/api/v1/groups/${groups.support}`]);
    },
  },

  'remove-member-from-role-binding': {
    does: 'removes one member and the role with it',
    changed: true,
    async play(run, scene) {
      const { users } = scene.seeded;
      const { role, set, members } = await binding(scene, users.active);
      await scene.call('PATCH', members, { additions: [userAddress(scene, users.staged)] });
      const [member] = await membersOf(scene, members);
      const input = { resourceSetIdOrLabel: set, roleIdOrLabel: role, memberId: member?.id };
      expect(await run(input)).toBeNull();
      expect(await typesIn(scene, rolesOf(users.active))).toEqual([]);
      expect(await typesIn(scene, rolesOf(users.staged))).toEqual(['CUSTOM']);
    },
  },
} satisfies Partial<Record<keyof typeof roles, Scenario>>;
