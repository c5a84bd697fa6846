import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Canaries } from './canaries.ts';
import type { ReliabilityScene } from './scene.ts';

/** Where a secret could come to light, and what is in there when what could bring it has come. */
export const WITNESSES = {
  logs: /"route":"[^"]*\/actions\//,
  answers: /"code":"invalid_credentials"/,
  'scraped metrics': /http_server_request_duration_seconds_count\{[^}]*actions/,
  'exported metrics': /"name":"http_server_request_duration_seconds"/,
  traces: /"name":"POST \/v1\/connections/,
  database: /\bcon_\w{10}/,
  deliveries: /"webhook-signature"/,
};

export type SinkName = keyof typeof WITNESSES;
export type Sinks = Record<SinkName, string>;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys knows strings only
export const SINKS = Object.keys(WITNESSES) as SinkName[];

/** What no sink may hold, whatever the secret. */
const TELLING = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /"d":\s?"[\w-]{30,}"/, /whsec_[\w+/=]{16,}/];
const METRICS = /"msg":"Metrics are served"[^\n]*?"port":(\d+)|"port":(\d+)[^\n]*?"msg":"Metrics are served"/g;

export const secretsIn = (text: string, canaries: Canaries): string[] => [
  ...canaries.in(text),
  ...TELLING.filter((pattern) => pattern.test(text)).map((pattern) => pattern.source),
];

/** Of the process that was started last. */
export async function metricsOf(logs: string): Promise<string> {
  const [, first, second] = [...logs.matchAll(METRICS)].at(-1) ?? [];
  const port = first ?? second;
  return port === undefined ? '' : (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

/** Every row of every table, jobs included, as text. */
export async function dumpOf(database: ReliabilityScene): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    rows.push(...(await database.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(({ row }) => row));
  }
  return rows.join('\n');
}

/** A server that takes everything and remembers it, by path. */
export interface Ear {
  origin: string;
  /** Requests to such paths. */
  count: (path: string) => number;
  /** What they brought; of the last so many of them. */
  heard: (path: string, last?: number) => string;
  close: () => Promise<void>;
}

export async function listen(): Promise<Ear> {
  const heard: { path: string; text: string }[] = [];
  const server = createServer((message, response) => {
    void buffer(message).then(
      (body) => {
        heard.push({ path: message.url ?? '', text: `${JSON.stringify(message.headers)}\n${body.toString('latin1')}` });
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      },
      () => undefined,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const below = (path: string) => heard.filter((one) => one.path.startsWith(path));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (path) => below(path).length,
    heard: (path, last = 0) =>
      below(path)
        .slice(-last)
        .map(({ text }) => text)
        .join('\n'),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
