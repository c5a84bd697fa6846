import { setTimeout as wait } from 'node:timers/promises';
import type { TelemetryExport } from '../config.js';

/** For what has not been sent yet, when the process ends. */
const FLUSH_MS = 2_000;

let stop: (() => Promise<void>) | undefined;

/** Begins to export what is wanted; otherwise the SDK is not even loaded. Before anything else that it looks into is. */
export async function startTelemetry(wanted: TelemetryExport): Promise<void> {
  if (!wanted.traces && !wanted.metrics) return;
  const { startExport } = await import('./otlp-export.js');
  stop = await startExport(wanted);
}

/** Sends what is left, for two seconds at most; a collector that is away holds nobody up. */
export async function stopTelemetry(): Promise<void> {
  if (!stop) return;
  await Promise.race([stop().catch(() => undefined), wait(FLUSH_MS, undefined, { ref: false })]);
}
