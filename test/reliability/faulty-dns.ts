import dns from 'node:dns';
import { existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

// Loaded before the service, in its process: names below .localhost are this machine, while no file of their name says
// that they are not to be found.

const folder = process.env['LOST_NAMES'] ?? '';
const { lookup } = dns;

function lookupHere(hostname: string, ...rest: unknown[]): void {
  const isOurs = hostname.endsWith('.localhost');
  const callback = rest.at(-1) as (error: Error | null) => void;
  if (isOurs && existsSync(join(folder, hostname))) {
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
    return void setImmediate(() => callback(error));
  }
  Reflect.apply(lookup, dns, [isOurs ? '127.0.0.1' : hostname, ...rest]);
}

Object.assign(dns, { lookup: lookupHere });
syncBuiltinESMExports();
