import { expect } from '@jest/globals';
import type { credentials } from '../../../src/actions/catalog/credentials.js';
import type { Scenario } from './scenario.js';
import { ANSWER, PASSWORD } from './scene.js';

const NEW_PASSWORD = 'Analytical-Engine-1843';
const QUESTION = 'What was the name of your first engine?';

/** Credentials as Okta shows them. */
const SHOWN = { password: {}, recovery_question: { question: QUESTION }, provider: { type: 'OKTA', name: 'OKTA' } };

export const credentialScenarios = {
  'reset-password': {
    does: 'demands a new password, gives the link, and ends sessions when told to',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      const session = await scene.session(id);
      const output = await run({ userId: id, sendEmail: false, revokeSessions: true });
      expect(output).toEqual({ resetPasswordUrl: expect.stringMatching(/^http/) });
      expect(await scene.userInOkta(id)).toMatchObject({ status: 'RECOVERY' });
      expect(await scene.exists(session)).toBe(false);
    },
  },

  'expire-password': {
    does: 'expires the password and leaves it and the session as they are',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      const session = await scene.session(id);
      const output = await run({ userId: id });
      expect(output).toEqual(await scene.userInOkta(id));
      expect(output).toMatchObject({ status: 'PASSWORD_EXPIRED' });
      expect(await scene.exists(session)).toBe(true);
      expect(await scene.takesPassword(id, PASSWORD)).toBe(true);
    },
  },

  'expire-password-with-temp': {
    does: 'gives a temporary password that the org takes in the place of the old one',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      const session = await scene.session(id);
      const { tempPassword } = await run<{ tempPassword: string }>({ userId: id, revokeSessions: true });
      expect(await scene.userInOkta(id)).toMatchObject({ status: 'PASSWORD_EXPIRED' });
      expect(await scene.exists(session)).toBe(false);
      expect(await scene.takesPassword(id, PASSWORD)).toBe(false);
      expect(await scene.takesPassword(id, tempPassword)).toBe(true);
    },
  },

  'forgot-password': {
    does: 'gives a link, and leaves status and password as they are',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      expect(await run({ userId: id, sendEmail: false })).toEqual({ resetPasswordUrl: expect.stringMatching(/^http/) });
      expect(await run({ userId: id })).toEqual({});
      expect(await scene.logged('user.account.reset_password', id)).toBe(2);
      expect(await scene.userInOkta(id)).toMatchObject({ status: 'ACTIVE' });
      expect(await scene.takesPassword(id, PASSWORD)).toBe(true);
    },
  },

  'set-password': {
    does: 'sets a password without the old one, and ends RECOVERY',
    changed: true,
    async play(run, scene) {
      const { recovery } = scene.seeded.users;
      const output = await run({ userId: recovery, credentials: { password: { value: NEW_PASSWORD } }, strict: true });
      expect(output).toEqual(await scene.userInOkta(recovery));
      expect(output).toMatchObject({ status: 'ACTIVE', profile: { department: 'Engineering' } });
      expect(await scene.takesPassword(recovery, NEW_PASSWORD)).toBe(true);
    },
  },

  'change-password': {
    does: 'puts the new password in the place of the old one',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      const session = await scene.session(id);
      const [oldPassword, newPassword] = [{ value: PASSWORD }, { value: NEW_PASSWORD }];
      expect(await run({ userId: id, oldPassword, newPassword, revokeSessions: true, strict: false })).toEqual(SHOWN);
      expect(await scene.exists(session)).toBe(false);
      expect(await scene.takesPassword(id, PASSWORD)).toBe(false);
      expect(await scene.takesPassword(id, NEW_PASSWORD)).toBe(true);
    },
  },

  'change-recovery-question': {
    does: 'sets question and answer, and shows the question only',
    changed: true,
    async play(run, scene) {
      const id = await scene.user();
      const recovery_question = { question: 'Who was your first teacher?', answer: 'De Morgan' };
      expect(await run({ userId: id, password: { value: PASSWORD }, recovery_question })).toEqual({
        ...SHOWN,
        recovery_question: { question: 'Who was your first teacher?' },
      });
      expect(await scene.takesAnswer(id, ANSWER)).toBe(false);
      expect(await scene.takesAnswer(id, 'De Morgan')).toBe(true);
    },
  },
} satisfies Record<keyof typeof credentials, Scenario>;
