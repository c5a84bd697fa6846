import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { classifyError } from './classify-error.js';
import { openContext } from './request-context.js';
import { sendProblem } from './send-problem.js';

/** Answers every error with `application/problem+json`; logs those that are the service's own fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly options: { publicUrl: string; logger: Logger }) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    openContext(request, this.options.publicUrl).run(() => this.log(error));
    if (!reply.sent && !reply.raw.headersSent) {
      sendProblem(error, { request, reply, publicUrl: this.options.publicUrl });
    } else if (!reply.raw.writableEnded) {
      // Half of an answer is out: only a broken connection tells the caller that the rest is missing.
      reply.raw.destroy();
    }
  }

  private log(error: unknown): void {
    const { code, status, details } = classifyError(error);
    if (status < 500) return;
    const fields = { code, err: details.cause ?? error };
    if (code === 'internal_error') this.options.logger.error(fields, 'unexpected error');
    else if (details.cause !== undefined) this.options.logger.warn(fields, 'the request could not be served');
  }
}
