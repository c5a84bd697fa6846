import type { FastifyInstance } from 'fastify';

/** Whether the process is on its way out. Long waits end when `signal` fires; readiness turns 503 at once. */
export class Draining {
  readonly #controller = new AbortController();

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get started(): boolean {
    return this.#controller.signal.aborted;
  }

  begin(): void {
    this.#controller.abort();
  }
}

/** While draining, every answer ends its connection, so that clients move to another replica before the port closes. */
export function registerDraining(fastify: FastifyInstance, draining: Draining): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining.started) reply.header('Connection', 'close');
    done();
  });
}
