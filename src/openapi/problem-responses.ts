import { ERROR_KINDS, type ErrorCode } from '../core/errors.js';
import type { JsonSchema } from './openapi-types.js';

const text = (description: string): JsonSchema => ({ type: 'string', description });

/** JSON Schema of the body of every answer outside 2xx. */
export const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457). Decide on code; the texts are for people.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId', 'retryable'],
  properties: {
    type: { ...text('What the code means'), format: 'uri' },
    title: text('The code in words'),
    status: { type: 'integer' },
    detail: text('What is wrong here and what to do next'),
    instance: text('The path of the request'),
    code: { type: 'string', enum: Object.keys(ERROR_KINDS) },
    requestId: text('Also in the header X-Request-Id; name it when you report a problem'),
    retryable: { type: 'boolean', description: 'Whether the same request may succeed later' },
    retryAfterSeconds: { type: 'integer', minimum: 0, description: 'As in the header Retry-After' },
    remedy: text('What a person can do about it'),
    errors: {
      type: 'array',
      description: 'Each mistake in the input',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: text('JSON pointer (RFC 6901) into the body'), message: { type: 'string' } },
      },
    },
    missingScopes: { type: 'array', items: { type: 'string' }, description: 'Okta scopes that the connection lacks' },
    upstream: {
      type: 'object',
      description: 'What Okta answered',
      required: ['status'],
      properties: {
        status: { type: 'integer' },
        code: { type: 'string' },
        summary: { type: 'string' },
        causes: { type: 'array', items: { type: 'string' } },
        requestId: { type: 'string' },
      },
    },
  },
};

/** That a run was taken, and will be done without the caller waiting. */
export const QUEUED = {
  description: 'Queued, as Prefer: respond-async asks for. GET /v1/runs/{runId}?wait=20 tells what became of it',
  headers: { Location: { description: 'The run', schema: { type: 'string' } } },
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['runId', 'status'],
        properties: { runId: { type: 'string' }, status: { type: 'string', enum: ['queued'] } },
      },
    },
  },
};

export const REPLAYED = {
  description: 'true: this is the answer of an earlier run with the same Idempotency-Key',
  schema: { type: 'string', enum: ['true'] },
};

const RETRY_AFTER = { description: 'Seconds after which to try again', schema: { type: 'integer', minimum: 0 } };

function responseOf(codes: readonly ErrorCode[]): object {
  const lines = codes.map((code) => `- \`${code}\`: ${ERROR_KINDS[code].title}`);
  const retryable = codes.some((code) => [429, 503].includes(ERROR_KINDS[code].status));
  return {
    description: lines.join('\n'),
    ...(retryable && { headers: { 'Retry-After': RETRY_AFTER } }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** References by status to the responses for these codes, and those responses themselves, shared between operations. */
export function problemResponses(codes: Iterable<ErrorCode>) {
  const byStatus = Map.groupBy([...new Set(codes)].toSorted(), (code) => ERROR_KINDS[code].status);
  const references: Record<string, object> = {};
  const responses: Record<string, object> = {};
  for (const [status, sameStatus] of byStatus) {
    const name = sameStatus.join('.');
    references[String(status)] = { $ref: `#/components/responses/${name}` };
    responses[name] = responseOf(sameStatus);
  }
  return { references, responses };
}
