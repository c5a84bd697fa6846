import { BrowserCookie } from './browser-cookie.js';

/** Seconds that a consent may take, from the link to the callback. */
export const FLOW_SECONDS = 600;

const cookie = new BrowserCookie({ name: 'okta_connector_flow', seconds: FLOW_SECONDS });

/** The browser's token in a `Cookie` header, or undefined when there is none, or more than one. */
export const readFlowCookie = (header: string | undefined, callbackUrl: string): string | undefined =>
  cookie.read(header, callbackUrl);

/** The `Set-Cookie` that binds a flow to the browser. */
export const flowCookie = (token: string, callbackUrl: string): string => cookie.write(token, callbackUrl);
