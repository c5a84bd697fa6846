import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { stopTelemetry } from '../telemetry/start-telemetry.js';
import { Draining } from './draining.js';
import { RequestsInFlight } from './requests-in-flight.js';

/** Milliseconds. */
export const SHUTDOWN_TIMES = {
  /** How long the endpoints may take to notice that readiness is gone. */
  drainMs: 5_000,
  /** So long requests may run after the port is closed; the rest of the time belongs to jobs, the database and telemetry. */
  finishMs: 12_000,
};
/** Before that is over, streams are told to end. */
const LEAVE_MS = 2_000;
/** The end, whatever still runs. */
const DEADLINE_MS = 25_000;
const IDLE_SWEEP_MS = 100;

export interface ShutdownOptions {
  app: NestFastifyApplication;
  logger: Logger;
  /** Time between readiness 503 and the closed port, milliseconds. */
  drainMs: number;
  /** For what runs when the port is closed, milliseconds; then connections are broken off. */
  finishMs?: number;
  deadlineMs?: number;
  exit?: (code: number) => void;
}

/**
 * Ends the process without failing a request: readiness turns 503 and requests are still answered; then the port closes, no
 * more jobs are taken and what runs is finished; then the modules' shutdown hooks run, with what is left of 25 s. Exit code
 * 0, or 1 when that took longer.
 */
export async function shutDown(options: ShutdownOptions): Promise<void> {
  const {
    app,
    logger,
    drainMs,
    finishMs = SHUTDOWN_TIMES.finishMs,
    deadlineMs = DEADLINE_MS,
    exit = endProcess,
  } = options;
  const deadline = setTimeout(() => {
    logger.error('shutdown took too long; what still ran is lost');
    exit(1);
  }, deadlineMs);
  try {
    app.get(Draining).begin();
    logger.info('draining');
    await wait(drainMs);
    app.get(Draining).finish();
    await closeServer(app, { finishMs, logger });
    await app.close();
    await stopTelemetry();
    logger.info('stopped');
    exit(0);
  } finally {
    clearTimeout(deadline);
  }
}

const endProcess = (code: number) => process.exit(code);

/** Closes the port before Nest's hooks run: they take the database away, which running requests still need. */
async function closeServer(
  app: NestFastifyApplication,
  { finishMs, logger }: { finishMs: number; logger: Logger },
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  // A connection whose answer began before the drain said "keep-alive", so nobody else will close it.
  const sweep = setInterval(() => fastify.server.closeIdleConnections(), IDLE_SWEEP_MS);
  const leaving = setTimeout(() => app.get(Draining).leave(), Math.max(0, finishMs - LEAVE_MS));
  const breaking = setTimeout(() => {
    logger.warn({ requests: app.get(RequestsInFlight).total }, 'requests took too long and are broken off');
    fastify.server.closeAllConnections();
  }, finishMs);
  try {
    await fastify.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(leaving);
    clearTimeout(breaking);
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
  process.on('SIGTERM', () => begin(SHUTDOWN_TIMES.drainMs));
  process.on('SIGINT', () => begin(0));
}
