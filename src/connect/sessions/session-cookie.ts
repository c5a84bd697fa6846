import { createHmac, timingSafeEqual } from 'node:crypto';
import { isFlowToken } from '../../connections/consent/flow-token.js';
import { SESSION_SECONDS } from './connect-session.js';

const NAME = 'okta_connector_connect';

/** `__Host-` keeps other hosts of the domain from setting the cookie; browsers take it over https only. */
const cookieName = (publicUrl: string) => (publicUrl.startsWith('https:') ? `__Host-${NAME}` : NAME);

/** The browser's token in a `Cookie` header, or undefined when there is none, or more than one. */
export function readSessionCookie(header: string | undefined, publicUrl: string): string | undefined {
  const prefix = `${cookieName(publicUrl)}=`;
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const [value, ...others] = pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
  return value !== undefined && others.length === 0 && isFlowToken(value) ? value : undefined;
}

/** The `Set-Cookie` that binds a session to the browser. `Lax`: the person comes from the platform, and back from Okta. */
export function sessionCookie(token: string, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName(publicUrl)}=${token}; Path=/; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** What the forms of a session carry: only who has the cookie can know it, and no other site can read the cookie. */
export const formTokenOf = (cookie: string, sessionId: string): string =>
  createHmac('sha256', cookie).update(`form ${sessionId}`).digest('base64url');

export function isFormToken(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
