import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { TokenSet } from '../../okta/oauth/oauth-client.js';
import { SecretBox, type SealedColumns } from '../secret-box.js';
import { TenantKeys } from '../tenant-keys.service.js';
import type { AccessToken, ReauthorizationReason } from './access-token.js';
import { ACCESS_TOKEN_FIELD, DUE_RANK, REFRESH_TOKEN_FIELD } from './token-fields.js';

/** A connection's token and what stands in the way of the next one. Times are left to go, by the database's clock. */
export interface StoredToken {
  /** 0: there was no token yet. */
  version: number;
  /** Undefined while there is none; may have ended. */
  token: AccessToken | undefined;
  /** Its whole life, from before it was asked for. */
  lifeMs: number;
  validMs: number;
  refreshInMs: number;
  /** How long another attempt may still hold the lease; 0: nobody does. */
  leaseMs: number;
  cooldownMs: number;
  /** The code of the error after which the cooldown began. */
  failureCode: string | undefined;
  reauthorizationReason: ReauthorizationReason | undefined;
  /** When upkeep is to look at it; Infinity: never. */
  dueInMs: number;
  dueRank: number;
}

/** What is known of a connection's tokens, without them. */
export interface TokenState {
  version: number;
  tokenType: AccessToken['tokenType'] | undefined;
  scopes: readonly string[];
  issuedAt: Date | undefined;
  expiresAt: Date | undefined;
  lastRefreshedAt: Date | undefined;
  consentedAt: Date | undefined;
  /** When the refresh token ends whatever happens; undefined where there is none. */
  reauthorizeBefore: Date | undefined;
  reauthorizationReason: ReauthorizationReason | undefined;
}

/** First tokens, and the times that follow from them. */
export interface FirstTokens {
  connectionId: string;
  tokens: TokenSet;
  consentedAt: Date | undefined;
  refreshTokenDays: number;
  refreshLeadMs: number;
}

/** A row of `STATE_COLUMNS`. */
export interface StateRow {
  version: number;
  tokenType: AccessToken['tokenType'] | null;
  scopes: string[];
  expiresAt: Date | null;
  lifeMs: number | null;
  validMs: number | null;
  refreshInMs: number | null;
  leaseMs: number | null;
  cooldownMs: number | null;
  failureCode: string | null;
  reauthorizationReason: ReauthorizationReason | null;
  dueInMs: number | null;
  dueRank: number;
}

type TokenRow = StateRow & SealedColumns;

/** @param token in plaintext */
export function storedToken(row: StateRow, token: string | undefined): StoredToken {
  const { version, tokenType, scopes, expiresAt } = row;
  return {
    version,
    token: token !== undefined && tokenType && expiresAt ? { token, tokenType, scopes, expiresAt, version } : undefined,
    lifeMs: row.lifeMs ?? 0,
    validMs: row.validMs ?? 0,
    refreshInMs: row.refreshInMs ?? 0,
    leaseMs: Math.max(row.leaseMs ?? 0, 0),
    cooldownMs: Math.max(row.cooldownMs ?? 0, 0),
    failureCode: row.failureCode ?? undefined,
    reauthorizationReason: row.reauthorizationReason ?? undefined,
    dueInMs: row.dueInMs ?? Infinity,
    dueRank: row.dueRank,
  };
}

/** Rows of `oauth_token`, but for the lease; inside `TenantDatabase.transaction` only. */
@Injectable()
export class OAuthTokenRepository {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
  ) {}

  async find(tenant: TenantId, connectionId: string): Promise<StoredToken | undefined> {
    const [row] = await this.database.prepared<TokenRow>(FIND, [tenant, connectionId]);
    const place = { tenantId: tenant, connectionId, field: ACCESS_TOKEN_FIELD };
    return row && storedToken(row, await this.box.openColumns(place, row));
  }

  /** Notes that somebody wants this version: it is refreshed ahead then. */
  async markUsed(tenant: TenantId, connectionId: string, version: number): Promise<void> {
    await this.database.prepared(MARK_USED, [tenant, connectionId, version]);
  }

  /** Puts first tokens in place of whatever was there, and shuts out refreshes that are under way. */
  async begin(tenant: TenantId, first: FirstTokens): Promise<void> {
    const { connectionId, tokens, consentedAt } = first;
    const key = await this.keys.hold(tenant);
    const seal = (field: string, plaintext: string) =>
      this.box.sealWith(key, { tenantId: tenant, connectionId, field, plaintext }).ciphertext;
    await this.database.prepared(BEGIN, [
      tenant,
      connectionId,
      seal(ACCESS_TOKEN_FIELD, tokens.accessToken),
      key.version,
      tokens.refreshToken === undefined ? null : seal(REFRESH_TOKEN_FIELD, tokens.refreshToken),
      tokens.refreshToken === undefined ? null : key.version,
      tokens.tokenType,
      tokens.scopes,
      tokens.expiresInSeconds,
      first.refreshLeadMs / 1_000,
      consentedAt?.toISOString() ?? null,
      first.refreshTokenDays,
    ]);
  }

  /** Ends the access token here. Where there is no refresh token, refreshes under way are shut out, too. */
  async discard(tenant: TenantId, connectionId: string): Promise<void> {
    await this.database.prepared(DISCARD, [tenant, connectionId]);
  }

  async state(tenant: TenantId, connectionId: string): Promise<TokenState | undefined> {
    const [row] = await this.database.prepared<{ [Key in keyof TokenState]: TokenState[Key] | null }>(STATE, [
      tenant,
      connectionId,
    ]);
    if (!row) return undefined;
    return {
      version: row.version ?? 0,
      tokenType: row.tokenType ?? undefined,
      scopes: row.scopes ?? [],
      issuedAt: row.issuedAt ?? undefined,
      expiresAt: row.expiresAt ?? undefined,
      lastRefreshedAt: row.lastRefreshedAt ?? undefined,
      consentedAt: row.consentedAt ?? undefined,
      reauthorizeBefore: row.reauthorizeBefore ?? undefined,
      reauthorizationReason: row.reauthorizationReason ?? undefined,
    };
  }

  /** The refresh token, after which no refresh that is under way can store another one. */
  async takeRefreshToken(tenant: TenantId, connectionId: string): Promise<string | undefined> {
    const [row] = await this.database.prepared<SealedColumns>(TAKE_REFRESH_TOKEN, [tenant, connectionId]);
    return row && this.box.openColumns({ tenantId: tenant, connectionId, field: REFRESH_TOKEN_FIELD }, row);
  }
}

