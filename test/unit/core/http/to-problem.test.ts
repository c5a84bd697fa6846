import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { ConnectorError, ERROR_KINDS, type ErrorCode } from '../../../../src/core/errors.js';
import { toProblem } from '../../../../src/core/http/to-problem.js';

const PLACE = { publicUrl: 'https://okta.platform.example', path: '/v1/connections', requestId: 'req-1' };

const problemOf = (error: unknown) => toProblem(error, PLACE);
const withCode = (code: string) => Object.assign(new Error('SELECT secret FROM oauth_token'), { code });
const withStatus = (statusCode: number, code = 'FST_ERR') => Object.assign(new Error('x'), { statusCode, code });

describe('an error of ours', () => {
  test('has all members of RFC 9457 and ours', () => {
    expect(problemOf(new ConnectorError('name_taken', 'Choose another name.'))).toEqual({
      type: 'https://okta.platform.example/docs/errors#name_taken',
      title: 'The name is taken',
      status: 409,
      detail: 'Choose another name.',
      instance: '/v1/connections',
      code: 'name_taken',
      requestId: 'req-1',
      retryable: false,
    });
  });

  test('shows the details that it has, and only those', () => {
    const details = {
      remedy: 'Grant the scope.',
      missingScopes: ['okta.users.read'],
      errors: [{ pointer: '/a', message: 'm' }],
      upstream: { status: 403, code: 'E0000006' },
    };
    const problem = problemOf(
      new ConnectorError('insufficient_scope', 'd', { ...details, cause: new Error('hidden') }),
    );
    expect(problem).toMatchObject(details);
    expect(JSON.stringify(problem)).not.toContain('hidden');
  });

  test.each(Object.entries(ERROR_KINDS))('%s has its status, title and retryability', (code, kind) => {
    expect(problemOf(new ConnectorError(code as ErrorCode, 'd'))).toMatchObject({ code, ...kind });
  });

  test('may say that this case is retryable although its kind is not', () => {
    expect(problemOf(new ConnectorError('okta_conflict', 'd', { retryable: true })).retryable).toBe(true);
  });
});

describe('Retry-After', () => {
  test.each(['okta_rate_limited', 'too_many_requests', 'overloaded', 'shutting_down'] as const)(
    '%s always says when to try again',
    (code) => {
      expect(problemOf(new ConnectorError(code, 'd')).retryAfterSeconds).toBeGreaterThan(0);
    },
  );

  test.each([
    [0.2, 1],
    [7, 7],
    [-3, 0],
  ])('%d seconds are given as %d whole seconds', (retryAfterSeconds, expected) => {
    expect(problemOf(new ConnectorError('okta_rate_limited', 'd', { retryAfterSeconds })).retryAfterSeconds).toBe(
      expected,
    );
  });

  test('is absent from other problems', () => {
    expect(problemOf(new ConnectorError('not_found', 'd'))).not.toHaveProperty('retryAfterSeconds');
  });
});

describe('errors of the framework', () => {
  test.each([
    [400, 'malformed_request'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'malformed_request'],
    [408, 'malformed_request'],
    [413, 'payload_too_large'],
    [414, 'not_found'],
    [415, 'unsupported_media_type'],
    [429, 'too_many_requests'],
    [500, 'internal_error'],
    [503, 'overloaded'],
  ])('status %d is %s, from Fastify and from Nest', (status, code) => {
    expect(problemOf(withStatus(status)).code).toBe(code);
    expect(problemOf(new HttpException('secret text', status)).code).toBe(code);
  });

  test('their texts are not shown', () => {
    expect(JSON.stringify(problemOf(new NotFoundException('Cannot GET /secret')))).not.toContain('secret');
    expect(JSON.stringify(problemOf(new BadRequestException('Unexpected token s in secret')))).not.toContain('secret');
  });

  test('a bad URL is explained, also when Nest has wrapped it', () => {
    const error = withStatus(400, 'FST_ERR_BAD_URL');
    expect(problemOf(error).detail).toContain('%');
    expect(problemOf(new HttpException('x', 400, { cause: error })).detail).toContain('%');
  });
});

describe('errors of the database', () => {
  test.each('ECONNREFUSED ECONNRESET ETIMEDOUT ENOTFOUND 57P01 57P03 53300 08006 40001 40P01 55P03 57014'.split(' '))(
    '%s is overloaded and retryable',
    (code) => {
      const failed = new QueryFailedError('SELECT 1', ['secret'], withCode(code));
      for (const error of [withCode(code), failed]) {
        expect(problemOf(error)).toMatchObject({
          code: 'overloaded',
          status: 503,
          retryable: true,
          retryAfterSeconds: 2,
        });
      }
    },
  );

  test.each(['timeout exceeded when trying to connect', 'Connection terminated unexpectedly'])(
    'pg-pool gives no code with "%s"',
    (text) => {
      expect(problemOf(new Error(text)).code).toBe('overloaded');
    },
  );

  test('a character that Postgres cannot hold is the input’s fault', () => {
    expect(problemOf(new QueryFailedError('INSERT', ['\0'], withCode('22021'))).code).toBe('invalid_input');
  });

  test('a broken statement is our fault, and neither SQL nor parameters are shown', () => {
    const problem = problemOf(new QueryFailedError('SELECT secret', ['hunter2'], withCode('42703')));
    expect(problem.code).toBe('internal_error');
    expect(JSON.stringify(problem)).not.toMatch(/secret|hunter2|SELECT/);
  });
});

describe('anything else', () => {
  test.each([
    ['an error', new TypeError('Cannot read properties of undefined (reading secret)')],
    ['an error that calls itself a 2xx', withStatus(200)],
    ['a text', 'secret'],
    ['nothing', undefined],
    ['null', null],
  ])('%s is an internal error without its text', (_, thrown) => {
    const problem = problemOf(thrown);
    expect(problem).toMatchObject({ code: 'internal_error', status: 500 });
    expect(JSON.stringify(problem)).not.toMatch(/secret|stack| at /);
  });
});
