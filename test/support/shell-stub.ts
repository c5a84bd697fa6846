import { Readable } from 'node:stream';
import { expect } from '@jest/globals';
import { Body, Controller, Get, HttpCode, Module, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConnectorError } from '../../src/core/errors.js';
import { RequestContext } from '../../src/core/http/request-context.js';
import type { RawAnswer } from './shell-app.js';

/** Where the stub says it can be reached. */
export const PUBLIC_URL = 'https://okta.platform.example';

const Echo = z.strictObject({ text: z.string().max(2_000_000), count: z.int().optional() });

async function* halfAStream() {
  yield 'first line\n';
  throw new Error('the second line failed');
}

@Controller('stub')
class StubController {
  @Get()
  get() {
    return { requestId: RequestContext.find()?.requestId };
  }

  @Post('echo')
  @HttpCode(200)
  echo(@Body({ schema: Echo }) body: unknown) {
    return { body, requestId: RequestContext.find()?.requestId };
  }

  @Post('any')
  @HttpCode(200)
  any(@Body() body: unknown) {
    return { body: body ?? null };
  }

  @Get('items/:id')
  item(
    @Param('id') id: string,
    @Query({ schema: z.strictObject({ limit: z.coerce.number().max(5).optional() }) }) query: unknown,
  ) {
    return { id, query };
  }

  @Get('fails')
  fails() {
    throw Object.assign(new Error('SELECT canary-sql FROM t', { cause: new Error('canary-cause') }), {
      query: 'canary-query',
    });
  }

  @Get('limited')
  limited() {
    throw new ConnectorError('okta_rate_limited', 'Wait.', { retryAfterSeconds: 7 });
  }

  @Get('half')
  half(@Res() reply: FastifyReply) {
    reply.header('content-type', 'application/x-ndjson').send(Readable.from(halfAStream()));
  }

  @Get('begun')
  begun(@Res() reply: FastifyReply) {
    reply.raw.write('begun');
    throw new Error('after the headers');
  }

  @Get('cached')
  cached(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.header('Cache-Control', 'private, no-cache').header('ETag', '"1"').header('Content-Length', '1');
    throw new ConnectorError('not_found', 'gone');
  }
}

/** Routes that answer and fail in every way the shell has to deal with. */
@Module({ controllers: [StubController] })
export class StubModule {}

/** Expects a problem with all that every problem has, and gives it. */
export async function expectProblem(
  response: Response | RawAnswer,
  status: number,
  code: string,
): Promise<Record<string, unknown>> {
  const text = typeof response.body === 'string' ? response.body : await (response as Response).text();
  const problem = JSON.parse(text) as Record<string, unknown>;
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect({ status: response.status, code: problem['code'] }).toEqual({ status, code });
  expect(problem).toMatchObject({ status, type: `${PUBLIC_URL}/docs/errors#${code}` });
  expect(problem['requestId']).toBe(response.headers.get('x-request-id'));
  return problem;
}
