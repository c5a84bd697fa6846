import type { Counter, Histogram, ObservableCallback, ObservableGauge } from '@opentelemetry/api';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { metricReading } from './metric-readers.js';

/**
 * The process's meter. Not the global one: libraries would add figures of their own to it, with hosts in their labels.
 * Names are those that Prometheus scrapes; helm/okta-connector/metrics.md lists them all.
 */
const meter = new MeterProvider(metricReading).getMeter('okta-connector');

/** Boundaries of what callers wait for, in seconds; OpenTelemetry's own for HTTP. */
const WAITS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Boundaries of what nobody waits for, in seconds. */
export const LAGS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];

interface Figure {
  name: string;
  description: string;
}

/** A counter with the label sets that are there from the start, so that the first increase is seen as one. */
export function counter({ name, description }: Figure, labelSets: Iterable<Record<string, string>>): Counter {
  const made = meter.createCounter(name, { description });
  for (const labels of labelSets) made.add(0, labels);
  return made;
}

/** Counts by one label with a closed set of values. */
export function countBy<Value extends string>({
  label,
  values,
  ...figure
}: Figure & { label: string; values: readonly Value[] }): (value: Value, count?: number) => void {
  const labels = new Map(values.map((value) => [value, { [label]: value }]));
  const counted = counter(figure, labels.values());
  return (value, count = 1) => counted.add(count, labels.get(value));
}

/** A histogram of seconds. */
export function seconds({ name, description }: Figure, boundaries: number[] = WAITS): Histogram {
  return meter.createHistogram(name, {
    description,
    unit: 's',
    advice: { explicitBucketBoundaries: boundaries },
  });
}

export function gauge({ name, description }: Figure): ObservableGauge {
  return meter.createObservableGauge(name, { description });
}

/** What a service looks at when its gauges are read, until it ends; several services may run in one process. */
export class Watch {
  readonly #ends: (() => void)[] = [];

  on(observed: ObservableGauge, look: ObservableCallback): this {
    observed.addCallback(look);
    this.#ends.push(() => observed.removeCallback(look));
    return this;
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}
