import type { ErrorCode } from '../core/errors.js';

export interface ErrorRule {
  code: ErrorCode;
  /** The problem's `detail`. */
  detail: string;
  remedy?: string;
  retryable?: boolean;
}

const credential: ErrorRule = {
  code: 'reauthorization_required',
  detail: 'Okta no longer accepts the credentials of this connection.',
  remedy: 'Reconnect: give the connection a new API token or authorize it again.',
};
const state: ErrorRule = {
  code: 'okta_conflict',
  detail: "Okta does not do this in the object's present state.",
  remedy: 'Read the object to see its state, and bring it into one that permits this.',
};
const exists: ErrorRule = {
  code: 'okta_conflict',
  detail: 'Okta already has this, so there is nothing to do, or it collides with what is there.',
};
const inUse: ErrorRule = {
  code: 'okta_conflict',
  detail: 'Okta still uses the object elsewhere.',
  remedy: 'Remove the uses that Okta names, then try again.',
};
const busy: ErrorRule = {
  code: 'okta_conflict',
  detail: 'Okta is still working on an earlier change of the object.',
  remedy: 'Try again in a few seconds.',
  retryable: true,
};
const rejected: ErrorRule = { code: 'okta_rejected', detail: 'Okta rejected the request.' };
const limited: ErrorRule = {
  code: 'okta_rate_limited',
  detail: 'Okta sends no more messages to this recipient for the moment.',
  remedy: 'Wait as long as retryAfterSeconds says.',
};

export const SCOPE_RULE: ErrorRule = {
  code: 'insufficient_scope',
  detail: "The connection's token lacks an Okta scope.",
  remedy: 'Grant the scope to the app in Okta (Applications > the app > Okta API Scopes), then authorize again.',
};

const forCodes = (rule: ErrorRule, ...codes: string[]): [string, ErrorRule][] => codes.map((code) => [code, rule]);

/**
 * Okta's error codes whose meaning is not that of their HTTP status alone (release 2026.08.1).
 * Source: https://developer.okta.com/docs/reference/error-codes/
 */
export const RULES_BY_CODE: ReadonlyMap<string, ErrorRule> = new Map([
  ...forCodes(credential, 'E0000004', 'E0000005', 'E0000011', 'invalid_token'),
  [
    'E0000006',
    {
      code: 'insufficient_role',
      detail: "The connection's account or app lacks an Okta admin role for this.",
      remedy: 'Ask an Okta super admin to give it an admin role that covers this object.',
    },
  ],
  [
    'E0000015',
    {
      code: 'feature_not_enabled',
      detail: 'The Okta org does not have the feature that this needs; the credentials are fine.',
      remedy: 'Ask Okta support, or an Okta admin under Settings > Features, to enable it.',
    },
  ],
  [
    'E0000029',
    { ...rejected, detail: 'Okta does not accept the cursor any more.', remedy: 'Start again without a cursor.' },
  ],
  ...forCodes(state, 'E0000016', 'E0000017', 'E0000032', 'E0000034', 'E0000035', 'E0000036', 'E0000038', 'E0000046'),
  ...forCodes(state, 'E0000056', 'E0000069', 'E0000079', 'E0000103', 'E0000104', 'E0000107', 'E0000117', 'E0000119'),
  ...forCodes(state, 'E0000152', 'E0000155', 'E0000165', 'E0000180', 'E0000231', 'E0000242'),
  ...forCodes(exists, 'E0000055', 'E0000062', 'E0000090', 'E0000108', 'E0000157', 'E0000161', 'E0000263'),
  ...forCodes(inUse, 'E0000142', 'E0000167', 'E0000168', 'E0000174', 'E0000187', 'E0000246', 'E0000248'),
  ...forCodes(inUse, 'E0000250', 'E0000251', 'E0000252', 'E0000255', 'E0000262'),
  ...forCodes(busy, 'E0000112', 'E0000239', 'E0000249', 'E0000253', 'E0000254', 'E0000265', 'E0000268'),
  ...forCodes(rejected, 'E0000064', 'E0000207'),
  ...forCodes(SCOPE_RULE, 'insufficient_scope'),
  ...forCodes(limited, 'E0000150', 'E0000151'),
]);

export const PROOF_RULE: ErrorRule = {
  code: 'okta_unavailable',
  detail: 'Okta refused the proof of possession (DPoP) of this attempt.',
  remedy: "Try again. If it stays, compare this service's clock with the real time.",
};

export const CREDENTIAL_RULE = credential;

const RULES_BY_STATUS: Record<number, ErrorRule> = {
  400: { ...rejected, detail: 'Okta rejected the content of the request.' },
  401: credential,
  403: {
    ...rejected,
    detail: 'Okta refuses this for the object, or from this network.',
    remedy: "See Okta's words in upstream; without any, check the network zones of the token or app in Okta.",
  },
  404: { code: 'okta_not_found', detail: 'Okta does not know this object.', remedy: 'Check the ids in the input.' },
  409: { ...state, detail: 'Okta reports a conflict with what is there or with another change.' },
  410: { code: 'okta_not_found', detail: 'Okta no longer has this object.' },
  412: {
    ...state,
    detail: 'The object has changed since it was read.',
    remedy: 'Read it again, then repeat the change.',
  },
  423: { ...busy, detail: 'Okta has locked the object for the moment.' },
  429: {
    code: 'okta_rate_limited',
    detail: "Okta's rate limit for this connection is used up.",
    remedy: 'Try again after retryAfterSeconds.',
  },
};

const UNAVAILABLE: ErrorRule = { code: 'okta_unavailable', detail: 'Okta does not work properly at the moment.' };
const REDIRECTED: ErrorRule = {
  code: 'okta_unavailable',
  detail: 'Okta answered with a redirect, which is never followed.',
  remedy: "Check that the connection's domain is the org's own address.",
  retryable: false,
};

/** What a status means where the code does not say more. */
export function ruleForStatus(status: number): ErrorRule {
  if (status >= 300 && status < 400) return REDIRECTED;
  if (status === 501) return { ...rejected, detail: 'Okta does not support this operation.' };
  return RULES_BY_STATUS[status] ?? (status >= 400 && status < 500 ? rejected : UNAVAILABLE);
}
