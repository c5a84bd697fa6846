import { expect } from '@jest/globals';
import type { users } from '../../../src/actions/catalog/users.js';
import type { Scenario } from './scenario.js';
import { expectOauthOnly, PASSWORD, type Scene } from './scene.js';

interface Made {
  id: string;
}

const nameOf = (login: string) => ({ login, email: login, firstName: 'Ada', lastName: 'Lovelace' });

async function expectStatus(scene: Scene, id: string, status: string): Promise<void> {
  expect(await scene.userInOkta(id)).toMatchObject({ status });
}

/** Makes, changes and ends users. */
export const changingUsers = {
  'create-user': {
    does: 'makes the user with profile, password and groups as the query asks',
    changed: true,
    async play(run, scene) {
      const { support } = scene.seeded.groups;
      const output = await run<Made>({
        profile: { ...nameOf('ada@acme.example'), department: 'Engines' },
        credentials: { password: { value: PASSWORD } },
        groupIds: [support],
        nextLogin: 'changePassword',
      });
      expect(await scene.userInOkta(output.id)).toEqual(output);
      expect(output).toMatchObject({ status: 'PASSWORD_EXPIRED', profile: { department: 'Engines' } });
      expect(await scene.idsInOkta(`/api/v1/groups/${support}/users`)).toEqual([output.id]);
      expect(await scene.takesPassword(output.id, PASSWORD)).toBe(true);
    },
  },

  'update-user': {
    does: 'sets one attribute, clears another and keeps the rest',
    changed: true,
    async play(run, scene) {
      const id = await scene.user({ profile: { department: 'Engines', title: 'Countess', city: 'London' } });
      const output = await run({ userId: id, profile: { department: 'Poetry', title: null } });
      const user = await scene.userInOkta(id);
      expect(user).toEqual(output);
      expect(user).toMatchObject({ profile: { department: 'Poetry', city: 'London', firstName: 'New' } });
      expect(user).not.toHaveProperty('profile.title');
    },
  },

  'replace-user': {
    does: 'erases what the new profile leaves out',
    changed: true,
    async play(run, scene) {
      const id = await scene.user({ login: 'ada@acme.example', profile: { department: 'Engines' } });
      await run({ userId: 'ada@acme.example', profile: nameOf('ada@acme.example') });
      const user = await scene.userInOkta(id);
      expect(user).toMatchObject({ profile: { firstName: 'Ada' } });
      expect(user).not.toHaveProperty('profile.department');
    },
  },

  'delete-user': {
    does: 'deactivates first, deletes the second time, or at once when told to',
    changed: true,
    async play(run, scene) {
      const [twice, once] = [await scene.user(), await scene.user()];
      expect(await run({ userId: twice })).toEqual({ status: 'DEPROVISIONED' });
      await expectStatus(scene, twice, 'DEPROVISIONED');
      expect(await run({ userId: twice })).toEqual({ status: 'DELETED' });
      expect(await run({ userId: once, permanently: true, sendEmail: false })).toEqual({ status: 'DELETED' });
      expect([await scene.exists(`/api/v1/users/${twice}`), await scene.exists(`/api/v1/users/${once}`)]).toEqual([
        false,
        false,
      ]);
    },
  },

  'upsert-user': {
    does: 'makes a user once and changes the same one the next time',
    changed: true,
    async play(run, scene) {
      const profile = nameOf('ada@acme.example');
      const { user, created } = await run<{ user: Made; created: boolean }>({ profile, activate: false });
      expect(created).toBe(true);
      await expectStatus(scene, user.id, 'STAGED');
      const again = await run({ profile: { ...profile, department: 'Engines' } });
      expect(again).toEqual({ user: await scene.userInOkta(user.id), created: false });
      expect(again).toMatchObject({ user: { id: user.id, profile: { department: 'Engines' } } });
    },
  },

  'activate-user': {
    does: 'activates a staged user and gives the link that no mail carries',
    changed: true,
    async play(run, scene) {
      const id = await scene.user({ activate: false, password: null });
      const output = await run({ userId: id, sendEmail: false });
      expect(output).toEqual({ activationUrl: expect.any(String), activationToken: expect.any(String) });
      await expectStatus(scene, id, 'PROVISIONED');
    },
  },

  'reactivate-user': {
    does: 'gives a fresh link to a user who has not finished the activation',
    changed: true,
    async play(run, scene) {
      const { provisioned, recovery } = scene.seeded.users;
      expect(await run({ userId: provisioned, sendEmail: true })).toEqual({});
      expect(await scene.logged('user.lifecycle.reactivate', provisioned)).toBe(1);
      expect(await run({ userId: recovery })).toMatchObject({ activationToken: expect.any(String) });
      await expectStatus(scene, recovery, 'PROVISIONED');
    },
  },

  'deactivate-user': {
    does: 'ends access and takes the applications away',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const session = await scene.session(active);
      expect(await run({ userId: active, sendEmail: false })).toBeNull();
      await expectStatus(scene, active, 'DEPROVISIONED');
      expect(await scene.exists(session)).toBe(false);
    },
  },

  'suspend-user': {
    does: 'blocks an active user',
    changed: true,
    async play(run, scene) {
      const id = await scene.user({ login: 'ada+tag@acme.example' });
      expect(await run({ userId: 'ada+tag@acme.example' })).toBeNull();
      await expectStatus(scene, id, 'SUSPENDED');
    },
  },

  'unsuspend-user': {
    does: 'lets a suspended user in again',
    changed: true,
    async play(run, scene) {
      const { suspended } = scene.seeded.users;
      expect(await run({ userId: suspended })).toBeNull();
      await expectStatus(scene, suspended, 'ACTIVE');
    },
  },

  'unlock-user': {
    does: 'lets a locked-out user in again with the same password',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      await scene.org.lockUser(id);
      expect(await run({ userId: id })).toBeNull();
      await expectStatus(scene, id, 'ACTIVE');
      expect(await scene.takesPassword(id, PASSWORD)).toBe(true);
    },
  },

  'set-linked-object': {
    does: 'is refused to an API token, with the kind of connection that it needs',
    changed: false,
    async play(_run, scene) {
      const { staged, admin } = scene.seeded.users;
      const input = { userId: staged, primaryRelationshipName: 'manager', primaryUserId: admin };
      await expectOauthOnly(scene, { id: 'set-linked-object', input, scope: 'okta.users.manage' });
      expect(await scene.okta(`/api/v1/users/${staged}/linkedObjects/manager`)).toEqual([]);
    },
  },

  'delete-linked-object': {
    does: 'ends the relation',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      expect(await run({ userId: active, relationshipName: 'manager' })).toBeNull();
      expect(await scene.okta(`/api/v1/users/${active}/linkedObjects/manager`)).toEqual([]);
    },
  },

  'set-user-classification': {
    does: 'makes a standard user a lite one',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      const output = await run({ userId: id, type: 'LITE' });
      expect(output).toEqual({ type: 'LITE', lastUpdated: expect.any(String) });
      expect(await scene.okta(`/api/v1/users/${id}/classification`)).toEqual(output);
    },
  },
} satisfies Partial<Record<keyof typeof users, Scenario>>;
