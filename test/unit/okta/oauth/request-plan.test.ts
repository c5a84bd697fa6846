import { describe, expect, it } from '@jest/globals';
import type { ExchangeResult } from '../../../../src/okta/exchange.js';
import type { DpopMode } from '../../../../src/okta/oauth/oauth-client.js';
import { nextPlan, sendsProof, type RequestPlan } from '../../../../src/okta/oauth/request-plan.js';
import { oauthClient, withKey, withSecret } from './oauth-client-fixture.js';

const plan: RequestPlan = { proof: 'left out', secretMethod: 'basic', otherMethodTried: 'no' };
const answer = (status: number, error: string): ExchangeResult => ({
  kind: 'answer',
  status,
  headers: {},
  text: JSON.stringify({ error }),
});
const withDpop = (mode: DpopMode, bound = false) => {
  const client = oauthClient();
  return { ...client, dpop: { ...client.dpop, mode, bound } };
};

describe('sendsProof', () => {
  it.each([
    ['auto', false, false],
    ['auto', true, true],
    ['always', false, true],
    ['never', true, false],
  ] as const)('with %s and bound %s is %s', (mode, bound, sent) => {
    expect(sendsProof(withDpop(mode, bound))).toBe(sent);
  });
});

describe('nextPlan', () => {
  it('adds a proof once where the app turns out to want one', () => {
    const posted = answer(400, 'invalid_dpop_proof');
    const next = nextPlan(plan, { client: withDpop('auto'), posted });
    expect(next).toEqual({ ...plan, proof: 'sent' });
    expect(nextPlan({ ...plan, proof: 'sent' }, { client: withDpop('auto'), posted })).toBeUndefined();
  });

  it.each(['never', 'always'] as const)('does not where dpop is %s', (mode) => {
    const posted = answer(400, 'invalid_dpop_proof');
    expect(nextPlan(plan, { client: withDpop(mode), posted })).toBeUndefined();
  });

  it('sends a secret the other way, once', () => {
    const client = oauthClient({ authentication: withSecret });
    const posted = answer(401, 'invalid_client');
    const next = { ...plan, secretMethod: 'post', otherMethodTried: 'yes' } as const;
    expect(nextPlan(plan, { client, posted })).toEqual(next);
    expect(nextPlan(next, { client, posted })).toBeUndefined();
  });

  it('knows no other way for a key', () => {
    const client = oauthClient({ authentication: withKey });
    expect(nextPlan(plan, { client, posted: answer(401, 'invalid_client') })).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['a lost answer', { kind: 'failure', reason: 'timeout', sent: true, error: undefined }],
    ['500', answer(500, 'invalid_dpop_proof')],
    ['429', answer(429, 'invalid_client')],
    ['another error', answer(400, 'invalid_grant')],
    ['no JSON', { kind: 'answer', status: 400, headers: {}, text: '<html>' }],
  ] satisfies [string, ExchangeResult | undefined][])('asks no more after %s', (_, posted) => {
    expect(nextPlan(plan, { client: oauthClient({ authentication: withSecret }), posted })).toBeUndefined();
  });
});
