import type { JWK } from 'jose';
import { ConnectorError } from '../../core/errors.js';
import type { AuthFailure } from '../auth-challenge.js';
import { dpopProof } from '../dpop-proof.js';
import type { Authorizer } from '../okta-request.js';
import type { NonceCache } from './dpop-nonces.js';

interface UsableToken {
  token: string;
  tokenType: 'Bearer' | 'DPoP';
}

export interface OAuthAuthorizerOptions<Token extends UsableToken> {
  /** The token to use now. */
  getToken: () => Promise<Token>;
  /** Gives another token in place of the one that Okta refused; left out where there is no other. */
  replaceToken?: (refused: Token) => Promise<Token>;
  /** ES256 private JWK; needed for bound tokens only. */
  dpopKey: JWK | undefined;
  nonces: NonceCache;
}

type Attempt = Parameters<Authorizer['authorize']>[0];

/**
 * Authorizes API calls with an access token, and with a proof of its own for each attempt where the token is bound to
 * the connection's key. A refused token is replaced once for all the calls that used it.
 */
export function createOAuthAuthorizer<Token extends UsableToken>(options: OAuthAuthorizerOptions<Token>): Authorizer {
  const { getToken, replaceToken, nonces } = options;
  let current: Token | undefined;
  const renewToken = async (headers: Readonly<Record<string, string>>): Promise<boolean> => {
    if (!replaceToken || !current) return false;
    const isCurrent = headers['authorization'] === `${current.tokenType} ${current.token}`;
    if (isCurrent) current = await replaceToken(current);
    return true;
  };
  return {
    authorize: async (attempt) => {
      current = await getToken();
      return headersFor(current, attempt, options);
    },
    refused: async (failure, headers) => (isAboutProof(failure) ? true : renewToken(headers)),
    noteNonce: (nonce) => nonces.note(nonce),
  };
}

const isAboutProof = (failure: AuthFailure) => failure === 'dpop_nonce_required' || failure === 'dpop_proof_invalid';

function headersFor(
  { token, tokenType }: UsableToken,
  { method, url }: Attempt,
  { dpopKey, nonces }: Pick<OAuthAuthorizerOptions<UsableToken>, 'dpopKey' | 'nonces'>,
): Record<string, string> {
  const authorization = `${tokenType} ${token}`;
  if (tokenType === 'Bearer') return { authorization };
  if (!dpopKey) throw new ConnectorError('internal_error', 'A bound token has no proof key.');
  return { authorization, dpop: dpopProof({ key: dpopKey, method, url, accessToken: token, nonce: nonces.get() }) };
}
