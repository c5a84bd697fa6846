import { createServer, type Server } from 'node:http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Config } from '../config.js';
import { CONFIG } from '../config.token.js';
import { StartupError } from '../database/startup-error.js';
import { prometheus } from './metric-readers.js';

/** Serves `GET /metrics` on a port of its own, which no ingress leads to. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(MetricsServer.name);
  readonly #server: Server;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'host' | 'metricsPort' | 'production'>,
    private readonly host: HttpAdapterHost,
  ) {
    this.#server = createServer((request, response) => {
      const path = request.url?.split('?', 1)[0];
      if (path === '/metrics' && request.method === 'GET')
        return prometheus.getMetricsRequestHandler(request, response);
      response.writeHead(404).end();
    });
  }

  /** The port that it listens on; 0 while it does not. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  /** @throws StartupError in production, when the port cannot be had; elsewhere several services may run side by side */
  async onApplicationBootstrap(): Promise<void> {
    // Commands serve nothing.
    if (!this.host.httpAdapter) return;
    const { host, metricsPort, production } = this.config;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject).listen({ host, port: metricsPort }, resolve).unref();
    try {
      await promise;
      this.#logger.log({ msg: 'Metrics are served', port: this.port });
    } catch (cause) {
      const message = `Metrics cannot be served on port ${metricsPort}. Set METRICS_PORT to another one; 0 is any.`;
      if (production) throw new StartupError(message, cause);
      this.#logger.warn(message);
    }
  }

  /** After what still ran, so that it is counted. */
  async onApplicationShutdown(): Promise<void> {
    if (this.port === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }
}
