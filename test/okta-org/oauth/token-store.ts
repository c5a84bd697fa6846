import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { TokenSelection } from '../control-contract.ts';
import type { ClientRegistry } from './client-registry.ts';
import { RefreshFamilies } from './refresh-families.ts';

interface Stored {
  payload: AdapterPayload;
  /** Milliseconds since the epoch; 0 while unused. */
  consumedAt: number;
}

const LEEWAY_MS = 30_000;
const SECRET_MODELS = new Set(['AccessToken', 'ClientCredentials', 'RefreshToken', 'AuthorizationCode']);
const MODELS: Record<TokenSelection['kind'], RegExp> = {
  access: /^(AccessToken|ClientCredentials):/,
  refresh: /^(AccessToken|RefreshToken|Grant):/,
};

/** Everything the provider stores, in memory, with what Okta's management API needs on top. */
export class TokenStore {
  readonly families = new RefreshFamilies();
  /** Every token and code ever issued. */
  readonly issued = new Set<string>();
  /** Thumbprint of the DPoP key that a consent's first token was bound to, by grant. */
  private readonly boundKeys = new Map<string, string>();
  private readonly rows = new Map<string, Stored>();
  private readonly clients: ClientRegistry;
  private readonly now: () => number;

  constructor(clients: ClientRegistry, now: () => number) {
    this.clients = clients;
    this.now = now;
  }

  /** Seconds that the org's clock is ahead of the provider's, which cannot be set. */
  aheadSeconds(): number {
    return Math.round((this.now() - Date.now()) / 1000);
  }

  /** Ends access and refresh tokens of a user (of one client). */
  revoke(userId: string, clientId?: string): void {
    this.drop(
      'refresh',
      ({ payload }) => payload.accountId === userId && (clientId === undefined || payload.clientId === clientId),
    );
  }

  /** Ends the tokens as an administrator does it. @returns how many there were */
  revokeSelected({ kind, clientId }: TokenSelection): number {
    return this.drop(kind, ({ payload }) => clientId === undefined || payload.clientId === clientId);
  }

  /** Lets the tokens' time be over. @returns how many there were */
  expire({ kind, clientId }: TokenSelection): number {
    const rows = this.select(kind, ({ payload }) => clientId === undefined || payload.clientId === clientId);
    for (const [, { payload }] of rows) payload.exp = Math.floor(this.now() / 1000) - 1;
    return rows.length;
  }

  /** The user who stands behind an authorization code or refresh token. */
  userOf(model: 'AuthorizationCode' | 'RefreshToken', token: string): string | undefined {
    return this.rows.get(`${model}:${token}`)?.payload.accountId;
  }

  /** The key that a refresh token must be used with: the one of the consent's first token. */
  boundKeyOf(refreshToken: string): string | undefined {
    return this.boundKeys.get(this.rows.get(`RefreshToken:${refreshToken}`)?.payload.grantId ?? '');
  }

  adapter(model: string): Adapter {
    if (model === 'Client') return this.clientAdapter();
    const keyOf = (id: string): string => `${model}:${id}`;
    const findWhere = async (matches: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> =>
      this.read(model, this.keyWhere(model, matches));
    return {
      upsert: async (id, payload) => this.write(model, id, payload),
      find: async (id) => this.read(model, keyOf(id)),
      findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: async (code) => findWhere((payload) => payload.userCode === code),
      consume: async (id) => {
        const row = this.rows.get(keyOf(id));
        if (row && row.consumedAt === 0) row.consumedAt = this.now();
      },
      destroy: async (id) => {
        this.rows.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => this.endFamily(grantId),
    };
  }

  private endFamily(grantId: string): void {
    for (const [key, { payload }] of this.rows) if (payload.grantId === grantId) this.rows.delete(key);
    this.families.end(grantId, 'revoked');
  }

  private select(kind: TokenSelection['kind'], matches: (row: Stored) => boolean): [string, Stored][] {
    return [...this.rows].filter(([key, row]) => MODELS[kind].test(key) && matches(row));
  }

  private drop(kind: TokenSelection['kind'], matches: (row: Stored) => boolean): number {
    const rows = this.select(kind, matches);
    for (const [key, { payload }] of rows) {
      this.rows.delete(key);
      if (kind === 'refresh' && payload.grantId !== undefined) this.families.end(payload.grantId, 'revoked');
    }
    return rows.length;
  }

  private write(model: string, id: string, payload: AdapterPayload): void {
    this.rows.set(`${model}:${id}`, { payload: shifted(payload, this.aheadSeconds()), consumedAt: 0 });
    if (SECRET_MODELS.has(model)) this.issued.add(id);
    const { grantId, clientId = '', accountId = '', jkt } = payload;
    if (grantId !== undefined && jkt !== undefined && !this.boundKeys.has(grantId)) this.boundKeys.set(grantId, jkt);
    if (model !== 'RefreshToken' || grantId === undefined) return;
    this.families.hold(id, { familyId: grantId, clientId, userId: accountId });
  }

  private keyWhere(model: string, matches: (payload: AdapterPayload) => boolean): string {
    for (const [key, { payload }] of this.rows) if (key.startsWith(`${model}:`) && matches(payload)) return key;
    return '';
  }

  /** A rotated refresh token still counts as unused during the leeway (developer.okta.com/docs/guides/refresh-tokens). */
  private read(model: string, key: string): AdapterPayload | undefined {
    const row = this.rows.get(key);
    if (!row) return undefined;
    const payload = shifted(row.payload, -this.aheadSeconds());
    const leewayMs = model === 'RefreshToken' ? this.leewayOf(payload.clientId) : 0;
    const consumed = row.consumedAt !== 0 && this.now() >= row.consumedAt + leewayMs;
    return consumed ? { ...payload, consumed: Math.floor(row.consumedAt / 1000) } : payload;
  }

  private leewayOf(clientId: string | undefined): number {
    const seconds = this.clients.find(clientId ?? '')?.settings.refreshLeewaySeconds;
    return seconds === undefined ? LEEWAY_MS : seconds * 1000;
  }

  private clientAdapter(): Adapter {
    return {
      find: async (id) => this.clients.metadataOf(id),
      upsert: nothing,
      findByUid: nothing,
      findByUserCode: nothing,
      consume: nothing,
      destroy: nothing,
      revokeByGrantId: nothing,
    };
  }
}

async function nothing(): Promise<undefined> {
  return undefined;
}

/** Moves expiry from one clock to the other. */
function shifted(payload: AdapterPayload, seconds: number): AdapterPayload {
  return payload.exp === undefined || seconds === 0 ? { ...payload } : { ...payload, exp: payload.exp + seconds };
}
