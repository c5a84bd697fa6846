import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { connect, createServer, type Server } from 'node:net';
import {
  checkedLookup,
  EgressGuard,
  type EgressGuardOptions,
  type ResolveHost,
} from '../../../src/okta/egress-guard.js';
import { exchange, errorCode } from '../../../src/okta/exchange.js';
import { createGuardedFetch } from '../../../src/okta/guarded-fetch.js';

const answering =
  (...addresses: string[]): ResolveHost =>
  (_, callback) =>
    callback(null, addresses.map(entry));

const entry = (address: string): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 });

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server does not listen');
  return address.port;
}

let canary: Server;
let port: number;
let connections: number;
const guards: EgressGuard[] = [];

function guardWith(options: EgressGuardOptions = {}): EgressGuard {
  const guard = new EgressGuard({ connectTimeoutMs: 500, ...options });
  guards.push(guard);
  return guard;
}

beforeEach(async () => {
  connections = 0;
  canary = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined).resume();
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 7\r\nconnection: close\r\n\r\nreached');
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  port = portOf(canary);
});

afterEach(async () => {
  await Promise.all(guards.splice(0).map((guard) => guard.close()));
  await new Promise((resolve) => canary.close(resolve));
});

/** The refusal's code, or the status where the request went through. */
async function attempt(guard: EgressGuard, origin: string): Promise<unknown> {
  try {
    const request = { method: 'GET', target: '/', headers: {}, timeoutMs: 2_000, maxBytes: 1_000 } as const;
    const result = await exchange(guard.pool(origin), request);
    return result.kind === 'answer' ? result.status : errorCode(result.error);
  } catch (error) {
    return errorCode(error);
  }
}

/** The canary's address in every spelling that URLs know. */
const literals = () =>
  [
    [`https://127.0.0.1:${port}`, `https://127.1:${port}`, `https://2130706433:${port}`, `https://0x7f000001:${port}`],
    [`https://0177.0.0.1:${port}`, `https://017700000001:${port}`, `https://0x7f.0.0.1:${port}`],
    [`https://[::ffff:127.0.0.1]:${port}`, `https://[::ffff:7f00:1]:${port}`, `https://[::1]:${port}`],
    [`https://[64:ff9b::7f00:1]:${port}`, `https://[::7f00:1]:${port}`, `https://0.0.0.0:${port}`, `https://0:${port}`],
    [`https://１２７.0.0.1:${port}`, `https://127。0。0。1:${port}`, `https://%31%32%37.0.0.1:${port}`],
  ].flat();

const failing: ResolveHost = (_, callback) => callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), []);

/** Answers that change from one question to the next. */
const rebinding = (...answers: string[]): ResolveHost & { asked: () => number } => {
  let asked = 0;
  const resolve: ResolveHost = (_, callback) => {
    callback(null, [entry(answers[Math.min(asked, answers.length - 1)] ?? '')]);
    asked += 1;
  };
  return Object.assign(resolve, { asked: () => asked });
};

