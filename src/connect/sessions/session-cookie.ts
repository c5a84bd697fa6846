import { createHmac, timingSafeEqual } from 'node:crypto';
import { BrowserCookie } from '../../connections/consent/browser-cookie.js';
import { SESSION_SECONDS } from './connect-session.js';

const ours = new BrowserCookie({ name: 'okta_connector_connect', seconds: SESSION_SECONDS });

/** The browser's token in a `Cookie` header, or undefined when there is none, or more than one. */
export const readSessionCookie = (header: string | undefined, publicUrl: string): string | undefined =>
  ours.read(header, publicUrl);

/** The `Set-Cookie` that binds a session to the browser. */
export const sessionCookie = (token: string, publicUrl: string): string => ours.write(token, publicUrl);

/** What the forms of a session carry: only who has the cookie can know it, and no other site can read the cookie. */
export const formTokenOf = (cookie: string, sessionId: string): string =>
  createHmac('sha256', cookie).update(`form ${sessionId}`).digest('base64url');

export function isFormToken(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
