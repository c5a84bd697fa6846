import type { FastifyReply, FastifyRequest } from 'fastify';
import { countProblem } from '../telemetry/http-metrics.js';
import { openContext } from './request-context.js';
import { toProblem, type Problem } from './to-problem.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** Answers with the problem that `error` is, in place of whatever was about to be sent. */
export function sendProblem(
  error: unknown,
  exchange: { request: FastifyRequest; reply: FastifyReply; publicUrl: string },
): Problem {
  const { request, reply, publicUrl } = exchange;
  const context = openContext(request, publicUrl);
  const problem = toProblem(error, context);
  context.errorCode = problem.code;
  countProblem(problem.code);
  reply.code(problem.status).headers(problemHeaders(problem));
  if (problem.status === 401 && !reply.hasHeader('WWW-Authenticate')) reply.header('WWW-Authenticate', 'Bearer');
  // A handler may have promised another body before it failed.
  for (const name of ['Content-Length', 'Content-Encoding', 'ETag', 'Last-Modified', 'Transfer-Encoding'])
    reply.removeHeader(name);
  reply.serializer((body) => JSON.stringify(body)).send(problem);
  return problem;
}

/** The headers of a problem answer, besides those of every answer. */
export function problemHeaders({ requestId, retryAfterSeconds }: Problem): Record<string, string> {
  return {
    'Content-Type': PROBLEM_JSON,
    'Cache-Control': 'no-store',
    'X-Request-Id': requestId,
    ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
  };
}
