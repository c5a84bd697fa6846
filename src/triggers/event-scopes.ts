/** What reading the System Log takes. */
export const LOG_SCOPE = 'okta.logs.read';

/** What making and changing event hooks takes. */
export const HOOK_SCOPE = 'okta.eventHooks.manage';
