import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_KINDS, type ErrorCode } from '../errors.js';
import { countBy, seconds } from './meter.js';
import { nameRoute } from './spans.js';

const duration = seconds({
  name: 'http_server_request_duration_seconds',
  description: 'Requests to this service, but for probes',
});

/** Counts a problem answer. */
export const countProblem = countBy<ErrorCode>({
  name: 'okta_connector_problems_total',
  description: 'Problem answers by error code',
  label: 'code',
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys knows strings only
  values: Object.keys(ERROR_KINDS) as ErrorCode[],
});

/** Asked every few seconds by the orchestrator. */
const PROBES = new Set(['/livez', '/readyz']);
const KNOWN_METHODS = new Set(METHODS);

/** Counts a request whose answer is out, under the pattern of its route; without one where there is none. */
export function countRequest(
  { method, routeOptions }: FastifyRequest,
  { statusCode, elapsedTime }: FastifyReply,
): void {
  const route = routeOptions?.url;
  if (route !== undefined && PROBES.has(route)) return;
  duration.record(elapsedTime / 1_000, {
    'http.request.method': KNOWN_METHODS.has(method) ? method : '_OTHER',
    ...(route !== undefined && { 'http.route': route }),
    'http.response.status_code': statusCode,
  });
}

/** Counts a request that was turned away before anything was done for it. */
export function countTurnedAway(method: string, status: number): void {
  duration.record(0, {
    'http.request.method': KNOWN_METHODS.has(method) ? method : '_OTHER',
    'http.response.status_code': status,
  });
}

/** Counts every request, and gives its route to the span that the HTTP server began. */
export function registerHttpMetrics(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    nameRoute(request.routeOptions.url);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    countRequest(request, reply);
    done();
  });
}
