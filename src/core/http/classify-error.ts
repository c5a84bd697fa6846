import { HttpException } from '@nestjs/common';
import { ConnectorError, type ErrorCode } from '../errors.js';

const NETWORK_CODES = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'.split(' '),
);

/** SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown); serialization, deadlock, lock and statement timeout. */
const DATABASE_BUSY = /^(?:08\w{3}|53\w{3}|57P\w{2}|57014|40001|40P01|55P03)$/;

/** Text that Postgres cannot hold (U+0000): the caller's input, met late. */
const UNSTORABLE_TEXT = /^(?:22021|22P05)$/;
/** What Postgres says to a lone surrogate in JSON is what it says to anything that is no value of its type. */
const INVALID_TEXT = '22P02';
const JSON_READER = 'jsonfuncs.c';

/** What `pg` and `pg-pool` throw without any code; the one place that has to look at a text. */
const CODELESS_DATABASE_ERRORS = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Query read timeout',
]);

/**
 * Whatever was thrown, as the one error of this service. Errors of Fastify, Nest and Postgres are told apart by status
 * and code; what nobody foresaw becomes `internal_error` with the original as its cause.
 */
export function classifyError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const status = statusOf(error);
  if (status !== undefined && status < 500) return clientError(status, error);
  if (status === 503 || isDatabaseBusy(error)) {
    return new ConnectorError('overloaded', 'The service cannot answer at the moment. Try again.', { cause: error });
  }
  if (isUnstorable(error)) {
    return new ConnectorError('invalid_input', 'The input holds a character that cannot be stored, such as U+0000.');
  }
  const detail = 'This is a mistake of the service, not of the request. Report it with the requestId.';
  return new ConnectorError('internal_error', detail, { cause: error });
}

const CLIENT_ERRORS: Record<number, [ErrorCode, string]> = {
  401: ['unauthenticated', 'Send a valid bearer token in the Authorization header.'],
  403: ['forbidden', 'The token does not permit this request.'],
  404: ['not_found', 'There is nothing at this address: check the method, the path and the ids in it.'],
  413: ['payload_too_large', 'The request body may have 1 MB at most. Send less at once.'],
  // A path segment longer than the router takes can be no id that we gave.
  414: ['not_found', 'There is nothing at this address: check the method, the path and the ids in it.'],
  415: ['unsupported_media_type', 'Send the body as JSON, with "Content-Type: application/json".'],
  429: ['too_many_requests', 'Too many requests at once. Try again later.'],
};

function clientError(status: number, error: unknown): ConnectorError {
  const [code, detail] = CLIENT_ERRORS[status] ?? ['malformed_request', malformedDetail(error)];
  return new ConnectorError(code, detail);
}

const MALFORMED: Record<string, string> = {
  FST_ERR_BAD_URL: 'The path is not well-formed: "%" must be followed by two hex digits of UTF-8 text.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body does not have the length that Content-Length says.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
};

function malformedDetail(error: unknown): string {
  return (
    MALFORMED[codeOf(error) ?? ''] ?? 'The request cannot be read: check its headers and that the body is valid JSON.'
  );
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = memberOf(error, 'statusCode');
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}

/** The code of an error, of the HTTP error around it, or of the database driver's error inside it. */
function codeOf(error: unknown): string | undefined {
  const source = error instanceof HttpException ? error.cause : error;
  const code = memberOf(source, 'code') ?? memberOf(memberOf(source, 'driverError'), 'code');
  return typeof code === 'string' ? code : undefined;
}

function isUnstorable(error: unknown): boolean {
  const code = codeOf(error) ?? '';
  return (
    UNSTORABLE_TEXT.test(code) || (code === INVALID_TEXT && memberOf(driverErrorOf(error), 'file') === JSON_READER)
  );
}

const driverErrorOf = (error: unknown): unknown => memberOf(error, 'driverError');

function isDatabaseBusy(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return NETWORK_CODES.has(code) || DATABASE_BUSY.test(code);
  return CODELESS_DATABASE_ERRORS.has(String(memberOf(error, 'message')));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
