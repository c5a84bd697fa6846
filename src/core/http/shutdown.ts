import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { Draining } from './draining.js';

/** How long the endpoints may take to notice that readiness is gone. */
const DRAIN_MS = 5_000;
/** The end, whatever still runs. */
const DEADLINE_MS = 25_000;
const IDLE_SWEEP_MS = 100;

export interface ShutdownOptions {
  app: NestFastifyApplication;
  logger: Logger;
  /** Time between readiness 503 and the closed port, milliseconds. */
  drainMs: number;
  deadlineMs?: number;
  exit?: (code: number) => void;
}

/**
 * Ends the process without failing a request: readiness turns 503 and requests are still answered, then the port closes
 * and what runs is finished, then the modules' shutdown hooks run; exit code 0, or 1 when that took longer than 25 s.
 */
export async function shutDown(options: ShutdownOptions): Promise<void> {
  const { app, logger, drainMs, deadlineMs = DEADLINE_MS, exit = (code) => process.exit(code) } = options;
  const deadline = setTimeout(() => {
    logger.error('shutdown took too long; what still ran is lost');
    exit(1);
  }, deadlineMs);
  try {
    app.get(Draining).begin();
    logger.info('draining');
    await wait(drainMs);
    await closeServer(app);
    await app.close();
    logger.info('stopped');
    exit(0);
  } finally {
    clearTimeout(deadline);
  }
}

/** Closes the port before Nest's hooks run: they take the database away, which running requests still need. */
async function closeServer(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  // A connection whose answer began before the drain said "keep-alive", so nobody else will close it.
  const sweep = setInterval(() => fastify.server.closeIdleConnections(), IDLE_SWEEP_MS);
  try {
    await fastify.close();
  } finally {
    clearInterval(sweep);
  }
}

/** Shuts down at SIGTERM, and at SIGINT (Ctrl+C) without waiting for endpoints; the first signal counts. */
export function shutDownAtSignals(options: Omit<ShutdownOptions, 'drainMs'>): void {
  let begun = false;
  const begin = (drainMs: number) => {
    if (begun) return;
    begun = true;
    void shutDown({ ...options, drainMs });
  };
  process.on('SIGTERM', () => begin(DRAIN_MS));
  process.on('SIGINT', () => begin(0));
}
