import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { ConnectorError } from '../errors.js';
import { NestLogger } from '../logging/nest-logger.js';
import { RequestLog } from '../logging/request-log.js';
import { countRequest, registerHttpMetrics } from '../telemetry/http-metrics.js';
import { Draining, registerDraining } from './draining.js';
import { registerFormBody } from './form-body.js';
import { registerJsonBody } from './json-body.js';
import { registerOverload } from './overload.js';
import { ProblemFilter } from './problem.filter.js';
import { registerRequestContext } from './request-context.js';
import { requestIdOf } from './request-id.js';
import { RequestsInFlight } from './requests-in-flight.js';
import { registerSecurityHeaders, securityHeaders } from './security-headers.js';
import { sendProblem } from './send-problem.js';
import { answerUnknownExpectations, clientErrorHandler } from './socket-errors.js';
import { InputValidationPipe } from './validation.js';

const MEGABYTE = 1024 * 1024;

export interface Shell {
  config: Config;
  logger: Logger;
}

/** Fastify with our limits, ids and logger; answers by itself what never reaches a route. */
function createAdapter({ config, logger }: Shell): FastifyAdapter {
  const { publicUrl } = config;
  const requestLog = new RequestLog();
  return new FastifyAdapter({
    loggerInstance: logger,
    logController: requestLog,
    childLoggerFactory: (parent: FastifyBaseLogger) => parent,
    genReqId: requestIdOf,
    bodyLimit: MEGABYTE,
    // Proxies stand in private networks; an address that a stranger sends in X-Forwarded-For is not believed.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000,
    return503OnClosing: false,
    http: { requireHostHeader: false },
    routerOptions: { maxParamLength: 2048 },
    clientErrorHandler: clientErrorHandler(publicUrl),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(securityHeaders(publicUrl));
      sendProblem(error, { request, reply, publicUrl });
      requestLog.requestCompleted(null, request, reply);
      countRequest(request, reply);
    },
  });
}

/** Hooks, filter and pipe that every request passes; call it before `init`. */
async function configureApp(app: NestFastifyApplication, { config, logger }: Shell): Promise<NestFastifyApplication> {
  const fastify = app.getHttpAdapter().getInstance();
  registerHttpMetrics(fastify);
  registerSecurityHeaders(fastify, config.publicUrl);
  registerRequestContext(fastify, config.publicUrl);
  requireHost(fastify);
  const inFlight = app.get(RequestsInFlight);
  await registerOverload(fastify, { inFlight, draining: app.get(Draining), publicUrl: config.publicUrl, logger });
  registerDraining(fastify, app.get(Draining));
  registerJsonBody(fastify);
  registerFormBody(fastify);
  answerUnknownExpectations(fastify.server, config.publicUrl);
  app.useGlobalFilters(new ProblemFilter({ publicUrl: config.publicUrl, logger }));
  app.useGlobalPipes(new InputValidationPipe());
  return app;
}

/** Node would answer a missing Host header (RFC 9112, 3.2) with an empty 400. */
function requireHost(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (request.headers.host !== undefined || request.raw.httpVersion === '1.0') return done();
    return done(new ConnectorError('malformed_request', 'Send a Host header.'));
  });
}

/** The application as it runs in production and in tests; not yet initialised or listening. */
export async function createApp(module: Type | DynamicModule, shell: Shell): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(shell), {
    logger: new NestLogger(shell.logger),
    bodyParser: false,
    abortOnError: false,
  });
  return configureApp(app, shell);
}