const THIS_CONNECTION = `WHERE tenant_id = $1 AND connection_id = $2`;

const left = (column: string) => `(extract(epoch FROM ${column} - clock_timestamp()) * 1000)::float8`;

/** Of a row of `oauth_token`, but for its ciphertexts. */
export const STATE_COLUMNS = `
  version, token_type AS "tokenType", scopes, expires_at AS "expiresAt",
  (extract(epoch FROM expires_at - issued_at) * 1000)::float8 AS "lifeMs", ${left('expires_at')} AS "validMs",
  ${left('refresh_at')} AS "refreshInMs", ${left('lease_until')} AS "leaseMs", ${left('cooldown_until')} AS "cooldownMs",
  failure_code AS "failureCode", reauthorization_reason AS "reauthorizationReason", ${left('due_at')} AS "dueInMs",
  due_rank AS "dueRank"`;

const FIND = `
  SELECT access_token_enc AS ciphertext, access_key_version AS "keyVersion", ${STATE_COLUMNS}
  FROM oauth_token ${THIS_CONNECTION}`;

const MARK_USED = `
  UPDATE oauth_token SET due_at = refresh_at, due_rank = ${DUE_RANK.refresh}
  ${THIS_CONNECTION} AND version = $3 AND (due_at IS NULL OR due_rank = ${DUE_RANK.keepAlive})
    AND reauthorization_reason IS NULL`;

const BEGIN = `
  INSERT INTO oauth_token AS t (tenant_id, connection_id, version, access_token_enc, access_key_version,
    refresh_token_enc, refresh_key_version, token_type, scopes, issued_at, expires_at, refresh_at, last_refreshed_at,
    consented_at, reauthorize_before, lease_epoch, consent_epoch, due_at, due_rank)
  SELECT $1, $2, 1, $3::bytea, $4::integer, $5::bytea, $6::integer, $7, $8::text[], at, at + life, at + life - lead, at,
    given, CASE WHEN $5::bytea IS NOT NULL THEN given + make_interval(days => $12::integer) END, 1, 1,
    at + life - lead, ${DUE_RANK.refresh}
  FROM (SELECT clock_timestamp() AS at, make_interval(secs => $9::float8) AS life, make_interval(secs => $10::float8) AS lead,
    COALESCE($11::timestamptz, clock_timestamp()) AS given) times
  ON CONFLICT (tenant_id, connection_id) DO UPDATE SET
    version = t.version + 1, access_token_enc = excluded.access_token_enc, access_key_version = excluded.access_key_version,
    refresh_token_enc = excluded.refresh_token_enc, refresh_key_version = excluded.refresh_key_version,
    token_type = excluded.token_type, scopes = excluded.scopes, issued_at = excluded.issued_at,
    expires_at = excluded.expires_at, refresh_at = excluded.refresh_at, last_refreshed_at = excluded.last_refreshed_at,
    consented_at = excluded.consented_at, reauthorize_before = excluded.reauthorize_before,
    lease_epoch = t.lease_epoch + 1, consent_epoch = t.lease_epoch + 1, lease_owner = NULL, lease_until = NULL,
    cooldown_until = NULL, failure_code = NULL, reauthorization_reason = NULL,
    due_at = excluded.due_at, due_rank = excluded.due_rank`;

const DISCARD = `
  UPDATE oauth_token SET expires_at = clock_timestamp(), refresh_at = clock_timestamp(), cooldown_until = NULL,
    failure_code = NULL, lease_epoch = lease_epoch + (refresh_token_enc IS NULL)::integer,
    lease_until = CASE WHEN refresh_token_enc IS NOT NULL THEN lease_until END
  ${THIS_CONNECTION}`;

const STATE = `
  SELECT version, token_type AS "tokenType", scopes, issued_at AS "issuedAt", expires_at AS "expiresAt",
    last_refreshed_at AS "lastRefreshedAt", consented_at AS "consentedAt", reauthorize_before AS "reauthorizeBefore",
    reauthorization_reason AS "reauthorizationReason"
  FROM oauth_token ${THIS_CONNECTION} AND version > 0`;

const TAKE_REFRESH_TOKEN = `
  UPDATE oauth_token SET lease_epoch = lease_epoch + 1, lease_owner = NULL, lease_until = NULL
  ${THIS_CONNECTION} RETURNING refresh_token_enc AS ciphertext, refresh_key_version AS "keyVersion"`;
