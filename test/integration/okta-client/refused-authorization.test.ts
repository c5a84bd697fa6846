import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../src/core/errors.js';
import type { AuthFailure } from '../../../src/okta/auth-challenge.js';
import type { Authorizer } from '../../../src/okta/okta-request.js';
import { ClientScene, GET, POST } from './client-scene.js';
import { error, json, ok, resetConnection, text } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

const refusal = (status: number, name: string, headers: Record<string, string> = {}) =>
  text(status, '', { 'www-authenticate': `DPoP realm="x", error="${name}"`, ...headers });
const expired = refusal(401, 'invalid_token');
const nonceWanted = refusal(400, 'use_dpop_nonce', { 'dpop-nonce': 'n1' });
const staleProof = refusal(400, 'invalid_dpop_proof');

/** An authorizer that can make everything anew, and keeps what it was told. */
function renewing(refused: Authorizer['refused'] = () => Promise.resolve(true)) {
  const told: { failure: AuthFailure; headers: Readonly<Record<string, string>> }[] = [];
  const nonces: string[] = [];
  const authorizer: Authorizer = {
    authorize: async (attempt) => scene.authorizer.authorize(attempt),
    refused: async (failure, headers) => {
      told.push({ failure, headers });
      return refused(failure, headers);
    },
    noteNonce: (nonce) => void nonces.push(nonce),
  };
  return { authorizer, told, nonces };
}

describe('OktaClient, when Okta refuses the credentials of an attempt,', () => {
  it.each([
    ['an expired token', expired, 'token_invalid'],
    ['a token of the other kind', refusal(400, 'invalid_request'), 'token_binding'],
    ['a token without a word', error(401, 'E0000011'), 'token_invalid'],
    ['a missing nonce', nonceWanted, 'dpop_nonce_required'],
    ['a stale proof', staleProof, 'dpop_proof_invalid'],
  ])('sends once more with new ones after %s, a POST too, at once', async (_, refused, failure) => {
    scene.okta.plays(refused, ok);
    const { authorizer, told } = renewing();
    await expect(scene.send(POST, { authorizer })).resolves.toMatchObject({ status: 200, attempts: 2 });
    expect(told.map(({ failure: name, headers }) => [name, headers['authorization']])).toEqual([
      [failure, 'SSWS token-1'],
    ]);
    expect(scene.okta.seen.map(({ headers, body }) => [headers.authorization, body])).toEqual([
      ['SSWS token-1', '{"a":1}'],
      ['SSWS token-2', '{"a":1}'],
    ]);
    expect(scene.sleeps).toEqual([]);
  });

  it('renews the token once and the proof once', async () => {
    scene.okta.plays(nonceWanted, expired, ok);
    const { authorizer, told } = renewing();
    await expect(scene.send(POST, { authorizer })).resolves.toMatchObject({ attempts: 3 });
    expect(told.map(({ failure }) => failure)).toEqual(['dpop_nonce_required', 'token_invalid']);
  });

  it.each([
    ['token', expired, 'reauthorization_required'],
    ['proof', staleProof, 'okta_unavailable'],
  ])('does not go on renewing the %s for ever', async (_, refused, code) => {
    scene.okta.plays(refused);
    expect((await scene.failure(POST, { authorizer: renewing().authorizer })).code).toBe(code);
    expect(scene.okta.seen).toHaveLength(2);
  });

  it('gives up where there are no others', async () => {
    scene.okta.plays(expired, ok);
    const { authorizer } = renewing(() => Promise.resolve(false));
    expect((await scene.failure(POST, { authorizer })).code).toBe('reauthorization_required');
    expect(scene.okta.seen).toHaveLength(1);
  });

  it('gives up where the authorizer knows no others (control)', async () => {
    scene.okta.plays(expired, ok);
    expect((await scene.failure(POST)).code).toBe('reauthorization_required');
    expect(scene.okta.seen).toHaveLength(1);
  });

  it('ends with what the authorizer throws', async () => {
    scene.okta.plays(expired, ok);
    const { authorizer } = renewing(() => Promise.reject(new ConnectorError('overloaded', 'Wait.')));
    expect((await scene.failure(POST, { authorizer })).code).toBe('overloaded');
  });

  it.each([
    ['a missing scope', refusal(403, 'insufficient_scope'), 'insufficient_scope'],
    ['a feature that is off', error(401, 'E0000015'), 'feature_not_enabled'],
    ['bad content', error(400, 'E0000001'), 'okta_rejected'],
  ])('asks for no new ones because of %s', async (_, refused, code) => {
    scene.okta.plays(refused, ok);
    const { authorizer, told } = renewing();
    expect((await scene.failure(POST, { authorizer })).code).toBe(code);
    expect(told).toEqual([]);
  });

  it('makes no attempt that nobody waits for', async () => {
    const giveUp = new AbortController();
    const { authorizer, told } = renewing();
    scene.okta.plays((response, request) => {
      giveUp.abort();
      expired(response, request);
    }, ok);
    expect((await scene.failure(POST, { authorizer, signal: giveUp.signal })).code).toBe('outcome_unknown');
    expect(told).toEqual([]);
    expect(scene.okta.seen).toHaveLength(1);
  });

  it('passes on every nonce, of good and bad answers, and none where there is none', async () => {
    const limited = error(429, 'E0000047', { 'dpop-nonce': 'n2', 'retry-after': '1' });
    scene.okta.plays(nonceWanted, limited, json(200, {}, { 'dpop-nonce': 'n3' }));
    const { authorizer, nonces } = renewing();
    await scene.send(GET, { authorizer });
    scene.okta.plays(ok);
    await scene.send(GET, { authorizer });
    expect(nonces).toEqual(['n1', 'n2', 'n3']);
  });

  it('still never repeats a POST whose answer was lost after the renewal', async () => {
    scene.okta.plays(expired, resetConnection, ok);
    expect((await scene.failure(POST, { authorizer: renewing().authorizer })).code).toBe('outcome_unknown');
    expect(scene.okta.seen).toHaveLength(2);
  });
});
