import { isFlowToken } from './flow-token.js';

/** Seconds that a consent may take, from the link to the callback. */
export const FLOW_SECONDS = 600;

const NAME = 'okta_connector_flow';

/** `__Host-` keeps other hosts of the domain from setting the cookie; browsers take it over https only. */
const cookieName = (callbackUrl: string) => (callbackUrl.startsWith('https:') ? `__Host-${NAME}` : NAME);

/** The browser's token in a `Cookie` header, or undefined when there is none, or more than one. */
export function readFlowCookie(header: string | undefined, callbackUrl: string): string | undefined {
  const prefix = `${cookieName(callbackUrl)}=`;
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const [value, ...others] = pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
  return value !== undefined && others.length === 0 && isFlowToken(value) ? value : undefined;
}

/** The `Set-Cookie` that binds a flow to the browser. `Lax`: Okta's redirect back must carry it. */
export function flowCookie(token: string, callbackUrl: string): string {
  const secure = callbackUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName(callbackUrl)}=${token}; Path=/; Max-Age=${FLOW_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
