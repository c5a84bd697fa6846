type Headers = Record<string, string | string[] | undefined>;

/** Attributes of `WWW-Authenticate` (RFC 6750, RFC 9449); Okta's errors about tokens have nothing but these. */
export interface AuthChallenge {
  scheme: string;
  error?: string;
  description?: string;
  scopes: string[];
}

export type AuthFailure =
  'insufficient_scope' | 'dpop_nonce_required' | 'dpop_proof_invalid' | 'token_binding' | 'token_invalid';

const SCOPE = /^[\w.:-]{1,128}$/;
const ATTRIBUTE = /([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/gi;

/** The first challenge of an answer, or undefined where there is none. */
export function readAuthChallenge(headers: Headers): AuthChallenge | undefined {
  const header = headers['www-authenticate'];
  if (header === undefined) return undefined;
  const text = (typeof header === 'string' ? header : header.join(', ')).slice(0, 8_192);
  const attributes = new Map<string, string>();
  for (const [, name = '', quoted, plain] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  }
  const error = attributes.get('error');
  const description = attributes.get('error_description');
  return {
    scheme: (/^\s*([\w-]+)/.exec(text)?.[1] ?? '').toLowerCase(),
    scopes: (attributes.get('scope') ?? '').split(/\s+/).filter((scope) => SCOPE.test(scope)),
    ...(error !== undefined && { error }),
    ...(description !== undefined && { description }),
  };
}

const FAILURES: Record<string, AuthFailure> = {
  insufficient_scope: 'insufficient_scope',
  use_dpop_nonce: 'dpop_nonce_required',
  invalid_dpop_proof: 'dpop_proof_invalid',
  invalid_request: 'token_binding',
  invalid_token: 'token_invalid',
};

/**
 * What an answer of 400, 401 or 403 says about the token or its proof; undefined where it says nothing.
 * `token_binding`: the token needs a DPoP proof that was not sent, or was sent under the wrong scheme.
 */
export function classifyAuthFailure(answer: { status: number; headers: Headers }): AuthFailure | undefined {
  if (answer.status !== 400 && answer.status !== 401 && answer.status !== 403) return undefined;
  const error = readAuthChallenge(answer.headers)?.error;
  return error !== undefined && Object.hasOwn(FAILURES, error) ? FAILURES[error] : undefined;
}
