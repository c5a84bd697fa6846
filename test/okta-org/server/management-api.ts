import { authenticate } from '../auth/authenticate.ts';
import { authorize } from '../auth/authorize.ts';
import type { Actor } from '../auth/actor.ts';
import type { Violation } from '../control-contract.ts';
import { allRoutes } from '../families/all-routes.ts';
import { OktaError } from '../okta-error.ts';
import { linkOrigin } from './link-origin.ts';
import type { Incoming } from './incoming.ts';
import type { OperationMatch } from './operation-index.ts';
import type { OrgRuntime } from './org-runtime.ts';
import type { RateVerdict } from './rate-limits.ts';
import { bucketOf, concurrencyVerdict, rateHeaders } from './rate-limits.ts';
import type { Reply } from './reply.ts';
import type { ParsedBody } from './request-rules.ts';
import { checkMediaTypes, parseBody, refuseMissingLength } from './request-rules.ts';
import type { Call, Route } from './route.ts';
import { violationsOf } from './violations.ts';

const routes = new Map<string, Route>(allRoutes.map((route) => [`${route.method} ${route.path}`, route]));

function isReply(value: Actor | Reply): value is Reply {
  return 'status' in value;
}

/** Counts a request of a principal in its bucket. */
export function countRequest(runtime: OrgRuntime, incoming: Incoming, principal: string): RateVerdict {
  const { org } = runtime;
  const { concurrent } = org.settings.rateLimit;
  const isCrowded = concurrent !== null && runtime.rateLimits.underWay > concurrent;
  if (isCrowded || org.settings.concurrencyExceeded) return concurrencyVerdict(org.now());
  const bucket = bucketOf(incoming.method, incoming.path);
  return runtime.rateLimits.take({ principal, bucket }, org.now(), org.settings.rateLimit);
}

/**
 * Answers a management API request: operation, credential, rate limit, media types, admin role, then the route.
 * @throws OktaError for every refusal that has a body
 */
export async function answerManagement(
  runtime: OrgRuntime,
  incoming: Incoming,
  context: { requestId: string; headers: Record<string, string> },
): Promise<Reply> {
  const match = findOperation(runtime, incoming);
  const lengthRefusal = refuseMissingLength(incoming);
  if (lengthRefusal) return lengthRefusal;
  const actor = await identify(runtime, incoming, match);
  const principal = isReply(actor) ? incoming.ipAddress : actor.principal;
  const verdict = countRequest(runtime, incoming, principal);
  Object.assign(context.headers, rateHeaders(verdict));
  if (isReply(actor)) return actor;
  if (verdict.exceeded) throw new OktaError('E0000047');
  const parsed = checkRequest(runtime, incoming, match);
  authorize(actor, incoming.method, incoming.path);
  const call = toCall(runtime, incoming, { match, actor, parsed, requestId: context.requestId });
  return findRoute(runtime, incoming, match).handle(call);
}

function report(runtime: OrgRuntime, incoming: Incoming, kind: Violation['kind'], detail = ''): void {
  runtime.violations.push({ kind, method: incoming.method, path: incoming.path, detail });
}

function findOperation(runtime: OrgRuntime, incoming: Incoming): OperationMatch {
  const match = runtime.operations.find(incoming.method, incoming.segments);
  if (match) return match;
  if (runtime.operations.knowsPath(incoming.segments)) {
    report(runtime, incoming, 'unknown-method');
    throw new OktaError('E0000022');
  }
  report(runtime, incoming, 'unknown-path');
  throw new OktaError('E0000008');
}

async function identify(runtime: OrgRuntime, incoming: Incoming, match: OperationMatch): Promise<Actor | Reply> {
  return authenticate({
    incoming,
    operation: match.operation,
    org: runtime.org,
    findGrant: async (token) => runtime.oauth?.findGrant(token),
    usedProofs: runtime.usedProofs,
  });
}

function checkRequest(runtime: OrgRuntime, incoming: Incoming, match: OperationMatch): ParsedBody {
  checkMediaTypes(incoming);
  const parsed = parseBody(incoming, match.operation);
  runtime.violations.push(...violationsOf(incoming, match.operation, parsed.body));
  const { featureOff } = runtime.org.settings;
  if (featureOff !== null && new RegExp(featureOff).test(incoming.path)) throw new OktaError('E0000015');
  return parsed;
}

function findRoute(runtime: OrgRuntime, incoming: Incoming, { operation }: OperationMatch): Route {
  const route = routes.get(`${operation.method} ${operation.path}`);
  if (route) return route;
  report(runtime, incoming, 'not-implemented', operation.operationId);
  throw new OktaError('E0000060');
}

interface CallParts {
  match: OperationMatch;
  actor: Actor;
  parsed: ParsedBody;
  requestId: string;
}

function toCall(runtime: OrgRuntime, incoming: Incoming, parts: CallParts): Call {
  const { match, actor, parsed, requestId } = parts;
  return {
    org: runtime.org,
    actor,
    method: incoming.method,
    path: incoming.path,
    params: match.params,
    query: incoming.query,
    ...parsed,
    baseUrl: incoming.origin,
    linkBaseUrl: linkOrigin(incoming.origin, runtime.org.settings.linkHost),
    requestId,
    ipAddress: incoming.ipAddress,
    userAgent: incoming.headers['user-agent'] ?? null,
    headers: incoming.headers,
  };
}