describe('EgressGuard', () => {
  it('refuses the canary under every spelling of its address', async () => {
    const guard = guardWith();
    expect(await Promise.all(literals().map((origin) => attempt(guard, origin)))).toEqual(
      literals().map(() => 'url_not_allowed'),
    );
    expect(connections).toBe(0);
  });

  it('refuses what is not https, has credentials or is no URL', async () => {
    const guard = guardWith({ resolve: answering('127.0.0.1') });
    const urls = [
      [`http://127.0.0.1:${port}`, `http://acme.okta.com:${port}`, `ftp://acme.okta.com`, 'file:///etc/passwd'],
      ['https://user:pw@acme.okta.com', 'https://user@acme.okta.com', 'acme.okta.com', '', 'https://', 'data:,x'],
    ].flat();
    expect(await Promise.all(urls.map((url) => attempt(guard, url)))).toEqual(urls.map(() => 'url_not_allowed'));
    expect(connections).toBe(0);
  });

  it.each([['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['10.0.0.1'], ['169.254.169.254'], ['fd00::1'], ['0.0.0.0']])(
    'refuses a host that DNS puts at %s',
    async (address) => {
      expect(await attempt(guardWith({ resolve: answering(address) }), `https://evil.example:${port}`)).toBe(
        'url_not_allowed',
      );
      expect(connections).toBe(0);
    },
  );

  it('refuses a host of which only one of several addresses is private', async () => {
    const resolve = answering('93.184.216.34', '127.0.0.1');
    expect(await attempt(guardWith({ resolve }), `https://evil.example:${port}`)).toBe('url_not_allowed');
    expect(connections).toBe(0);
  });

  it('refuses a host without addresses, and passes on why DNS failed', async () => {
    expect(await attempt(guardWith({ resolve: answering() }), 'https://evil.example')).toBe('url_not_allowed');
    expect(await attempt(guardWith({ resolve: failing }), 'https://evil.example')).toBe('ENOTFOUND');
  });

  it('reaches the canary when the operator names its origin, which shows that the canary works', async () => {
    const guard = guardWith({ trustedOrigins: [`http://127.0.0.1:${port}`] });
    expect(await attempt(guard, `http://127.0.0.1:${port}`)).toBe(200);
    expect(connections).toBe(1);
  });

  it('takes no credentials in a URL, not even in one of a trusted origin', () => {
    const guard = guardWith({ trustedOrigins: [`http://127.0.0.1:${port}`] });
    const refusal = expect.objectContaining({ code: 'url_not_allowed' });
    expect(() => guard.pool(`http://user:pw@127.0.0.1:${port}`)).toThrow(refusal);
    expect(() => guard.pool('https://user@acme.okta.com')).toThrow(refusal);
  });

  it('trusts exactly the origin that is named', async () => {
    const guard = guardWith({ trustedOrigins: [`http://127.0.0.1:${port}`] });
    const others = [
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      'http://127.0.0.1',
    ];
    expect(await Promise.all(others.map((origin) => attempt(guard, origin)))).toEqual(
      others.map(() => 'url_not_allowed'),
    );
  });

  describe('against a name that changes its address (DNS rebinding)', () => {
    it('connects to the very answer that was checked', () => {
      const resolve = rebinding('93.184.216.34', '127.0.0.1');
      const lookup = checkedLookup(resolve);
      const seen: unknown[] = [];
      const record = (error: Error | null, address: unknown) => seen.push(errorCode(error) ?? address);
      lookup('evil.example', { all: true }, record);
      expect(seen).toEqual([[entry('93.184.216.34')]]);
      expect(resolve.asked()).toBe(1);
      lookup('evil.example', {}, record);
      expect(seen[1]).toBe('url_not_allowed');
    });

    it('checks anew for every connection', async () => {
      const guard = guardWith({ resolve: rebinding('127.0.0.1', '10.0.0.1') });
      expect(await attempt(guard, `https://evil.example:${port}`)).toBe('url_not_allowed');
      expect(await attempt(guard, `https://evil.example:${port}`)).toBe('url_not_allowed');
      expect(connections).toBe(0);
    });

    it('is needed: to check first and connect afterwards reaches the canary', async () => {
      const resolve = rebinding('93.184.216.34', '127.0.0.1');
      const checked = await new Promise((done) => checkedLookup(resolve)('evil.example', {}, done));
      expect(checked).toBeNull();
      await new Promise<void>((done) => {
        const naive = connect({
          host: 'evil.example',
          port,
          autoSelectFamily: false,
          lookup: (hostname, _, callback) =>
            resolve(hostname, (error, found) => callback(error, found[0]?.address ?? '', 4)),
        });
        naive.on('data', () => undefined).on('close', () => done());
      });
      expect(connections).toBe(1);
    });
  });

  it('gives the same pool for an origin however it is spelled, and bounds their number', async () => {
    const guard = guardWith({ maxPools: 2 });
    const first = guard.pool('https://a.okta.com');
    expect(guard.pool('https://A.okta.com/')).toBe(first);
    guard.pool('https://b.okta.com');
    guard.pool('https://c.okta.com');
    expect(first.closed).toBe(true);
    expect(guard.pool('https://a.okta.com')).not.toBe(first);
  });

  it('lets a pool that is evicted finish what it has begun', async () => {
    const guard = guardWith({ maxPools: 1, trustedOrigins: [`http://127.0.0.1:${port}`] });
    const pending = attempt(guard, `http://127.0.0.1:${port}`);
    guard.pool('https://b.okta.com');
    expect(await pending).toBe(200);
  });

  it('opens nothing once it is closed', async () => {
    const guard = guardWith({ trustedOrigins: [`http://127.0.0.1:${port}`] });
    await guard.close();
    expect(await attempt(guard, `http://127.0.0.1:${port}`)).toBe('shutting_down');
  });
});

describe('createGuardedFetch', () => {
  it('fetches from a trusted origin', async () => {
    const fetch = createGuardedFetch(guardWith({ trustedOrigins: [`http://127.0.0.1:${port}`] }));
    const answer = await fetch(`http://127.0.0.1:${port}/keys`);
    expect([answer.status, await answer.text()]).toEqual([200, 'reached']);
  });

  it('rejects with the refusal itself, by address and by DNS', async () => {
    const fetch = createGuardedFetch(guardWith({ resolve: answering('127.0.0.1') }));
    await expect(fetch(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'url_not_allowed' });
    await expect(fetch(`https://evil.example:${port}/`)).rejects.toMatchObject({ code: 'url_not_allowed' });
    expect(connections).toBe(0);
  });

  it('does not follow a redirect to the canary', async () => {
    const redirecting = createServer((socket) => {
      socket
        .resume()
        .end(
          `HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:${port}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
        );
    });
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${portOf(redirecting)}`;
    const fetch = createGuardedFetch(guardWith({ trustedOrigins: [origin, `http://127.0.0.1:${port}`] }));
    const answer = await fetch(origin, { redirect: 'follow' });
    expect([answer.status, connections]).toEqual([302, 0]);
    await new Promise((resolve) => redirecting.close(resolve));
  });
});
