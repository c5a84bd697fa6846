import { expect } from '@jest/globals';
import type { factors } from '../../../src/actions/catalog/factors.js';
import { totp } from '../../okta-org/state/totp.ts';
import type { Scenario } from './scenario.js';
import type { Scene } from './scene.js';

interface Factor {
  id: string;
  factorType: string;
  status: string;
  _embedded?: { activation?: { sharedSecret?: string } };
}

type Kind = 'sms' | 'call' | 'email' | 'push' | 'question' | 'token:software:totp' | 'webauthn';

export const PHONE = '+15554151337';

export const factorsOf = (userId: string) => `/api/v1/users/${userId}/factors`;
export const enrollmentsOf = (userId: string) => `/api/v1/users/${userId}/authenticator-enrollments`;

const LOGIN = 'isaac.brock@example.com';

/** Gives a user an active factor; answers its id. */
export async function factorOf(scene: Scene, userId: string, factorType: Kind): Promise<string> {
  const phone = factorType === 'sms' || factorType === 'call' ? { phoneNumber: PHONE } : {};
  const { factorIds } = await scene.org.seed({ factors: [{ userId, factorType, profile: phone }] });
  const [id] = factorIds;
  if (id === undefined) throw new Error('the org gave no factor');
  return id;
}

/** Enrolls Okta Verify and pairs the device, which brings its one-time codes along; answers the id of push. */
async function pairedPush(scene: Scene, userId: string): Promise<string> {
  const { body } = await scene.call('POST', factorsOf(userId), { factorType: 'push', provider: 'OKTA' });
  const { id } = body as Factor;
  await scene.org.seed({ pushAnswers: [{ factorId: id, result: 'SUCCESS' }] });
  return id;
}

async function tacAuthenticator(scene: Scene): Promise<string> {
  const all = await scene.okta<{ id: string; key: string }[]>('/api/v1/authenticators');
  return all.find(({ key }) => key === 'tac')?.id ?? '';
}

const readingFactors = {
  'list-factors': {
    does: 'lists the factors of the user, by login',
    changed: false,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      await factorOf(scene, active, 'sms');
      await factorOf(scene, active, 'question');
      const output = await run({ userId: LOGIN });
      expect(output).toEqual(await scene.okta(factorsOf(active)));
      expect(output).toMatchObject([
        { factorType: 'sms', profile: { phoneNumber: PHONE } },
        { factorType: 'question' },
      ]);
    },
  },

  'list-factor-catalog': {
    does: 'says which kinds are set up',
    changed: false,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      await factorOf(scene, active, 'email');
      const output = await run<Factor[]>({ userId: LOGIN });
      const setUp = output.filter(({ status }) => status === 'ACTIVE').map(({ factorType }) => factorType);
      expect(setUp).toEqual(['email']);
      expect(output.map(({ factorType }) => factorType)).toEqual(expect.arrayContaining(['push', 'sms', 'webauthn']));
    },
  },

  'get-factor': {
    does: "gives the org's own object",
    changed: false,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const factorId = await factorOf(scene, active, 'call');
      expect(await run({ userId: active, factorId })).toEqual(await scene.okta(`${factorsOf(active)}/${factorId}`));
    },
  },

  'get-factor-transaction': {
    does: 'waits until the person has answered the push',
    changed: false,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const factorId = await factorOf(scene, active, 'push');
      const { body } = await scene.call('POST', `${factorsOf(active)}/${factorId}/verify`);
      const { href } = (body as { _links: { poll: { href: string } } })._links.poll;
      const transactionId = href.slice(href.lastIndexOf('/') + 1);
      const input = { userId: LOGIN, factorId, transactionId };
      expect(await run(input)).toMatchObject({ factorResult: 'WAITING' });
      await scene.org.seed({ pushAnswers: [{ factorId, result: 'REJECTED' }] });
      expect(await run(input)).toMatchObject({ factorResult: 'REJECTED' });
    },
  },

  'list-authenticator-enrollments': {
    does: 'lists what is enrolled, and shows phone numbers only when told to',
    changed: false,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      await factorOf(scene, active, 'sms');
      const hidden = await run({ userId: LOGIN });
      expect(hidden).toMatchObject([{ key: 'okta_password' }, { key: 'phone_number' }]);
      expect(JSON.stringify(hidden)).not.toContain(PHONE);
      const shown = await run({ userId: active, discloseIdentifiers: ['phone'] });
      expect(shown).toEqual(await scene.okta(`${enrollmentsOf(active)}?discloseIdentifiers=phone`));
      expect(JSON.stringify(shown)).toContain(PHONE);
    },
  },

  'list-authenticators': {
    does: 'lists the authenticators of the org',
    changed: false,
    async play(run, scene) {
      const output = await run<{ key: string }[]>({});
      expect(output).toEqual(await scene.okta('/api/v1/authenticators'));
      expect(output.map(({ key }) => key)).toEqual(expect.arrayContaining(['okta_password', 'okta_verify', 'tac']));
    },
  },
} satisfies Partial<Record<keyof typeof factors, Scenario>>;

