import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { MetricsServer } from '../../../src/core/telemetry/metrics-server.js';

let other: Server;
let taken: number;
beforeAll(async () => {
  Logger.overrideLogger(false);
  other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  taken = (other.address() as AddressInfo).port;
});
afterAll(() => void other.close());

function serverOn(metricsPort: number, { production = false, serves = true } = {}): MetricsServer {
  const host = new HttpAdapterHost();
  if (serves) host.httpAdapter = Object.create(null) as HttpAdapterHost['httpAdapter'];
  return new MetricsServer({ host: '127.0.0.1', metricsPort, production }, host);
}

describe('the metrics server', () => {
  it('serves on a free port, and is gone when the service is', async () => {
    const server = serverOn(0);
    await server.onApplicationBootstrap();
    const url = `http://127.0.0.1:${server.port}/metrics`;
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    await server.onApplicationShutdown();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('ends a start in production where its port is taken', async () => {
    const start = serverOn(taken, { production: true }).onApplicationBootstrap();
    await expect(start).rejects.toMatchObject({ name: 'StartupError', message: expect.stringMatching(/METRICS_PORT/) });
  });

  it('lets a second service of a developer run without it', async () => {
    const server = serverOn(taken);
    await server.onApplicationBootstrap();
    expect(server.port).toBe(0);
    await server.onApplicationShutdown();
  });

  it('does not begin in commands', async () => {
    const server = serverOn(0, { serves: false });
    await server.onApplicationBootstrap();
    expect(server.port).toBe(0);
  });
});
