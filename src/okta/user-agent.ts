import { VERSION } from '../core/version.js';

/** What the service calls itself in requests: `okta-connector/<version>`. */
export const USER_AGENT = `okta-connector/${VERSION}`;
