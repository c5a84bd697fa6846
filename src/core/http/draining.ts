import type { FastifyInstance } from 'fastify';

/** How far the process is on its way out. Each step comes after the one before. */
export class Draining {
  #started = false;
  readonly #finishing = new AbortController();
  readonly #leaving = new AbortController();

  /** Readiness is 503; requests are still served as ever. */
  get started(): boolean {
    return this.#started;
  }

  /** Nothing more is begun: the port closes, no more jobs are taken, long waits end with what there is. */
  get finishing(): AbortSignal {
    return this.#finishing.signal;
  }

  /** What cannot be finished any more, such as a long stream, says so to its caller and ends. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  begin(): void {
    this.#started = true;
  }

  finish(): void {
    this.begin();
    this.#finishing.abort();
  }

  leave(): void {
    this.finish();
    this.#leaving.abort();
  }
}

/** While draining, every answer ends its connection, so that clients move to another replica before the port closes. */
export function registerDraining(fastify: FastifyInstance, draining: Draining): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining.started) reply.header('Connection', 'close');
    done();
  });
}
