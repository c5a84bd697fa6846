import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import { contextOf } from '../http/request-context.js';

/** Asked every few seconds by the orchestrator. */
const PROBES = new Set(['/livez', '/readyz']);

/** One line for each finished request; the route's pattern, never its URL, its headers or its body. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override routeNotFound(): void {}

  override defaultErrorLog(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const context = contextOf(request);
    const line = {
      requestId: request.id,
      tenantId: context?.caller?.tenantId,
      method: request.method,
      route: request.routeOptions?.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      code: context?.errorCode,
      err: error ?? undefined,
    };
    if (error) reply.log.warn(line, 'request broken off');
    else if (PROBES.has(line.route ?? '') && line.status < 300) reply.log.debug(line, 'request');
    else reply.log.info(line, 'request');
  }
}
