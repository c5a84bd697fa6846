import { ACCESS_CAPABILITIES } from './access-capabilities.js';
import type { Capability } from './capability.js';
import { EVENT_CAPABILITIES } from './event-capabilities.js';
import { ORG_CAPABILITIES } from './org-capabilities.js';
import { PEOPLE_CAPABILITIES } from './people-capabilities.js';

/** The capabilities by id. An action or trigger may serve several; contract tests see that each serves one. */
export const CAPABILITIES = {
  ...PEOPLE_CAPABILITIES,
  ...ACCESS_CAPABILITIES,
  ...ORG_CAPABILITIES,
  ...EVENT_CAPABILITIES,
} as const satisfies Record<string, Capability>;
