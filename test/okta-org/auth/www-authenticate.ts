const ALGS = 'RS256 RS384 RS512 ES256 ES384 ES512';

export interface AuthChallenge {
  scheme: 'Bearer' | 'DPoP';
  baseUrl: string;
  /** The scopes that the operation needs. */
  scope: string;
  error: string;
  description: string;
  resource: string;
}

/** The WWW-Authenticate value of a refused OAuth call; the body stays empty (okta/okta-sdk-golang issues 145, 554). */
export function wwwAuthenticate(challenge: AuthChallenge): string {
  const parameters = [
    ...(challenge.scheme === 'DPoP' ? [`algs="${ALGS}"`] : []),
    `authorization_uri="${challenge.baseUrl}/oauth2/v1/authorize"`,
    `realm="${challenge.baseUrl}"`,
    `scope="${challenge.scope}"`,
    `error="${challenge.error}"`,
    `error_description="${challenge.description}"`,
    `resource="${challenge.resource}"`,
  ];
  return `${challenge.scheme} ${parameters.join(', ')}`;
}
