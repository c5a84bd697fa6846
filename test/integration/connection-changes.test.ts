import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { ConnectionCache } from '../../src/connections/connection-cache.js';
import { ConnectionChanges } from '../../src/connections/connection-changes.js';
import type { AccessTokens } from '../../src/tokens/oauth/access-tokens.service.js';
import { connectTestDatabase, type ConnectedDatabase } from '../support/database.js';
import { query } from '../support/postgres.js';

/** Writes down what it is told, and lets tests wait for it. */
class WatchedCache extends ConnectionCache {
  readonly told: string[] = [];
  #wake = () => {};

  override forget(tenant: string, connectionId: string): void {
    this.#note(`forget ${tenant} ${connectionId}`);
  }

  override setAnnounced(state: 'announced' | 'unannounced'): void {
    if (this.told.at(-1) !== state) this.#note(state);
  }

  async hears(text: string): Promise<void> {
    while (!this.told.includes(text)) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.told.splice(0, this.told.indexOf(text) + 1);
  }

  #note(text: string): void {
    this.told.push(text);
    this.#wake();
  }
}

/** The tokens that are forgotten with a connection are another test's matter. */
const forgetful = { forget: () => {} } as unknown as AccessTokens;

describe('announcements of changed connections', () => {
  let connected: ConnectedDatabase;
  let cache: WatchedCache;
  let changes: ConnectionChanges;
  beforeAll(async () => {
    connected = await connectTestDatabase();
    cache = new WatchedCache();
    changes = new ConnectionChanges(connected.dataSource, cache, forgetful);
    await changes.onApplicationBootstrap();
  });
  afterAll(async () => {
    await changes.onApplicationShutdown();
    await connected.drop();
  });

  const notify = (payload: string) =>
    query(connected.adminUrl, `SELECT pg_notify('connection_changed', $1)`, [payload]);

  it('are heard, once the heartbeat has come back', async () => {
    await cache.hears('announced');
    await notify('acme:con_1');
    await cache.hears('forget acme con_1');
  });

  it('are doubted when the connection that listens is lost, and heard again after it', async () => {
    await query(
      connected.adminUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'okta-connector-changes'`,
    );
    await cache.hears('unannounced');
    await cache.hears('announced');
    await notify('acme:con_2');
    await cache.hears('forget acme con_2');
  });
});
