import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { connect, createServer, type Server } from 'node:net';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { exchange, errorCode } from '../../../src/okta/exchange.js';
import { OrgDiscovery } from '../../../src/okta/org-discovery.js';

/** Loopback addresses over the whole of 127.0.0.0/8; the canary listens on all of them. */
const LOOPBACKS = Array.from(
  { length: 60 },
  (_, index) => [127, (index * 37) % 256, (index * 91) % 256, index + 1] as const,
);

type Octets = (typeof LOOPBACKS)[number];

const hex = (value: number) => value.toString(16);
const asNumber = ([a, b, c, d]: Octets) => a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
const asGroups = ([a, b, c, d]: Octets) => `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;

/** One address in the spellings that URL parsers and resolvers accept. */
const spellings = (octets: Octets) => [
  octets.join('.'),
  String(asNumber(octets)),
  `0x${hex(asNumber(octets))}`,
  `0${asNumber(octets).toString(8)}`,
  octets.map((octet) => `0x${hex(octet)}`).join('.'),
  octets.map((octet) => `0${octet.toString(8)}`).join('.'),
  `${octets[0]}.${octets[1] * 2 ** 16 + octets[2] * 2 ** 8 + octets[3]}`,
  `${octets[0]}.${octets[1]}.${octets[2] * 2 ** 8 + octets[3]}`,
  `[::ffff:${octets.join('.')}]`,
  `[::ffff:${asGroups(octets)}]`,
  `[0:0:0:0:0:ffff:${asGroups(octets)}]`,
  `[::${asGroups(octets)}]`,
  `[64:ff9b::${asGroups(octets)}]`,
  `[2002:${asGroups(octets)}::]`,
];

/** Names whose DNS answers hold the address, alone or among public ones. */
const names = (octets: Octets, index: number) => [
  `only-${index}.example`,
  `first-${index}.okta.com`,
  `last-${index}.example`,
];

const dnsAnswers = new Map<string, LookupAddress[]>();
for (const [index, octets] of LOOPBACKS.entries()) {
  const home = { address: octets.join('.'), family: 4 };
  const away = { address: '93.184.216.34', family: 4 };
  const [only = '', first = '', last = ''] = names(octets, index);
  dnsAnswers.set(only, [home]).set(first, [home, away]).set(last, [away, home]);
}

const HOSTS = LOOPBACKS.flatMap((octets, index) => [...spellings(octets), ...names(octets, index)]);

let canary: Server;
let port = 0;
let connections = 0;
let guard: EgressGuard;

beforeAll(async () => {
  canary = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined).resume();
    socket.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, '0.0.0.0', resolve));
  const address = canary.address();
  port = typeof address === 'object' && address ? address.port : 0;
  guard = new EgressGuard({ resolve: (host, callback) => callback(null, dnsAnswers.get(host) ?? []) });
});

afterAll(async () => {
  await guard.close();
  await new Promise((resolve) => canary.close(resolve));
});

async function refusal(url: string): Promise<unknown> {
  try {
    const request = { method: 'GET', target: '/', headers: {}, timeoutMs: 5_000, maxBytes: 1_000 } as const;
    const result = await exchange(guard.pool(url), request);
    return result.kind === 'failure' ? errorCode(result.error) : result.status;
  } catch (error) {
    return errorCode(error);
  }
}

describe('A thousand hostile URLs', () => {
  it('connect to nothing through the guard', async () => {
    const urls = HOSTS.map((host) => `https://${host}:${port}`);
    expect(urls.length).toBeGreaterThanOrEqual(1_000);
    expect(new Set(await Promise.all(urls.map(refusal)))).toEqual(new Set(['url_not_allowed']));
    expect(connections).toBe(0);
  });

  it('connect to nothing when they are given as the domain of a connection', async () => {
    const discovery = new OrgDiscovery(guard);
    const domains = HOSTS.flatMap((host) => [host, `https://${host}:${port}/admin`]);
    const outcomes = await Promise.all(domains.map(async (domain) => discovery.discover(domain).catch(errorCode)));
    expect(new Set(outcomes)).toEqual(new Set(['domain_not_allowed']));
    expect(connections).toBe(0);
  });

  it('would reach the canary without the guard', async () => {
    const [, octets = [127, 0, 0, 1]] = LOOPBACKS;
    await new Promise<void>((resolve) => {
      connect({ host: octets.join('.'), port })
        .on('close', () => resolve())
        .resume();
    });
    expect(connections).toBe(1);
  });
});
