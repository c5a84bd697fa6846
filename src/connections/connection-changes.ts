import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../core/database/data-source.js';
import { impatientSocket } from '../core/database/impatient-socket.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import { ConnectionCache } from './connection-cache.js';

const CHANGES = 'connection_changed';
const HEARTBEATS = 'connection_heartbeat';
const HEARTBEAT_MS = 2_000;
const SILENCE_MS = 5 * HEARTBEAT_MS;

/**
 * Hears of changed connections on every replica (Postgres LISTEN/NOTIFY). A heartbeat of its own is sent through the
 * pool and must come back on the listening connection: only so is it known that announcements arrive, which they do not
 * when the network is cut or a pooler in transaction mode lies between.
 */
@Injectable()
export class ConnectionChanges implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(ConnectionChanges.name);
  readonly #self = randomUUID();
  #listener: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #answered = false;
  #stopped = false;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly cache: ConnectionCache,
    private readonly tokens: AccessTokens,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.#beat();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#listener?.end().catch(() => undefined);
  }

  async #beat(): Promise<void> {
    if (this.#stopped) return;
    if (this.#listener && !this.#answered) await this.#drop();
    this.#answered = false;
    // A database that is gone does not even say so.
    const late = setTimeout(() => this.cache.setAnnounced('unannounced'), HEARTBEAT_MS).unref();
    try {
      this.#listener ??= await this.#listen();
      await this.dataSource.query('SELECT pg_notify($1, $2)', [HEARTBEATS, this.#self]);
    } catch (error) {
      this.#logger.warn({
        msg: 'Changes of connections cannot be heard; connections are read again every two seconds',
        error,
      });
      await this.#drop();
    } finally {
      clearTimeout(late);
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#beat(), HEARTBEAT_MS).unref();
  }

  async #listen(): Promise<Client> {
    const client = new Client({
      connectionString: urlOf(this.dataSource),
      application_name: 'okta-connector-changes',
      connectionTimeoutMillis: 2_000,
      // Heartbeats come on it: a longer silence is the end of it.
      stream: () => impatientSocket(SILENCE_MS),
    });
    client.on('error', () => void this.#drop());
    client.on('notification', ({ channel, payload }) => this.#heard(channel, payload ?? ''));
    await client.connect();
    await client.query(`LISTEN ${CHANGES}`);
    await client.query(`LISTEN ${HEARTBEATS}`);
    return client;
  }

  #heard(channel: string, payload: string): void {
    if (channel === HEARTBEATS) {
      if (payload !== this.#self) return;
      this.#answered = true;
      this.cache.setAnnounced('announced');
      return;
    }
    const [tenant, connectionId] = payload.split(':');
    if (!tenant || !connectionId) return;
    this.cache.forget(tenant, connectionId);
    this.tokens.forget(tenant, connectionId);
  }

  async #drop(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    this.cache.setAnnounced('unannounced');
    await listener?.end().catch(() => undefined);
  }
}

function urlOf({ options }: DataSource): string {
  if (options.type === 'postgres' && typeof options.url === 'string') return options.url;
  throw new TypeError('The data source has no URL to listen on');
}
