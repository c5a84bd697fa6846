import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type OktaOrg, startOktaOrg } from '../../okta-org/okta-org-process.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service-process.ts';
import { Collector } from './collector.ts';

interface Sent<T> {
  status: number;
  body: T;
}

/** A service as a process of its own that exports to a collector, a local org, and somebody who receives deliveries. */
export class TracedScene {
  readonly received: IncomingHttpHeaders[] = [];

  private constructor(
    readonly collector: Collector,
    readonly org: OktaOrg,
    readonly process: ServiceProcess,
    private readonly parts: {
      database: TestDatabase;
      dataDir: string;
      receiver: Server;
      baseUrl: string;
      token: string;
    },
  ) {
    parts.receiver.on('request', (request, response) => {
      this.received.push(request.headers);
      request.resume().on('end', () => response.writeHead(204).end());
    });
  }

  /** @param env more of the environment @param nodeArguments what Node is to do besides */
  static async set(env: Record<string, string> = {}, nodeArguments: string[] = []): Promise<TracedScene> {
    const [database, dataDir, org, collector, receiver] = await Promise.all([
      createTestDatabase(),
      mkdtemp(join(tmpdir(), 'traced-')),
      startOktaOrg(),
      Collector.open(),
      listening(),
    ]);
    const environment = {
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      OKTA_DEV_ORIGINS: org.url,
      DELIVERY_ALLOWED_ORIGINS: 'http://127.0.0.1:*',
      LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=collected',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_METRIC_EXPORT_INTERVAL: '300',
      ...env,
    };
    const service = startService(environment, nodeArguments);
    const baseUrl = await service.printed(/listening at (http:\/\/127\.0\.0\.1:\d+)/);
    const token = await service.printed(/Bearer token\s+(\S+)/);
    return new TracedScene(collector, org, service, { database, dataDir, receiver, baseUrl, token });
  }

  get token(): string {
    return this.parts.token;
  }

  get receiverUrl(): string {
    return `http://127.0.0.1:${(this.parts.receiver.address() as AddressInfo).port}/in/s3cr3t-path`;
  }

  async send<T>(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Sent<T>> {
    const response = await fetch(`${this.parts.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.parts.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: (isJson ? await response.json() : null) as T };
  }

  /** What was logged of a request, once it is done. */
  async logsOf(requestId: string): Promise<Record<string, unknown>[]> {
    for (let looked = 0; looked < 300; looked += 1) {
      const lines = this.process
        .stdout()
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}'));
      const own = lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((line) => line['requestId'] === requestId);
      if (own.some((line) => 'route' in line)) return own;
      await wait(50);
    }
    throw new Error(`Nothing was logged of ${requestId}`);
  }

  /** The headers of a delivery, once it has come. */
  async delivery(matches: (headers: IncomingHttpHeaders) => boolean): Promise<IncomingHttpHeaders> {
    for (let looked = 0; looked < 300; looked += 1) {
      const found = this.received.find(matches);
      if (found) return found;
      await wait(50);
    }
    throw new Error(`No such delivery has come; ${this.received.length} others have`);
  }

  async strike(): Promise<void> {
    const { database, dataDir, receiver } = this.parts;
    this.process.child.kill('SIGKILL');
    await this.process.ended;
    receiver.closeAllConnections();
    await new Promise((resolve) => {
      receiver.close(resolve);
    });
    await Promise.all([this.collector.close(), this.org.stop()]);
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function listening(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}
