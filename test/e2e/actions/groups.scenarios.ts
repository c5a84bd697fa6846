import { expect } from '@jest/globals';
import type { groups } from '../../../src/actions/catalog/groups.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { expectOauthOnly, idsOf } from './scene.js';

type Listed = Page<{ id: string }>;

const membersOf = (groupId: string) => `/api/v1/groups/${groupId}/users`;
const ownersOf = (groupId: string) => `/api/v1/groups/${groupId}/owners`;

const readingGroups = {
  'list-groups': {
    does: "lists the org's own group objects, or those that a filter picks",
    changed: false,
    async play(run, scene) {
      const { engineering, support } = scene.seeded.groups;
      const picked = await run<Listed>({ filter: 'type eq "OKTA_GROUP"' });
      expect(idsOf(picked.items)).toEqual([engineering, support]);
      const { items } = await run<Listed>({ expand: 'stats' });
      expect(items).toEqual(await scene.okta('/api/v1/groups?expand=stats'));
    },
  },

  'search-groups': {
    does: 'finds by a SCIM expression in the order asked for',
    changed: false,
    async play(run, scene) {
      const [first, second] = [await scene.group('Analysts A'), await scene.group('Analysts B')];
      const order = { sortBy: 'profile.name', sortOrder: 'desc' };
      const { items } = await run<Listed>({ search: 'profile.name sw "Analysts"', ...order });
      expect(idsOf(items)).toEqual([second, first]);
    },
  },

  'find-group-by-name': {
    does: 'finds the whole name in any case, with quotes in it',
    changed: false,
    async play(run, scene) {
      const id = await scene.group('The "A" team');
      await scene.group('The "A" team, too');
      expect(await run({ name: 'the "a" TEAM' })).toEqual([await scene.okta(`/api/v1/groups/${id}`)]);
      expect(await run({ name: 'The' })).toEqual([]);
    },
  },

  'get-group': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const { directory } = scene.seeded.groups;
      expect(await run({ groupId: directory })).toEqual(await scene.okta(`/api/v1/groups/${directory}`));
    },
  },

  'list-group-members': {
    does: 'lists the members and nobody else',
    changed: false,
    async play(run, { seeded: { users, groups: seeded } }) {
      const { items } = await run<Listed>({ groupId: seeded.engineering });
      expect(idsOf(items)).toEqual([users.active, users.suspended]);
    },
  },

  'list-group-applications': {
    does: 'lists the applications of the group',
    changed: false,
    async play(run, { org, seeded }) {
      const { engineering } = seeded.groups;
      const { appIds } = await org.seed({ apps: [{ label: 'Engine', groupIds: [engineering] }, { label: 'Other' }] });
      const { items } = await run<Listed>({ groupId: engineering });
      expect(idsOf(items)).toEqual([seeded.apps.salesforce, appIds[0]]);
    },
  },

  'list-group-owners': {
    does: 'lists users and groups that own the group, or one kind of them',
    changed: false,
    async play(run, scene) {
      const { users, groups: seeded } = scene.seeded;
      await scene.call('POST', ownersOf(seeded.support), { id: users.active, type: 'USER' });
      await scene.call('POST', ownersOf(seeded.support), { id: seeded.engineering, type: 'GROUP' });
      const searched = await run<Listed>({ groupId: seeded.support, search: 'type eq "USER"' });
      expect(idsOf(searched.items)).toEqual([users.active]);
      const { items } = await run<Listed>({ groupId: seeded.support });
      expect(items).toMatchObject([{ displayName: 'Isaac Example' }, { displayName: 'Engineering' }]);
    },
  },
} satisfies Partial<Record<keyof typeof groups, Scenario>>;

