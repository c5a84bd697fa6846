import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantId } from '../tenant-id.js';

/** Who sent the request, as far as every layer may know. */
export interface CallerIdentity {
  tenantId: TenantId;
  subject: string;
}

const storage = new AsyncLocalStorage<RequestContext>();
/** On the raw request: a WeakMap of what lives for milliseconds is work for the garbage collector. */
const CONTEXT = Symbol('context');

interface Contextual {
  [CONTEXT]?: RequestContext;
}

/** What belongs to one request, from its first hook to its last log line; also the place of a problem. */
export class RequestContext {
  /** Set by the guard once the token is verified. */
  caller?: CallerIdentity;
  /** The problem's code when the answer is one. */
  errorCode?: string;

  constructor(
    readonly requestId: string,
    private readonly target: string,
    readonly publicUrl: string,
  ) {}

  /** The request's path, without the query. */
  get path(): string {
    return pathOf(this.target);
  }

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
export function contextOf({ raw }: { raw: FastifyRequest['raw'] & Contextual }): RequestContext | undefined {
  return raw[CONTEXT];
}

/** The context of `request`, made where there is none yet. */
export function openContext(request: FastifyRequest, publicUrl: string): RequestContext {
  const raw: FastifyRequest['raw'] & Contextual = request.raw;
  raw[CONTEXT] ??= new RequestContext(request.id, raw.url ?? '/', publicUrl);
  return raw[CONTEXT];
}

/** The path of a request target: without query, and without the origin of the absolute form (RFC 9112, 3.2.2). */
export function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '').replace(/^https?:\/\/[^/]*/i, '') || '/';
}

/**
 * Gives every request its context. It is entered behind the body, whose stream's events would not carry it on, and once:
 * entering costs more than all the rest of it. What refuses a request before that asks for `openContext`.
 */
export function registerRequestContext(fastify: FastifyInstance, publicUrl: string): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    openContext(request, publicUrl);
    done();
  });
  fastify.addHook('preValidation', (request, _reply, done) => openContext(request, publicUrl).run(done));
}
