import type { ErrorCode } from '../core/errors.js';

/** What decides which problems a route may answer before its own work begins. */
export interface RouteTraits {
  needsToken: boolean;
  /** A tenant or a scope. */
  needsRight: boolean;
  hasBody: boolean;
  hasInput: boolean;
  hasPathParameters: boolean;
}

/** The codes that any route with these traits may answer. */
export function commonProblems(traits: RouteTraits): ErrorCode[] {
  const { needsToken, needsRight, hasBody, hasInput, hasPathParameters } = traits;
  return [
    'malformed_request',
    ...(needsToken ? (['unauthenticated'] as const) : []),
    ...(needsRight ? (['forbidden'] as const) : []),
    ...(hasPathParameters ? (['not_found'] as const) : []),
    ...(hasBody ? (['payload_too_large', 'unsupported_media_type'] as const) : []),
    ...(hasInput ? (['invalid_input'] as const) : []),
    'internal_error',
    'overloaded',
    'shutting_down',
  ];
}