const changingGroups = {
  'create-group': {
    does: 'makes a group without members',
    changed: true,
    async play(run, scene) {
      const profile = { name: 'Analysts', description: 'Those who analyse' };
      const output = await run<{ id: string }>({ profile });
      expect(output).toMatchObject({ type: 'OKTA_GROUP', profile });
      expect(await scene.okta(`/api/v1/groups/${output.id}`)).toEqual(output);
      expect(await scene.idsInOkta(membersOf(output.id))).toEqual([]);
    },
  },

  'update-group': {
    does: 'sets one attribute and keeps the others',
    changed: true,
    async play(run, scene) {
      const { support } = scene.seeded.groups;
      const output = await run({ groupId: support, profile: { name: 'Helpers' } });
      expect(output).toMatchObject({ profile: { name: 'Helpers', description: 'Support of the local org' } });
      expect(await scene.okta(`/api/v1/groups/${support}`)).toEqual(output);
    },
  },

  'delete-group': {
    does: 'deletes the group and keeps its members',
    changed: true,
    async play(run, scene) {
      const { users, groups: seeded } = scene.seeded;
      expect(await run({ groupId: seeded.engineering })).toBeNull();
      expect(await scene.exists(`/api/v1/groups/${seeded.engineering}`)).toBe(false);
      expect(await scene.userInOkta(users.active)).toMatchObject({ status: 'ACTIVE' });
    },
  },

  'add-user-to-group': {
    does: 'makes the user a member, by login, and once more without harm',
    changed: true,
    async play(run, scene) {
      const { users, groups: seeded } = scene.seeded;
      const input = { groupId: seeded.support, userId: 'isaac.brock@example.com' };
      expect([await run(input), await run(input)]).toEqual([null, null]);
      expect(await scene.idsInOkta(membersOf(seeded.support))).toEqual([users.active]);
    },
  },

  'remove-user-from-group': {
    does: 'takes the user out and leaves the others in',
    changed: true,
    async play(run, scene) {
      const { users, groups: seeded } = scene.seeded;
      expect(await run({ groupId: seeded.engineering, userId: users.active })).toBeNull();
      expect(await scene.idsInOkta(membersOf(seeded.engineering))).toEqual([users.suspended]);
    },
  },

  'set-group-members': {
    does: 'adds and removes, and reports the one who is refused',
    changed: true,
    async play(run, scene) {
      const { users, groups: seeded } = scene.seeded;
      const groupId = seeded.engineering;
      const output = await run({ groupId, add: [users.admin, 'nobody@acme.example'], remove: [users.suspended] });
      expect(output).toEqual({
        results: [
          { userId: users.admin, operation: 'add', ok: true },
          {
            userId: 'nobody@acme.example',
            operation: 'add',
            ok: false,
            error: { code: 'okta_not_found', detail: expect.any(String) },
          },
          { userId: users.suspended, operation: 'remove', ok: true },
        ],
        failed: 1,
      });
      expect(await scene.idsInOkta(membersOf(groupId))).toEqual([users.active, users.admin]);
    },
  },

  'assign-group-owner': {
    does: 'makes a user an owner',
    changed: true,
    async play(run, scene) {
      const { users, groups: seeded } = scene.seeded;
      const output = await run({ groupId: seeded.support, id: users.active, type: 'USER' });
      expect(output).toMatchObject({ id: users.active, type: 'USER', displayName: 'Isaac Example' });
      expect(await scene.okta(ownersOf(seeded.support))).toEqual([output]);
    },
  },

  'delete-group-owner': {
    does: 'takes the ownership away from one and leaves the other',
    changed: true,
    async play(run, scene) {
      const { users, groups: seeded } = scene.seeded;
      for (const id of [users.active, users.admin])
        await scene.call('POST', ownersOf(seeded.support), { id, type: 'USER' });
      expect(await run({ groupId: seeded.support, ownerId: users.active })).toBeNull();
      expect(await scene.idsInOkta(ownersOf(seeded.support))).toEqual([users.admin]);
    },
  },

  'modify-ad-group-members': {
    does: 'is refused to an API token, with the kind of connection that it needs',
    changed: false,
    async play(_run, scene) {
      const { users, groups: seeded, apps } = scene.seeded;
      const parameters = { action: 'ADD', attribute: 'member', values: [users.admin] };
      const input = { appInstanceId: apps.directory, id: seeded.directory, parameters };
      await expectOauthOnly(scene, { id: 'modify-ad-group-members', input, scope: 'okta.directories.groups.manage' });
      expect(await scene.idsInOkta(membersOf(seeded.directory))).toEqual([users.active]);
    },
  },
} satisfies Partial<Record<keyof typeof groups, Scenario>>;

export const groupScenarios = { ...readingGroups, ...changingGroups } satisfies Record<keyof typeof groups, Scenario>;
