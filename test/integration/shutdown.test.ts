import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { Controller, Get, Injectable, Module, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Draining } from '../../src/core/http/draining.js';
import { shutDown } from '../../src/core/http/shutdown.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { startService, type ServiceProcess } from '../support/service-process.js';
import { startShell, type ShellApp } from '../support/shell-app.js';

const silent = pino({ level: 'silent' });

describe('the steps', () => {
  let events: string[];
  let shell: ShellApp;
  let started: PromiseWithResolvers<void>;
  let release: PromiseWithResolvers<void>;

  @Controller('slow')
  class SlowController {
    @Get()
    async slow() {
      started.resolve();
      await release.promise;
      events.push('request finished');
      return { done: true };
    }
  }

  @Injectable()
  class Hooks implements OnModuleDestroy, OnApplicationShutdown {
    onModuleDestroy() {
      events.push('module destroyed');
    }

    onApplicationShutdown() {
      events.push('application shut down');
    }
  }

  @Module({ controllers: [SlowController], providers: [Hooks] })
  class SlowModule {}

  beforeEach(async () => {
    events = [];
    started = Promise.withResolvers();
    release = Promise.withResolvers();
    shell = await startShell([SlowModule]);
  });

  afterEach(() => shell.close());

  const exit = (code: number) => void events.push(`exit ${code}`);

  test('a running request is finished before the modules go', async () => {
    const answer = fetch(`${shell.url}/slow`);
    await started.promise;
    const ending = shutDown({ app: shell.app, logger: silent, drainMs: 0, exit });
    while (shell.app.getHttpServer().listening) await turn();
    release.resolve();
    await ending;
    expect(await (await answer).json()).toEqual({ done: true });
    expect(events).toEqual(['request finished', 'module destroyed', 'application shut down', 'exit 0']);
  });

  test('the control: Nest alone takes the modules away from under the request', async () => {
    const answer = fetch(`${shell.url}/slow`);
    await started.promise;
    shell.app.get(Draining).begin();
    const ending = shell.app.close();
    while (shell.app.getHttpServer().listening) await turn();
    release.resolve();
    await ending;
    await answer;
    expect(events.slice(0, 2)).toEqual(['module destroyed', 'request finished']);
  });

  test('an answer during the drain ends its connection', async () => {
    const before = await fetch(`${shell.url}/nowhere`);
    shell.app.get(Draining).begin();
    const during = await fetch(`${shell.url}/nowhere`);
    expect([before.headers.get('connection'), during.headers.get('connection')]).toEqual(['keep-alive', 'close']);
  });

  test('readiness goes first, then nothing more is begun, then the modules go', async () => {
    const draining = shell.app.get(Draining);
    draining.finishing.addEventListener('abort', () => events.push(`finishing, started: ${draining.started}`));
    await shutDown({ app: shell.app, logger: silent, drainMs: 0, exit });
    expect(events).toEqual(['finishing, started: true', 'module destroyed', 'application shut down', 'exit 0']);
  });

  test('a request that takes too long is told, then broken off, and the modules still go in order', async () => {
    const answer = fetch(`${shell.url}/slow`).then(
      () => 'answered',
      () => 'broken off',
    );
    await started.promise;
    shell.app.get(Draining).leaving.addEventListener('abort', () => events.push('leaving'));
    await shutDown({ app: shell.app, logger: silent, drainMs: 0, finishMs: 20, exit });
    expect(await answer).toBe('broken off');
    expect(events).toEqual(['leaving', 'module destroyed', 'application shut down', 'exit 0']);
    release.resolve();
  });

  test('a request that never ends is left behind with exit code 1', async () => {
    const answer = fetch(`${shell.url}/slow`);
    await started.promise;
    const forced = Promise.withResolvers<number>();
    const ending = shutDown({ app: shell.app, logger: silent, drainMs: 0, deadlineMs: 20, exit: forced.resolve });
    expect(await forced.promise).toBe(1);
    release.resolve();
    await Promise.all([answer, ending]);
  });
});

describe('SIGTERM to the service', () => {
  let database: TestDatabase;
  let service: ServiceProcess;

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    service.child.kill('SIGKILL');
    await service.ended;
    await database.drop();
  });

  test('readiness goes first, requests are answered to the end, and the exit code is 0', async () => {
    service = startService({
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      AUTH_JWKS_URI: 'http://127.0.0.1:1/jwks',
      AUTH_AUDIENCE: 'okta-connector',
    });
    const port = Number(await service.printed(/listening at http:\/\/127\.0\.0\.1:(\d+)/));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await get(port, '/readyz', agent)).statusCode).toBe(200);
    const unfinished = await beginUpload(port);

    service.child.kill('SIGTERM');
    await service.printed('draining');

    const onOpenConnection = await get(port, '/readyz', agent);
    expect(onOpenConnection.statusCode).toBe(503);
    expect(onOpenConnection.headers.connection).toBe('close');
    expect((await get(port, '/livez')).statusCode).toBe(200);
    while (await accepts(port)) await turn();
    const answer = await finishUpload(unfinished);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toMatch(/^Connection: close/im);
    expect(await service.ended).toBe(0);
    agent.destroy();
  }, 30_000);
});

/** Sends a request's head and half of its body, and waits until the service has it. */
async function beginUpload(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  const head = [
    'POST /v1/connections HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    'Content-Length: 4',
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  socket.write('{ ');
  return socket;
}

async function finishUpload(socket: Socket): Promise<string> {
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.write(' }');
  await once(socket, 'close');
  return answer;
}

async function get(port: number, path: string, agent?: Agent): Promise<IncomingMessage> {
  const sent = request({ host: '127.0.0.1', port, path, ...(agent && { agent }) }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return once(socket, 'connect')
    .then(() => true)
    .catch(() => false)
    .finally(() => socket.destroy());
}
