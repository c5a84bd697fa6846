import { describe, expect, it } from '@jest/globals';
import { enrollmentsOf, factorOf, factorsOf, factorsScenarios, PHONE } from './factors.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on factors and authenticators', () => {
  const scene = useScene();
  playAll(factorsScenarios, scene);

  it('say that a code is wrong, and that a code works once', async () => {
    const { active: userId } = scene().seeded.users;
    const factorId = await factorOf(scene(), userId, 'sms');
    await scene().org.seed({ passCodes: [{ factorId, passCode: '181518' }] });
    const wrong = await scene().refusal('verify-factor', { userId, factorId, passCode: '000000' });
    expect(wrong).toMatchObject({ code: 'okta_rejected', upstream: { status: 403, code: 'E0000068' } });
    await scene().stage.output('verify-factor', { userId, factorId, passCode: '181518' });
    const again = await scene().refusal('verify-factor', { userId, factorId, passCode: '181518' });
    expect(again.upstream).toMatchObject({ code: 'E0000082' });
  });

  it('say that an answer is wrong', async () => {
    const { active: userId } = scene().seeded.users;
    const profile = { question: 'disliked_food', answer: 'mayonnaise' };
    const enrollment = { userId, factorType: 'question', provider: 'OKTA', profile };
    const { id: factorId } = await scene().stage.output<{ id: string }>('enroll-factor', enrollment);
    const problem = await scene().refusal('verify-factor', { userId, factorId, answer: 'mustard' });
    expect(problem.upstream).toMatchObject({ code: 'E0000068' });
    expect(await scene().stage.output('verify-factor', { userId, factorId, answer: 'mayonnaise' })).toEqual({
      factorResult: 'SUCCESS',
    });
  });

  it('say how long to wait when a second message to a number comes too soon', async () => {
    const { active: userId } = scene().seeded.users;
    const factorId = await factorOf(scene(), userId, 'sms');
    await scene().stage.output('verify-factor', { userId, factorId });
    const problem = await scene().refusal('verify-factor', { userId, factorId });
    expect(problem).toMatchObject({ status: 429, code: 'okta_rate_limited', upstream: { code: 'E0000109' } });
    await scene().org.settings({ clockOffsetMs: 31_000 });
    expect(await scene().stage.output('verify-factor', { userId, factorId })).toMatchObject({
      factorResult: 'CHALLENGE',
    });
  });

  it('say that a factor of this kind is there already, and that another number needs updatePhone', async () => {
    const { active: userId, admin } = scene().seeded.users;
    await factorOf(scene(), userId, 'push');
    const twice = await scene().refusal('enroll-factor', { userId, factorType: 'push', provider: 'OKTA' });
    expect(twice.upstream?.causes).toEqual(['A factor of this type is already set up.']);
    const sms = { userId: admin, factorType: 'sms', provider: 'OKTA' };
    await scene().stage.output('enroll-factor', { ...sms, profile: { phoneNumber: PHONE } });
    const other = { ...sms, profile: { phoneNumber: '+15554151338' } };
    expect((await scene().refusal('enroll-factor', other)).upstream?.causes).toEqual([
      'There is an existing verified phone number.',
    ]);
    expect(await scene().stage.output('enroll-factor', { ...other, updatePhone: true })).toMatchObject({
      profile: other.profile,
    });
  });

  it('take a push for activated once the device is paired', async () => {
    const { active: userId } = scene().seeded.users;
    const enrollment = { userId, factorType: 'push', provider: 'OKTA' };
    const { id: factorId } = await scene().stage.output<{ id: string }>('enroll-factor', enrollment);
    await scene().org.seed({ pushAnswers: [{ factorId, result: 'SUCCESS' }] });
    expect(await scene().okta(factorsOf(userId))).toMatchObject([
      { factorType: 'push', status: 'ACTIVE' },
      { factorType: 'token:software:totp', status: 'ACTIVE' },
    ]);
  });

  it('enroll and verify a passkey with what the browser signs', async () => {
    const { active: userId } = scene().seeded.users;
    const enrollment = { userId, factorType: 'webauthn', provider: 'FIDO' };
    const pending = await scene().stage.output<{ id: string; _embedded: { activation: { challenge: string } } }>(
      'enroll-factor',
      enrollment,
    );
    const { id: factorId, _embedded } = pending;
    const signed = (challenge: string) => Buffer.from(JSON.stringify({ challenge })).toString('base64');
    const forged = { userId, factorId, attestation: 'o2M', clientData: signed('another one') };
    expect((await scene().refusal('activate-factor', forged)).upstream).toMatchObject({ code: 'E0000068' });
    const clientData = signed(_embedded.activation.challenge);
    const activated = await scene().stage.output('activate-factor', { ...forged, clientData });
    expect(activated).toMatchObject({ status: 'ACTIVE' });
    const proof = { clientData, authenticatorData: 'SZYN', signatureData: 'MEUC' };
    expect(await scene().stage.output('verify-factor', { userId, factorId })).toMatchObject({
      factorResult: 'CHALLENGE',
      _embedded: { challenge: { challenge: _embedded.activation.challenge } },
    });
    expect(await scene().stage.output('verify-factor', { userId, factorId, ...proof })).toEqual({
      factorResult: 'SUCCESS',
    });
  });

  it('show the number to choose, and that a push nobody answers times out', async () => {
    const { active: userId } = scene().seeded.users;
    const factorId = await factorOf(scene(), userId, 'push');
    const waiting = await scene().stage.output<{ _links: { poll: { href: string } } }>('verify-factor', {
      userId,
      factorId,
      useNumberMatchingChallenge: true,
    });
    expect(waiting).toMatchObject({ _embedded: { challenge: { correctAnswer: expect.any(Number) } } });
    await scene().org.settings({ clockOffsetMs: 6 * 60_000 });
    const transactionId = waiting._links.poll.href.split('/').at(-1);
    const input = { userId, factorId, transactionId };
    expect(await scene().stage.output('get-factor-transaction', input)).toMatchObject({ factorResult: 'TIMEOUT' });
  });

  it('say that a user who is not ACTIVE gets no access code', async () => {
    const { suspended: userId } = scene().seeded.users;
    const authenticators = await scene().okta<{ id: string; key: string }[]>('/api/v1/authenticators');
    const authenticatorId = authenticators.find(({ key }) => key === 'tac')?.id;
    const problem = await scene().refusal('create-temporary-access-code', { userId, authenticatorId });
    expect(problem).toMatchObject({ code: 'okta_conflict', upstream: { code: 'E0000038' } });
    expect(await scene().okta(enrollmentsOf(userId))).toMatchObject([{ key: 'okta_password' }]);
  });

  it('say that authenticators need the Identity Engine', async () => {
    await scene().org.settings({ pipeline: 'v1' });
    const problem = await scene().refusal('list-authenticators', {});
    expect(problem).toMatchObject({ status: 501, code: 'feature_not_enabled', upstream: { code: 'E0000015' } });
  });
});
