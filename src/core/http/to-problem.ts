import {
  ERROR_KINDS,
  type ConnectorError,
  type ErrorCode,
  type ErrorDetails,
  type InputMistake,
  type UpstreamError,
} from '../errors.js';
import { classifyError } from './classify-error.js';

/** The body of every answer outside 2xx: RFC 9457 with our extensions. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  requestId: string;
  retryable: boolean;
  retryAfterSeconds?: number;
  remedy?: string;
  errors?: InputMistake[];
  missingScopes?: string[];
  upstream?: UpstreamError;
}

/** Where the problem arose; a `RequestContext` is one. */
export interface ProblemPlace {
  publicUrl: string;
  /** The request's path, without the query. */
  path: string;
  requestId: string;
}

/** Seconds after which to try again where the thrower does not know better. */
const DEFAULT_RETRY_AFTER: Partial<Record<ErrorCode, number>> = {
  okta_rate_limited: 30,
  too_many_requests: 1,
  overloaded: 2,
  shutting_down: 5,
};

/** The problem that tells a caller of `error`, whatever was thrown. Pure; holds no stack, no SQL, no cause. */
export function toProblem(error: unknown, place: ProblemPlace): Problem {
  const known = classifyError(error);
  const { status, title } = ERROR_KINDS[known.code];
  return {
    type: `${place.publicUrl}/docs/errors#${known.code}`,
    title,
    status,
    detail: known.message,
    instance: place.path,
    code: known.code,
    requestId: place.requestId,
    retryable: known.retryable,
    ...optionalMembers(known),
  };
}

function optionalMembers({ code, details }: ConnectorError): Partial<Problem> {
  const { remedy, errors, missingScopes, upstream } = details;
  const retryAfterSeconds = retryAfter(code, details);
  return {
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(remedy !== undefined && { remedy }),
    ...(errors !== undefined && { errors }),
    ...(missingScopes !== undefined && { missingScopes }),
    ...(upstream !== undefined && { upstream }),
  };
}

function retryAfter(code: ErrorCode, { retryAfterSeconds }: ErrorDetails): number | undefined {
  const seconds = retryAfterSeconds ?? DEFAULT_RETRY_AFTER[code];
  return seconds === undefined ? undefined : Math.max(0, Math.ceil(seconds));
}
