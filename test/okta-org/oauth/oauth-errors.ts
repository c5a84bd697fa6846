/** OAuth error body of Okta: error and error_description, nothing else. */
export interface OauthErrorBody {
  error: string;
  error_description: string;
}

/** Okta's answer for details the provider words otherwise (developer.okta.com, OAuth error codes). */
const BY_DETAIL: [RegExp, OauthErrorBody][] = [
  [/DPoP proof JWT not provided/, proofError('The DPoP proof JWT header is missing.')],
  [/DPoP proof JWT Replay/, proofError('The DPoP proof JWT has already been used.')],
  [/failed jkt verification/, proofError('The DPoP proof JWT public key does not match the original binding.')],
  [
    /refresh token (not found|is expired|already used|invalid)|grant (not found|is expired)/,
    { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' },
  ],
  [
    /authorization code/,
    { error: 'invalid_grant', error_description: 'The authorization code is invalid or has expired.' },
  ],
  [
    /grant type is not allowed for this client/,
    {
      error: 'unauthorized_client',
      error_description: 'The client is not authorized to use the provided grant type.',
    },
  ],
  [/PKCE|code_verifier/, { error: 'invalid_grant', error_description: 'PKCE verification failed.' }],
  [/assertion tokens must only be used once/, clientError('The client_assertion token has already been used.')],
  [
    /refresh token missing requested scope/,
    { error: 'access_denied', error_description: 'Requested scopes were not granted.' },
  ],
];

function proofError(error_description: string): OauthErrorBody {
  return { error: 'invalid_dpop_proof', error_description };
}

function clientError(error_description: string): OauthErrorBody {
  return { error: 'invalid_client', error_description };
}

/** Words an error of the provider as Okta does. */
export function toOktaOauthError(error: string, description: string, detail: string): OauthErrorBody {
  const found = BY_DETAIL.find(([pattern]) => pattern.test(detail) || pattern.test(description));
  if (found) return found[1];
  return { error, error_description: detail === '' ? description : detail };
}
