import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { generateDpopKey } from '../../../../src/okta/dpop-key.js';
import { DpopNonces } from '../../../../src/okta/oauth/dpop-nonces.js';
import { createOAuthAuthorizer } from '../../../../src/okta/oauth/oauth-authorizer.js';

const GET = { method: 'GET', url: 'https://acme.okta.com/api/v1/users?limit=1' } as const;
const token = (name: string, tokenType: 'Bearer' | 'DPoP' = 'Bearer') => ({ token: name, tokenType });
const nonces = () => new DpopNonces().of('https://acme.okta.com', '0oa1');

describe('createOAuthAuthorizer', () => {
  it('sends a bearer token as it is', async () => {
    const authorizer = createOAuthAuthorizer({
      getToken: async () => token('at1'),
      dpopKey: undefined,
      nonces: nonces(),
    });
    expect(await authorizer.authorize(GET)).toEqual({ authorization: 'Bearer at1' });
  });

  it('sends a bound token under the DPoP scheme, with a proof of its own and the newest nonce', async () => {
    const authorizer = createOAuthAuthorizer({
      getToken: async () => token('at1', 'DPoP'),
      dpopKey: await generateDpopKey(),
      nonces: nonces(),
    });
    const first = await authorizer.authorize(GET);
    authorizer.noteNonce?.('n1');
    authorizer.noteNonce?.('n2');
    const second = await authorizer.authorize({ ...GET, method: 'POST' });
    expect([first['authorization'], second['authorization']]).toEqual(['DPoP at1', 'DPoP at1']);
    const claims = [first, second].map((headers) => decodeJwt(headers['dpop'] ?? ''));
    expect(claims).toMatchObject([
      { htm: 'GET', htu: 'https://acme.okta.com/api/v1/users' },
      { htm: 'POST', nonce: 'n2' },
    ]);
    expect(claims[0]).not.toHaveProperty('nonce');
    expect(claims[0]?.jti).not.toBe(claims[1]?.jti);
  });

  it('cannot use a bound token without its key', async () => {
    const getToken = async () => token('at1', 'DPoP');
    const authorizer = createOAuthAuthorizer({ getToken, dpopKey: undefined, nonces: nonces() });
    await expect(authorizer.authorize(GET)).rejects.toMatchObject({ code: 'internal_error' });
  });

  it.each(['dpop_nonce_required', 'dpop_proof_invalid'] as const)(
    'renews the proof alone after %s',
    async (failure) => {
      const authorizer = createOAuthAuthorizer({
        getToken: async () => token('at1'),
        replaceToken: () => Promise.reject(new Error('The token is not at fault')),
        dpopKey: undefined,
        nonces: nonces(),
      });
      expect(await authorizer.refused?.(failure, await authorizer.authorize(GET))).toBe(true);
    },
  );

  it('replaces the refused token', async () => {
    const { authorizer, replaced } = rotating();
    const headers = await authorizer.authorize(GET);
    expect(await authorizer.refused?.('token_invalid', headers)).toBe(true);
    expect(replaced).toEqual(['at1']);
    expect(await authorizer.authorize(GET)).toEqual({ authorization: 'Bearer at2' });
  });

  it('replaces nothing where another call has done so meanwhile', async () => {
    const { authorizer, replaced } = rotating();
    const slow = await authorizer.authorize(GET);
    await authorizer.refused?.('token_invalid', await authorizer.authorize(GET));
    await authorizer.authorize(GET);
    expect(await authorizer.refused?.('token_invalid', slow)).toBe(true);
    expect(replaced).toEqual(['at1']);
  });

  it('has no other token where none can be got', async () => {
    const getToken = async () => token('at1');
    const authorizer = createOAuthAuthorizer({ getToken, dpopKey: undefined, nonces: nonces() });
    expect(await authorizer.refused?.('token_invalid', await authorizer.authorize(GET))).toBe(false);
  });
});

/** Each token is followed by the next where it is refused. */
function rotating() {
  let count = 1;
  const replaced: string[] = [];
  const current = () => token(`at${count}`);
  const authorizer = createOAuthAuthorizer({
    getToken: async () => current(),
    replaceToken: async (refused) => {
      replaced.push(refused.token);
      count += 1;
      return current();
    },
    dpopKey: undefined,
    nonces: nonces(),
  });
  return { authorizer, replaced };
}
