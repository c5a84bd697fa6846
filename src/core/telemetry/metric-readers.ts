import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import type { Resource } from '@opentelemetry/resources';
import type { IMetricReader } from '@opentelemetry/sdk-metrics';

/** What `/metrics` is made with; `MetricsServer` serves it. */
export const prometheus = new PrometheusExporter({
  preventServerStart: true,
  withoutScopeInfo: true,
  withoutTargetInfo: true,
});

/** Who reads the figures. The export adds its own before anything is counted: the meter takes them over when it is made. */
export const metricReading: { readers: IMetricReader[]; resource?: Resource } = { readers: [prometheus] };
