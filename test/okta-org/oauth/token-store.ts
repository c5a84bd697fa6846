import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ClientRegistry } from './client-registry.ts';

interface Stored {
  payload: AdapterPayload;
  /** Milliseconds since the epoch; 0 while unused. */
  consumedAt: number;
}

const LEEWAY_MS = 30_000;

async function nothing(): Promise<undefined> {
  return undefined;
}

/** Everything the provider stores, in memory, with what Okta's management API needs on top. */
export class TokenStore {
  private readonly rows = new Map<string, Stored>();
  private readonly clients: ClientRegistry;
  private readonly now: () => number;

  constructor(clients: ClientRegistry, now: () => number) {
    this.clients = clients;
    this.now = now;
  }

  /** Ends access and refresh tokens of a user (of one client). */
  revoke(userId: string, clientId?: string): void {
    for (const [key, { payload }] of this.rows) {
      if (!/^(AccessToken|RefreshToken|Grant):/.test(key) || payload.accountId !== userId) continue;
      if (clientId === undefined || payload.clientId === clientId) this.rows.delete(key);
    }
  }

  adapter(model: string): Adapter {
    if (model === 'Client') return this.clientAdapter();
    const keyOf = (id: string): string => `${model}:${id}`;
    return {
      upsert: async (id, payload) => {
        this.rows.set(keyOf(id), { payload, consumedAt: 0 });
      },
      find: async (id) => this.read(model, keyOf(id)),
      findByUid: async (uid) =>
        this.read(
          model,
          this.keyWhere(model, (payload) => payload.uid === uid),
        ),
      findByUserCode: async (code) =>
        this.read(
          model,
          this.keyWhere(model, (payload) => payload.userCode === code),
        ),
      consume: async (id) => {
        const row = this.rows.get(keyOf(id));
        if (row && row.consumedAt === 0) row.consumedAt = this.now();
      },
      destroy: async (id) => {
        this.rows.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of this.rows) if (payload.grantId === grantId) this.rows.delete(key);
      },
    };
  }

  private keyWhere(model: string, matches: (payload: AdapterPayload) => boolean): string {
    for (const [key, { payload }] of this.rows) if (key.startsWith(`${model}:`) && matches(payload)) return key;
    return '';
  }

  /** A rotated refresh token still counts as unused during the leeway (developer.okta.com/docs/guides/refresh-tokens). */
  private read(model: string, key: string): AdapterPayload | undefined {
    const row = this.rows.get(key);
    if (!row) return undefined;
    const leewayMs = model === 'RefreshToken' ? this.leewayOf(row.payload.clientId) : 0;
    const consumed = row.consumedAt !== 0 && this.now() >= row.consumedAt + leewayMs;
    return consumed ? { ...row.payload, consumed: Math.floor(row.consumedAt / 1000) } : row.payload;
  }

  private leewayOf(clientId: string | undefined): number {
    const seconds = this.clients.find(clientId ?? '')?.settings.refreshLeewaySeconds;
    return seconds === undefined ? LEEWAY_MS : seconds * 1000;
  }

  private clientAdapter(): Adapter {
    return {
      find: async (id) => this.clients.find(id)?.metadata,
      upsert: nothing,
      findByUid: nothing,
      findByUserCode: nothing,
      consume: nothing,
      destroy: nothing,
      revokeByGrantId: nothing,
    };
  }
}
