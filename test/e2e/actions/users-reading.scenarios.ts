import { expect } from '@jest/globals';
import type { users } from '../../../src/actions/catalog/users.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf } from './scene.js';

type Users = Page<{ id: string }>;

/** Finds users, and says what hangs on them. */
export const readingUsers = {
  'list-users': {
    does: "lists the org's own user objects, all who are not deactivated",
    changed: false,
    async play(run, scene) {
      const { items } = await run<Users>({});
      expect(items).toEqual(await scene.okta('/api/v1/users'));
      expect(idsOf(items)).not.toContain(scene.seeded.users.deprovisioned);
    },
  },

  'search-users': {
    does: 'finds by a SCIM expression, deactivated users too, in the order asked for',
    changed: false,
    async play(run, { seeded: { users } }) {
      const search = 'profile.firstName eq "Dave" or profile.firstName eq "Sue"';
      const { items } = await run<Users>({ search, sortBy: 'profile.firstName', sortOrder: 'desc' });
      expect(idsOf(items)).toEqual([users.suspended, users.deprovisioned]);
    },
  },

  'find-user-by-login-or-email': {
    does: 'finds a user by an e-mail address that is no login',
    changed: false,
    async play(run, scene) {
      const id = await scene.user({ login: 'ada@acme.example', profile: { email: 'countess@acme.example' } });
      expect(await run({ userId: 'countess@acme.example' })).toEqual(await scene.userInOkta(id));
      expect(await run({ userId: 'ada@acme.example' })).toMatchObject({ id });
    },
  },

  'get-user': {
    does: "gives the org's own object, with what expand asks for",
    changed: false,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      expect(await run({ userId: active })).toEqual(await scene.userInOkta(active));
      expect(await run({ userId: 'isaac.brock@example.com', expand: 'blocks' })).toMatchObject({
        id: active,
        _embedded: { blocks: [] },
      });
    },
  },

  'list-user-blocks': {
    does: 'says from where the user is blocked',
    changed: false,
    async play(run, { seeded: { users }, org }) {
      await org.seed({ blocks: [{ userId: users.active, appliesTo: 'UNKNOWN_DEVICES' }] });
      expect(await run({ userId: users.active })).toEqual([{ type: 'DEVICE_BASED', appliesTo: 'UNKNOWN_DEVICES' }]);
      expect(await run({ userId: users.admin })).toEqual([]);
    },
  },

  'get-user-groups': {
    does: 'lists Okta groups, imported groups and Everyone',
    changed: false,
    async play(run, scene) {
      const { users, groups } = scene.seeded;
      const listed = await run<{ id: string }[]>({ userId: users.active });
      expect(idsOf(listed).toSorted()).toEqual([groups.everyone, groups.engineering, groups.directory].toSorted());
      expect(listed).toEqual(await scene.okta(`/api/v1/users/${users.active}/groups`));
    },
  },

  'list-user-app-links': {
    does: "lists what is on the user's dashboard",
    changed: false,
    async play(run, { seeded: { users } }) {
      const links = await run({ userId: users.active });
      expect(links).toMatchObject([{ label: 'Salesforce.com' }, { label: 'Team Wiki' }]);
    },
  },

  'list-user-applications': {
    does: 'lists applications of the user and of their groups, with the assignment, for a login',
    changed: false,
    async play(run, { seeded: { users, apps } }) {
      const { items } = await run<Users>({ userId: 'isaac.brock@example.com' });
      expect(items).toMatchObject(
        [apps.salesforce, apps.bookmark].map((id) => ({ id, _embedded: { user: { id: users.active } } })),
      );
    },
  },

  'list-user-devices': {
    does: "lists the user's devices and nobody else's",
    changed: false,
    async play(run, { seeded: { users }, org }) {
      await org.seed({ devices: [{ userId: users.admin, displayName: 'Desktop' }] });
      const devices = await run({ userId: users.active });
      expect(devices).toMatchObject([{ device: { status: 'ACTIVE', profile: { displayName: 'Laptop' } } }]);
    },
  },

  'list-user-clients': {
    does: 'lists the clients that hold grants or tokens of the user',
    changed: false,
    async play(run, { seeded, org }) {
      const { active, admin } = seeded.users;
      await org.seed({ refreshTokens: [{ userId: admin, clientId: '0oaother', scopes: ['offline_access'] }] });
      expect(await run({ userId: active })).toMatchObject([
        { client_id: seeded.clientId, client_name: 'Seeded client' },
      ]);
      expect(await run({ userId: admin })).toMatchObject([{ client_id: '0oaother' }]);
    },
  },

  'is-user-in-group': {
    does: 'says yes to members and no to others',
    changed: false,
    async play(run, { seeded: { users, groups } }) {
      expect(await run({ userId: users.active, groupId: groups.engineering })).toBe(true);
      expect(await run({ userId: users.active, groupId: groups.support })).toBe(false);
      expect(await run({ userId: users.active, groupId: '00gunknown' })).toBe(false);
    },
  },

  'is-user-locked': {
    does: 'says yes after a lock-out, but not of suspended users',
    changed: false,
    async play(run, { seeded: { users }, org }) {
      await org.lockUser(users.active);
      expect(await run({ userId: users.active })).toBe(true);
      expect(await run({ userId: users.suspended })).toBe(false);
    },
  },

  'get-user-manager-chain': {
    does: 'gives the manager by one name of the relation and the reports by the other',
    changed: false,
    async play(run, { seeded: { users }, org }) {
      const linkTo = (id: string) => [{ _links: { self: { href: `${org.url}/api/v1/users/${id}` } } }];
      expect(await run({ userId: users.active, relationshipName: 'manager' })).toEqual(linkTo(users.admin));
      expect(await run({ userId: users.admin, relationshipName: 'subordinate' })).toEqual(linkTo(users.active));
      expect(await run({ userId: users.admin, relationshipName: 'manager' })).toEqual([]);
    },
  },

  'export-users-csv': {
    does: 'gives a header and one record a user, with no formula in it',
    changed: false,
    async play(run, scene) {
      await scene.user({ login: 'a@acme.example', profile: { department: 'R&D, "core"' } });
      await scene.user({ login: 'b@acme.example', profile: { department: '=1+1' } });
      const search = 'profile.login sw "a@acme" or profile.login sw "b@acme"';
      const { items } = await run<Page<string>>({ columns: ['login', 'status', 'department'], search });
      expect(items).toEqual([
        'login,status,department',
        'a@acme.example,ACTIVE,"R&D, ""core"""',
        `b@acme.example,ACTIVE,'=1+1`,
      ]);
    },
  },
} satisfies Partial<Record<keyof typeof users, Scenario>>;
