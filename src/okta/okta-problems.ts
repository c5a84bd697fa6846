import type { ErrorCode } from '../core/errors.js';

/** What a call to Okta may end in. */
export const OKTA_PROBLEMS: readonly ErrorCode[] = [
  'insufficient_scope',
  'insufficient_role',
  'okta_not_found',
  'okta_conflict',
  'connection_not_ready',
  'okta_rejected',
  'reauthorization_required',
  'okta_rate_limited',
  'too_many_requests',
  'feature_not_enabled',
  'okta_unavailable',
  'okta_timeout',
];
