import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { LRUCache } from 'lru-cache';
import { buildConnector, Dispatcher, Pool } from 'undici';
import { ConnectorError } from '../core/errors.js';
import { isPublicAddress } from './public-address.js';

/** All addresses of a host. */
export type ResolveHost = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface EgressGuardOptions {
  /** Origins that the operator names, matched exactly; they may be plain http and lie on private addresses. */
  trustedOrigins?: readonly string[];
  /** Says of an origin beyond those whether the operator trusts it, where origins are named by patterns. */
  trusts?: (origin: URL) => boolean;
  resolve?: ResolveHost;
  maxPools?: number;
  /** To one origin at once; 25 unless said otherwise. */
  connections?: number;
  connectTimeoutMs?: number;
}

const POOL_OPTIONS = {
  connections: 25,
  pipelining: 1,
  allowH2: false,
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  keepAliveTimeout: 10_000,
  keepAliveMaxTimeout: 60_000,
  maxHeaderSize: 65_536,
} as const;

const CLOSE_GRACE_MS = 5_000;

const refused = (message: string) =>
  new ConnectorError('url_not_allowed', message, { remedy: 'Use an https URL whose host has public addresses only.' });

/**
 * The one way out of the service. It connects to https origins on public addresses, and to the trusted origins; it
 * follows no redirects. The address is checked when the connection is made, on every answer of DNS, and the checked
 * answer is the one connected to, so that a name that changes its address in between (DNS rebinding) gains nothing.
 */
export class EgressGuard {
  private readonly trusts: (origin: URL) => boolean;
  private readonly connections: number;
  private readonly pools: LRUCache<string, Pool>;
  private readonly open = new Set<Pool>();
  private closed = false;
  private readonly publicConnector: buildConnector.connector;
  private readonly trustedConnector: buildConnector.connector;
  /** For code that takes an undici dispatcher: sends each request through the pool of its origin. */
  readonly dispatcher: Dispatcher = new GuardedDispatcher(this);

  constructor(options: EgressGuardOptions = {}) {
    const timeout = options.connectTimeoutMs ?? 5_000;
    const trusted = new Set((options.trustedOrigins ?? []).map((origin) => new URL(origin).origin));
    this.trusts = (url) => trusted.has(url.origin) || (options.trusts?.(url) ?? false);
    this.connections = options.connections ?? POOL_OPTIONS.connections;
    this.trustedConnector = buildConnector({ timeout, allowH2: false });
    const lookup = checkedLookup(options.resolve ?? resolveByDns);
    this.publicConnector = buildConnector({ timeout, allowH2: false, lookup });
    this.pools = new LRUCache({ max: options.maxPools ?? 500, dispose: (pool) => this.retire(pool) });
  }

  /**
   * The connections to an origin, made at first use; a bounded number, and one pool an origin. The least recently used pool
   * beyond the bound finishes what it has and closes, so do not keep the pool: ask again for the next request.
   * @throws ConnectorError `url_not_allowed`
   */
  pool(origin: string): Pool {
    return this.pools.get(origin) ?? this.openPool(origin);
  }

  /** Closes every connection: idle ones at once, those in use when they are done or after 5 seconds. */
  async close(): Promise<void> {
    this.closed = true;
    this.pools.clear();
    const { promise: grace, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, CLOSE_GRACE_MS);
    await Promise.race([grace, Promise.all([...this.open].map((pool) => pool.close()))]);
    clearTimeout(timer);
    await Promise.all([...this.open].map((pool) => pool.destroy()));
  }

  private openPool(text: string): Pool {
    if (this.closed) throw new ConnectorError('shutting_down', 'The service is shutting down.');
    const { origin, connect } = this.admit(text);
    const existing = this.pools.get(origin);
    if (existing) return existing;
    const pool = new Pool(origin, { ...POOL_OPTIONS, connections: this.connections, connect });
    this.open.add(pool);
    this.pools.set(origin, pool);
    return pool;
  }

  private admit(text: string): { origin: string; connect: buildConnector.connector } {
    const url = URL.parse(text);
    if (!url || url.username || url.password) throw refused('This is not a URL that the service may call.');
    if (this.trusts(url)) return { origin: url.origin, connect: this.trustedConnector };
    if (url.protocol !== 'https:') throw refused('Only https URLs may be called.');
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw refused('The URL names an address that is not public.');
    return { origin: url.origin, connect: this.publicConnector };
  }

  private retire(pool: Pool): void {
    void pool.close().then(
      () => this.open.delete(pool),
      () => this.open.delete(pool),
    );
  }
}

class GuardedDispatcher extends Dispatcher {
  constructor(private readonly guard: EgressGuard) {
    super();
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return this.guard.pool(String(options.origin)).dispatch(options, handler);
  }
}

function resolveByDns(hostname: string, callback: Parameters<ResolveHost>[1]): void {
  dnsLookup(hostname, { all: true }, callback);
}

/** A lookup for `net.connect` that fails when any of the host's addresses is not public. */
export function checkedLookup(resolve: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(refused(`The host ${hostname} does not lie on public addresses only.`), '', 0);
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}
