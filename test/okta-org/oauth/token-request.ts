import type { Incoming } from '../server/incoming.ts';

/** What a token request claims about itself, before any check. */
export interface TokenRequest {
  clientId: string;
  grantType: string;
  refreshToken: string | undefined;
  code: string | undefined;
  /** How the client secret travels; undefined where there is none. */
  secretMethod: 'basic' | 'post' | undefined;
}

/** Claims of a JWT, unverified; an empty object where it is none. */
export function claimsOf(jwt: string): Record<string, unknown> {
  try {
    const [, payload = ''] = jwt.split('.');
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function basicUser(authorization: string): string | undefined {
  const [scheme = '', credential = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [user = ''] = Buffer.from(credential, 'base64').toString('utf8').split(':');
  return decodeURIComponent(user);
}

/** Reads a request to /token, /revoke or /introspect. */
export function readTokenRequest(incoming: Incoming): TokenRequest {
  const form = new URLSearchParams(incoming.bodyText);
  const user = basicUser(incoming.headers['authorization'] ?? '');
  const { sub } = claimsOf(form.get('client_assertion') ?? '');
  return {
    clientId: user ?? (typeof sub === 'string' ? sub : (form.get('client_id') ?? '')),
    grantType: form.get('grant_type') ?? '',
    refreshToken: form.get('refresh_token') ?? undefined,
    code: form.get('code') ?? undefined,
    secretMethod: user === undefined ? (form.has('client_secret') ? 'post' : undefined) : 'basic',
  };
}
