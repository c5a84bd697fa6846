import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantId } from '../tenant-id.js';

/** Who sent the request, as far as every layer may know. */
export interface CallerIdentity {
  tenantId: TenantId;
  subject: string;
}

const storage = new AsyncLocalStorage<RequestContext>();
const contexts = new WeakMap<object, RequestContext>();

/** What belongs to one request, from its first hook to its last log line; also the place of a problem. */
export class RequestContext {
  /** Set by the guard once the token is verified. */
  caller?: CallerIdentity;
  /** The problem's code when the answer is one. */
  errorCode?: string;

  constructor(
    readonly requestId: string,
    /** The request's path, without the query. */
    readonly path: string,
    readonly publicUrl: string,
  ) {}

  /** The request being served, or undefined outside of one (at start, in a worker). */
  static find(): RequestContext | undefined {
    return storage.getStore();
  }

  /** The request being served. */
  static current(): RequestContext {
    const context = storage.getStore();
    if (!context) throw new Error('There is no request here; work outside of requests must use RequestContext.find()');
    return context;
  }

  /** Runs `work` as part of this request; for workers and tests. */
  run<T>(work: () => T): T {
    return storage.run(this, work);
  }
}

/** The context of `request`, or undefined before the first hook has run. */
export function contextOf(request: FastifyRequest): RequestContext | undefined {
  return contexts.get(request.raw);
}

/** The context of `request`, made where there is none yet. */
export function openContext(request: FastifyRequest, publicUrl: string): RequestContext {
  const known = contexts.get(request.raw);
  if (known) return known;
  const context = new RequestContext(request.id, pathOf(request.raw.url ?? '/'), publicUrl);
  contexts.set(request.raw, context);
  return context;
}

/** The path of a request target: without query, and without the origin of the absolute form (RFC 9112, 3.2.2). */
export function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '').replace(/^https?:\/\/[^/]*/i, '') || '/';
}

/** Gives every request its context. Entered twice because the events of the body's stream do not carry it on. */
export function registerRequestContext(fastify: FastifyInstance, publicUrl: string): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    openContext(request, publicUrl).run(done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => openContext(request, publicUrl).run(done));
}
