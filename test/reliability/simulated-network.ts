import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import type { LookupAddress } from 'node:dns';
import { addressesOf } from './hostile-dns.ts';
import type { SimulatedNetwork } from './service-replica.ts';

// Loaded before the service, in its process: the network that it sees is this machine alone.

const network = JSON.parse(process.env['SIMULATED_NETWORK'] ?? '{}') as SimulatedNetwork;
const PUBLIC_V4 = '93.184.215.14';
const asked = new Map<string, number>();

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[] | string, family?: number) => void;

/** Names that say which addresses they have give those; every other name is a public host, where there is an internet. */
function lookup(hostname: string, options: dns.LookupOptions | Found, callback?: Found): void {
  const done = callback ?? (options as Found);
  const all = typeof options === 'object' && options.all === true;
  const round = asked.get(hostname) ?? 0;
  asked.set(hostname, round + 1);
  const addresses =
    literal(hostname) ?? addressesOf(hostname, round) ?? (network.internet === undefined ? [] : [PUBLIC_V4]);
  const entries = addresses.map((address) => ({ address, family: net.isIP(address) }));
  queueMicrotask(() => {
    const [first] = entries;
    if (!first) return done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), []);
    return all ? done(null, entries) : done(null, first.address, first.family);
  });
}

function literal(hostname: string): string[] | undefined {
  if (hostname === 'localhost') return ['127.0.0.1'];
  return net.isIP(hostname) === 0 ? undefined : [hostname];
}

Object.assign(dns, { lookup });
syncBuiltinESMExports();

// oxlint-disable-next-line unbound-method -- called with the socket
const { connect } = net.Socket.prototype;

/** Connects where the address leads in this network, after the lookup that the service has asked for. */
function connectHere(this: net.Socket, ...given: unknown[]): net.Socket {
  const [options, listener] = normalised(given);
  const { host, port, path } = options;
  if (path !== undefined || (isHere(host) && network.open.includes(Number(port)))) {
    return Reflect.apply(connect, this, given) as net.Socket;
  }
  if (listener) this.once('connect', listener);
  if (net.isIP(host ?? '') !== 0) return lead(this, host ?? '');
  const find = (options.lookup ?? dns.lookup) as typeof lookup;
  find(host ?? 'localhost', {}, (error, address) => {
    if (error) this.destroy(error);
    else if (typeof address === 'string') lead(this, address);
  });
  return this;
}

type ConnectOptions = { host?: string; port?: number; path?: string; lookup?: unknown };

function normalised(given: unknown[]): [ConnectOptions, (() => void) | undefined] {
  const [first, second] = Array.isArray(given[0]) ? (given[0] as unknown[]) : given;
  const listener = typeof second === 'function' ? (second as () => void) : undefined;
  if (typeof first === 'object' && first !== null) return [first, listener];
  return [{ port: Number(first), host: typeof second === 'string' ? second : 'localhost' }, listener];
}

const isHere = (host: string | undefined) => host === '127.0.0.1' || host === 'localhost' || host === undefined;

function lead(socket: net.Socket, address: string): net.Socket {
  const port = address === PUBLIC_V4 ? network.internet : network.canary;
  if (port !== undefined) return Reflect.apply(connect, socket, [{ host: '127.0.0.1', port }]) as net.Socket;
  const error = Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: 'ECONNREFUSED' });
  queueMicrotask(() => socket.destroy(error));
  return socket;
}

Object.assign(net.Socket.prototype, { connect: connectHere });

/** TLS is taken off at the border. */
Object.assign(tls, {
  connect: (options: net.NetConnectOpts) => {
    const socket = net.connect(options);
    socket.once('connect', () => socket.emit('secureConnect'));
    return socket;
  },
});
