import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '../../src/core/config.js';
import { CoreModule } from '../../src/core/core.module.js';
import { createApp } from '../../src/core/http/create-app.js';
import { createLogger } from '../../src/core/logging/create-logger.js';

/** The HTTP shell around the modules of a test, listening on a free port. */
export interface ShellApp {
  app: NestFastifyApplication;
  url: string;
  port: number;
  /** All that was logged, as text. */
  log(): string;
  /** The log lines of finished requests. */
  requests(): Record<string, unknown>[];
  close(): Promise<void>;
}

class Root {}

export async function startShell(
  imports: (Type | DynamicModule)[],
  env: Record<string, string> = {},
): Promise<ShellApp> {
  const config = loadConfig(env);
  const lines: string[] = [];
  const logger = createLogger(config, { write: (line) => void lines.push(line) });
  const app = await createApp(
    { module: Root, imports: [CoreModule.forRoot({ config, logger }), ...imports] },
    { config, logger },
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const parsed = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    app,
    port,
    url: `http://127.0.0.1:${port}`,
    log: () => lines.join(''),
    requests: () => parsed().filter((line) => 'route' in line),
    close: () => app.close(),
  };
}

/** Sends bytes as they are and gives what comes back until the other side closes. */
export async function sendRaw(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.end(bytes);
  await once(socket, 'close');
  return parseAnswer(Buffer.concat(chunks).toString('utf8'));
}

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

function parseAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? '']),
  );
  const body = rest.join('\r\n\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    body: body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1),
  };
}
