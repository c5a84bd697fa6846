import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ConnectorError } from '../errors.js';
import { countProblem, countTurnedAway } from '../telemetry/http-metrics.js';
import { Allowances } from './allowances.js';
import type { Draining } from './draining.js';
import { memoryLimits, OVERLOAD_LIMITS, type OverloadLimits } from './overload-limits.js';
import { pathOf } from './request-context.js';
import { requestIdOf } from './request-id.js';
import { laneOf } from './request-lanes.js';
import type { RequestsInFlight } from './requests-in-flight.js';
import { securityHeaders } from './security-headers.js';
import { problemHeaders } from './send-problem.js';
import { toProblem } from './to-problem.js';

interface OverloadParts {
  inFlight: RequestsInFlight;
  draining: Draining;
  publicUrl: string;
  logger: Pick<Logger, 'warn'>;
  limits?: OverloadLimits;
}

type Exchange = [request: IncomingMessage, response: ServerResponse];

const TOLD_EVERY_MS = 10_000;

/** One for all: who has too much to do has no time for stacks. */
const OVERLOADED = new ConnectorError('overloaded', 'This replica has too much to do. Nothing was done; try again.');

/**
 * Turns requests away with 503 `overloaded` before anything is done for them, when as many of their lane are being answered
 * as the process can bear. Probes always pass.
 */
export async function registerOverload(fastify: FastifyInstance, parts: OverloadParts): Promise<void> {
  const { inFlight, logger, limits = OVERLOAD_LIMITS } = parts;
  const allowances = new Allowances(limits.lanes);
  const tell = teller(logger);
  standBefore(fastify.server, (request, response) => {
    const lane = laneOf(request);
    if (lane !== 'probe' && inFlight.of(lane) >= allowances.of(lane)) {
      tell(lane);
      turnAway([request, response], parts);
      return false;
    }
    inFlight.enter(lane);
    // Also when the caller hangs up.
    response.once('close', () => inFlight.leave(lane));
    return true;
  });
  await fastify.register(underPressure, { sampleInterval: limits.sampleMs });
  adaptRegularly(fastify, allowances, limits);
}

/** Before Fastify: turning away must cost a fraction of what answering does, or it is overload itself. */
function standBefore(
  server: Pick<Server, 'listeners' | 'removeAllListeners' | 'on'>,
  admits: (...exchange: Exchange) => boolean,
): void {
  const served = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (...exchange: Exchange) => {
    if (!admits(...exchange)) return;
    for (const serve of served) serve.apply(server, exchange);
  });
}

function turnAway([request, response]: Exchange, { publicUrl, draining }: OverloadParts): void {
  const place = { publicUrl, path: pathOf(request.url ?? '/'), requestId: requestIdOf(request) };
  const problem = toProblem(OVERLOADED, place);
  const body = JSON.stringify(problem);
  countProblem(problem.code);
  countTurnedAway(request.method ?? '', problem.status);
  response.writeHead(problem.status, {
    ...securityHeaders(publicUrl),
    ...problemHeaders(problem),
    'Content-Length': Buffer.byteLength(body),
    ...(draining.started && { Connection: 'close' }),
  });
  response.end(body);
}

function adaptRegularly(
  fastify: FastifyInstance,
  allowances: Allowances,
  { sampleMs, memoryShare }: OverloadLimits,
): void {
  const { heapBytes, rssBytes } = memoryLimits(memoryShare);
  const adapt = () => {
    const { eventLoopDelay, heapUsed, rssBytes: rss } = fastify.memoryUsage();
    allowances.adapt({ lateMs: eventLoopDelay, isFull: heapUsed > heapBytes || rss > rssBytes });
  };
  const timer = setInterval(adapt, sampleMs).unref();
  fastify.addHook('onClose', (_instance, done) => {
    clearInterval(timer);
    done();
  });
}

/** A line now and then, with how many there were since the last. */
function teller(logger: Pick<Logger, 'warn'>) {
  let [turnedAway, toldAt] = [0, -Infinity];
  return (lane: string): void => {
    turnedAway += 1;
    if (performance.now() - toldAt < TOLD_EVERY_MS) return;
    logger.warn({ lane, turnedAway }, 'there is too much to do; requests are turned away');
    [turnedAway, toldAt] = [0, performance.now()];
  };
}
