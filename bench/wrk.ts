import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Load {
  url: string;
  seconds: number;
  connections?: number;
  headers?: Record<string, string>;
  /** Makes the requests POSTs, taken in turn; `path` of the URL where it is left out. */
  posts?: { paths?: string[]; body: unknown; tenants?: string[] };
}

export interface Answered {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** As many requests as a number of connections can have answered, by wrk (Debian) from a process of its own. */
export async function wrk({ url, seconds, connections = 32, headers = {}, posts }: Load): Promise<Answered> {
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-wrk-'));
  const script = join(folder, 'requests.lua');
  await writeFile(script, posts ? postScript(posts) : '');
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  // A late answer is slow, not lost: on a busy machine the first ones take seconds.
  const args = [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--timeout',
    '20s',
    '--latency',
    '-s',
    script,
    ...given,
    url,
  ];
  const { stdout } = await run('wrk', args);
  await rm(folder, { recursive: true });
  const wrong = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)/.exec(stdout);
  if (wrong) throw new Error(`${url}: ${wrong[0]}`);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p50Ms: milliseconds(stdout, '50%'),
    p99Ms: milliseconds(stdout, '99%'),
  };
}

const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1_000 };

function milliseconds(text: string, quantile: string): number {
  const [, number, unit] = new RegExp(`${quantile}\\s+([\\d.]+)(us|ms|s)\\b`).exec(text) ?? [];
  return Number(number) * (UNITS[unit ?? ''] ?? Number.NaN);
}

const list = (values: string[]) => `{${values.map((value) => JSON.stringify(value)).join(',')}}`;

/** Each request is rendered once; sending costs wrk next to nothing. */
function postScript({ paths = [], body, tenants = [] }: NonNullable<Load['posts']>): string {
  return `
    wrk.method = 'POST'
    wrk.headers['content-type'] = 'application/json'
    wrk.body = ${JSON.stringify(JSON.stringify(body))}
    local paths, tenants, rendered, turn = ${list(paths)}, ${list(tenants)}, {}, 0
    function init(args)
      for index, path in ipairs(paths) do
        if tenants[index] then wrk.headers['x-tenant-id'] = tenants[index] end
        rendered[index] = wrk.format(nil, path)
      end
      if #paths == 0 then rendered[1] = wrk.format() end
    end
    function request()
      turn = turn % #rendered + 1
      return rendered[turn]
    end`;
}
