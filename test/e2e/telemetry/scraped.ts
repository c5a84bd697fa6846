import { MetricsServer } from '../../../src/core/telemetry/metrics-server.js';
import type { TestService } from '../../support/service.js';

/** One line of what is scraped. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const LINE = /^(\w+)(?:\{(.*)\})? (\S+)$/;

/** What Prometheus gets from the service. */
export async function scrape(service: TestService): Promise<{ text: string; samples: Sample[] }> {
  const { port } = service.app.get(MetricsServer, { strict: false });
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await response.text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { text, samples: lines.map(sampleOf) };
}

function sampleOf(line: string): Sample {
  const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
  if (name === '') throw new Error(`Prometheus cannot read ${line}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text]);
  return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
}

/** The value of a series; 0 where it is not there. */
export function valueOf(samples: readonly Sample[], name: string, labels: Record<string, string> = {}): number {
  const wanted = Object.entries(labels);
  const found = samples.filter(
    (one) => one.name === name && wanted.every(([label, text]) => one.labels[label] === text),
  );
  return found.reduce((sum, { value }) => sum + value, 0);
}