const changingFactors = {
  'enroll-factor': {
    does: 'begins an enrollment, or finishes it at once where told to',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const profile = { phoneNumber: PHONE };
      const sms = await run<Factor>({ userId: LOGIN, factorType: 'sms', provider: 'OKTA', profile, activate: true });
      expect(sms).toMatchObject({ status: 'ACTIVE', profile });
      const push = await run<Factor>({ userId: active, factorType: 'push', provider: 'OKTA' });
      expect(push).toMatchObject({
        status: 'PENDING_ACTIVATION',
        _embedded: { activation: { factorResult: 'WAITING' } },
      });
      expect(await scene.idsInOkta(factorsOf(active))).toEqual([sms.id, push.id]);
    },
  },

  'activate-factor': {
    does: 'finishes an enrollment with the code of the authenticator app',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const enrollment = { factorType: 'token:software:totp', provider: 'GOOGLE' };
      const { body } = await scene.call('POST', factorsOf(active), enrollment);
      const { id: factorId, _embedded } = body as Factor;
      const passCode = totp(_embedded?.activation?.sharedSecret ?? '', Date.now());
      expect(await run({ userId: LOGIN, factorId, passCode })).toMatchObject({ id: factorId, status: 'ACTIVE' });
      expect(await scene.okta(`${factorsOf(active)}/${factorId}`)).toMatchObject({ status: 'ACTIVE' });
    },
  },

  'verify-factor': {
    does: 'sends a code and checks it; for push it sends a notification',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const factorId = await factorOf(scene, active, 'sms');
      expect(await run({ userId: LOGIN, factorId })).toMatchObject({ factorResult: 'CHALLENGE' });
      await scene.org.seed({ passCodes: [{ factorId, passCode: '181518' }] });
      expect(await run({ userId: active, factorId, passCode: '181518' })).toEqual({ factorResult: 'SUCCESS' });
      const push = await factorOf(scene, active, 'push');
      const waiting = await run<{ _links: { poll: { href: string } } }>({ userId: active, factorId: push });
      expect(waiting).toMatchObject({ factorResult: 'WAITING' });
      await scene.org.seed({ pushAnswers: [{ factorId: push, result: 'SUCCESS' }] });
      expect(await scene.okta(new URL(waiting._links.poll.href).pathname)).toEqual({ factorResult: 'SUCCESS' });
    },
  },

  'delete-factor': {
    does: 'takes push away and all of Okta Verify with it, and leaves the others',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const sms = await factorOf(scene, active, 'sms');
      const factorId = await pairedPush(scene, active);
      expect(await scene.idsInOkta(factorsOf(active))).toHaveLength(3);
      expect(await run({ userId: LOGIN, factorId, removeRecoveryEnrollment: false })).toBeNull();
      expect(await scene.idsInOkta(factorsOf(active))).toEqual([sms]);
      expect(await scene.logged('user.mfa.factor.deactivate', active)).toBe(2);
    },
  },

  'reset-factors': {
    does: 'takes all factors away and leaves the status',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      await factorOf(scene, active, 'sms');
      await pairedPush(scene, active);
      expect(await run({ userId: LOGIN })).toBeNull();
      expect(await scene.okta(factorsOf(active))).toEqual([]);
      expect(await scene.userInOkta(active)).toMatchObject({ status: 'ACTIVE' });
    },
  },

  'create-temporary-access-code': {
    does: 'gives a code, and ends the one before it',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const authenticatorId = await tacAuthenticator(scene);
      const first = await run<Factor>({ userId: LOGIN, authenticatorId });
      expect(first).toMatchObject({ key: 'tac', profile: { tac: expect.any(String), multiUse: false } });
      const profile = { ttl: '10', multiUse: true };
      const second = await run<Factor>({ userId: active, authenticatorId, profile });
      const enrolled = await scene.okta<{ id: string; key: string }[]>(enrollmentsOf(active));
      expect(enrolled.filter(({ key }) => key === 'tac')).toMatchObject([
        { id: second.id, profile: { multiUse: true } },
      ]);
    },
  },

  'delete-authenticator-enrollment': {
    does: 'takes one enrollment away and leaves the others',
    changed: true,
    async play(run, scene) {
      const { active } = scene.seeded.users;
      const enrollmentId = await factorOf(scene, active, 'webauthn');
      const sms = await factorOf(scene, active, 'sms');
      expect(await run({ userId: LOGIN, enrollmentId })).toBeNull();
      expect(await scene.idsInOkta(factorsOf(active))).toEqual([sms]);
    },
  },
} satisfies Partial<Record<keyof typeof factors, Scenario>>;

export const factorsScenarios = { ...readingFactors, ...changingFactors } satisfies Record<
  keyof typeof factors,
  Scenario
>;
