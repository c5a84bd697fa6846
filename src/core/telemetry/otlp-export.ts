import type { Context, TextMapGetter, TextMapPropagator } from '@opentelemetry/api';
import { getNumberFromEnv, getStringFromEnv, W3CTraceContextPropagator } from '@opentelemetry/core';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  osDetector,
  processDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
  type Resource,
} from '@opentelemetry/resources';
import { PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { TelemetryExport } from '../config.js';
import { VERSION } from '../version.js';
import { metricReading, prometheus } from './metric-readers.js';
import { recordSpans } from './spans.js';

/** Starts what sends traces and metrics to the collector. @returns sends what is left, and ends it */
export async function startExport({ traces, metrics, serviceName }: TelemetryExport): Promise<() => Promise<void>> {
  const resource = describeService(serviceName);
  const ends: (() => Promise<void>)[] = [];
  if (traces) {
    const sdk = tracing(resource);
    sdk.start();
    recordSpans();
    ends.push(() => sdk.shutdown());
  }
  if (metrics) {
    const times = metricTimes();
    const reader = new PeriodicExportingMetricReader({ exporter: await metricExporter(), ...times });
    metricReading.readers.push(reader);
    metricReading.resource = resource;
    // Of two readers, the SDK keeps what one has not read yet for as long as it takes; perhaps nobody ever scrapes.
    const kept = setInterval(
      () => void prometheus.collect().catch(() => undefined),
      times.exportIntervalMillis,
    ).unref();
    ends.push(async () => {
      clearInterval(kept);
      await reader.shutdown();
    });
  }
  return async () => void (await Promise.allSettled(ends.map((end) => end())));
}

/** Sampler, exporter, limits and batches follow OTEL_* variables. */
function tracing(resource: Resource): NodeSDK {
  return new NodeSDK({
    resource,
    autoDetectResources: false,
    textMapPropagator: new IncomingTraces(),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({
        disableOutgoingRequestInstrumentation: true,
        ignoreIncomingRequestHook: ({ url = '' }) => UNTRACED.test(url),
        // Paths hold ids and tokens, queries hold codes; the route stands for both.
        startIncomingSpanHook: () => ({ 'url.path': undefined, 'url.query': undefined }),
      }),
      new UndiciInstrumentation({
        requireParentforSpans: true,
        startSpanHook: ({ origin }) => ({ 'url.full': origin, 'url.path': undefined, 'url.query': undefined }),
      }),
      new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
    ],
  });
}

const UNTRACED = /^\/(?:livez|readyz|metrics)(?:\?|$)/;

/** Goes on with the caller's trace. Nobody is told of ours but receivers of deliveries, least of all Okta. */
class IncomingTraces implements TextMapPropagator {
  readonly #w3c = new W3CTraceContextPropagator();

  inject(): void {}

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    return this.#w3c.extract(context, carrier, getter);
  }

  fields(): string[] {
    return this.#w3c.fields();
  }
}

/** What the operator's variables say of the service goes before what is found out. */
function describeService(serviceName: string | undefined): Resource {
  const own = resourceFromAttributes({
    'service.version': VERSION,
    ...(serviceName !== undefined && { 'service.name': serviceName }),
  });
  const detectors = [hostDetector, osDetector, processDetector, serviceInstanceIdDetector, envDetector];
  return defaultResource().merge(own).merge(detectResources({ detectors }));
}

async function metricExporter(): Promise<PushMetricExporter> {
  const protocol =
    getStringFromEnv('OTEL_EXPORTER_OTLP_METRICS_PROTOCOL') ?? getStringFromEnv('OTEL_EXPORTER_OTLP_PROTOCOL');
  const { OTLPMetricExporter } = await (protocol === 'grpc'
    ? import('@opentelemetry/exporter-metrics-otlp-grpc')
    : protocol === 'http/json'
      ? import('@opentelemetry/exporter-metrics-otlp-http')
      : import('@opentelemetry/exporter-metrics-otlp-proto'));
  return new OTLPMetricExporter();
}

function metricTimes() {
  const exportIntervalMillis = getNumberFromEnv('OTEL_METRIC_EXPORT_INTERVAL') ?? 60_000;
  const timeout = getNumberFromEnv('OTEL_METRIC_EXPORT_TIMEOUT') ?? 30_000;
  return { exportIntervalMillis, exportTimeoutMillis: Math.min(timeout, exportIntervalMillis) };
}
