import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; boolValue?: boolean };
}

interface SpanMessage {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attribute[];
  status: { code?: number };
}

interface Resource {
  attributes: Attribute[];
}

/** A span as it was received. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  attributes: Record<string, unknown>;
}

interface TraceMessage {
  resourceSpans: { resource: Resource; scopeSpans: { spans: SpanMessage[] }[] }[];
}

interface MetricMessage {
  resourceMetrics: { resource: Resource; scopeMetrics: { metrics: { name: string }[] }[] }[];
}

/** Takes what is exported by OTLP over HTTP as JSON (https://opentelemetry.io/docs/specs/otlp/). */
export class Collector {
  /** All that was received, as text. */
  readonly texts: string[] = [];
  readonly spans: ReceivedSpan[] = [];
  readonly metricNames = new Set<string>();
  readonly headers: Record<string, unknown>[] = [];
  resource: Record<string, unknown> = {};

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        this.texts.push(body);
        this.headers.push(request.headers);
        if (request.url === '/v1/traces') this.takeSpans(JSON.parse(body) as TraceMessage);
        if (request.url === '/v1/metrics') this.takeMetrics(JSON.parse(body) as MetricMessage);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
  }

  static async open(): Promise<Collector> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new Collector(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Spans of this name, once there is one. */
  async some(name: string): Promise<ReceivedSpan[]> {
    for (let looked = 0; looked < 600; looked += 1) {
      const spans = this.spans.filter((span) => span.name === name);
      if (spans.length > 0) return spans;
      await wait(50);
    }
    throw new Error(`There is no span ${name}`);
  }

  /** The spans of a trace, once they are there. */
  async trace(traceId: string, names: readonly string[]): Promise<ReceivedSpan[]> {
    for (let looked = 0; looked < 300; looked += 1) {
      const spans = this.spans.filter((span) => span.traceId === traceId);
      if (names.every((name) => spans.some((span) => span.name === name))) return spans;
      await wait(50);
    }
    const known = this.spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
    throw new Error(`The trace has only ${known.join(', ')}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private takeSpans({ resourceSpans }: TraceMessage): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      this.resource = valuesOf(resource.attributes);
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        const { traceId, spanId, parentSpanId, name, attributes } = span;
        this.spans.push({ traceId, spanId, parentSpanId, name, attributes: valuesOf(attributes) });
      }
    }
  }

  private takeMetrics({ resourceMetrics }: MetricMessage): void {
    const metrics = resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    for (const { name } of metrics) this.metricNames.add(name);
  }
}

const valuesOf = (attributes: Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
