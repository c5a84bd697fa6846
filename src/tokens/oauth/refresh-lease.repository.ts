import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { TokenSet } from '../../okta/oauth/oauth-client.js';
import { SecretBox, type SealedColumns } from '../secret-box.js';
import { TenantKeys } from '../tenant-keys.service.js';
import type { ReauthorizationReason, TokenSource } from './access-token.js';
import { STATE_COLUMNS, storedToken, type StateRow, type StoredToken } from './oauth-token.repository.js';
import { RefreshAttemptRepository } from './refresh-attempt.repository.js';
import { chooseSpare, type RefreshHistory } from './refresh-decision.js';
import { ACCESS_TOKEN_FIELD, DUE_RANK, REFRESH_TOKEN_FIELD, type DueReason } from './token-fields.js';

/** The right to refresh one connection, for a while; with what it takes to do so. */
export interface RefreshLease extends RefreshHistory {
  connectionId: string;
  epoch: number;
  /** The one to send. */
  refreshToken: string | undefined;
  /** The attempt whose spare that is; undefined: it is the stored one. */
  spareOf: number | undefined;
}

export interface LeaseRequest extends Pick<TokenSource, 'connectionId' | 'grant'> {
  /** The version that was seen; no lease where there is another one. */
  version: number;
  /** For people who read the table. */
  owner: string;
  leaseMs: number;
}

/** Tokens to store, and when to look at them again. */
export interface ReceivedTokens {
  tokens: TokenSet;
  refreshLeadMs: number;
  /** In days: nobody asked for this refresh, a further one is due when the refresh token has been idle so long. */
  keepAliveDays: number | undefined;
}

interface TakenRow extends SealedColumns {
  epoch: string;
}

/** The lease on a connection's refresh, by the database's clock; inside `TenantDatabase.transaction` only. */
@Injectable()
export class RefreshLeaseRepository {
  constructor(
    private readonly database: TenantDatabase,
    private readonly attempts: RefreshAttemptRepository,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
  ) {}

  /** Takes the lease and records the attempt. @returns undefined where somebody has it, or the version is another one */
  async take(tenant: TenantId, request: LeaseRequest): Promise<RefreshLease | undefined> {
    const { connectionId, version, grant } = request;
    if (grant === 'clientCredentials' && version === 0)
      await this.database.prepared(ENSURE_ROW, [tenant, connectionId]);
    const values = [tenant, connectionId, version, request.owner, request.leaseMs / 1_000];
    const [taken] = await this.database.prepared<TakenRow>(TAKE, values);
    if (!taken) return undefined;
    const epoch = Number(taken.epoch);
    const earlier = await this.attempts.earlier(tenant, { connectionId, epoch, version });
    const spareOf = chooseSpare({ version, earlier });
    const refreshToken =
      spareOf === undefined
        ? await this.box.openColumns({ tenantId: tenant, connectionId, field: REFRESH_TOKEN_FIELD }, taken)
        : await this.attempts.useSpare(tenant, { connectionId, epoch, spareOf });
    return { connectionId, version, epoch, earlier, spareOf, refreshToken };
  }

  /**
   * Stores tokens if the lease was not given to anybody else, and ends it and its attempt.
   * @returns what is stored, to be used after the commit; undefined when somebody else has the lease: nothing is stored
   */
  async store(tenant: TenantId, lease: RefreshLease, received: ReceivedTokens): Promise<StoredToken | undefined> {
    const { connectionId, epoch } = lease;
    const { tokens, refreshLeadMs, keepAliveDays } = received;
    const key = await this.keys.hold(tenant);
    const seal = (field: string, plaintext: string) =>
      this.box.sealWith(key, { tenantId: tenant, connectionId, field, plaintext }).ciphertext;
    const [row] = await this.database.prepared<StateRow>(STORE, [
      tenant,
      connectionId,
      epoch,
      seal(ACCESS_TOKEN_FIELD, tokens.accessToken),
      key.version,
      tokens.refreshToken === undefined ? null : seal(REFRESH_TOKEN_FIELD, tokens.refreshToken),
      tokens.refreshToken === undefined ? null : key.version,
      tokens.tokenType,
      tokens.scopes,
      tokens.expiresInSeconds,
      refreshLeadMs / 1_000,
      keepAliveDays ?? null,
    ]);
    return row && storedToken(row, tokens.accessToken);
  }

  /** Whether the lease is still this one; its row is locked until the transaction ends. */
  async holds(tenant: TenantId, { connectionId, epoch, version }: RefreshLease): Promise<boolean> {
    return (await this.database.prepared(HOLDS, [tenant, connectionId, epoch, version])).length > 0;
  }

  /** Ends the lease after a failure; nobody can take one for `pauseMs`, upkeep looks at it in `dueInMs`. */
  async backOff(
    tenant: TenantId,
    { connectionId, epoch }: RefreshLease,
    pause: { pauseMs: number; due: DueReason; dueInMs: number; errorCode: string },
  ): Promise<void> {
    const values = [pause.pauseMs / 1_000, pause.dueInMs / 1_000, DUE_RANK[pause.due], pause.errorCode];
    await this.database.prepared(BACK_OFF, [tenant, connectionId, epoch, ...values]);
  }

  /** Ends refreshing until the connection is authorized again. */
  async giveUp(tenant: TenantId, { connectionId, epoch }: RefreshLease, reason: ReauthorizationReason): Promise<void> {
    await this.database.prepared(GIVE_UP, [tenant, connectionId, epoch, reason]);
  }
}

/** `clock_timestamp()`, not `now()`: a transaction that was held up must not take a lease that ends before it begins. */
const NOW = 'clock_timestamp()';
const seconds = (parameter: string) => `make_interval(secs => ${parameter}::float8)`;

const THIS_CONNECTION = `WHERE tenant_id = $1 AND connection_id = $2`;
const MY_LEASE = `${THIS_CONNECTION} AND lease_epoch = $3`;

const ENSURE_ROW = `INSERT INTO oauth_token (tenant_id, connection_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`;

/** Skips a row that is locked: whoever holds it is at work on it, and may hang. */
const TAKE = `
  WITH free AS (
    SELECT tenant_id, connection_id FROM oauth_token
    ${THIS_CONNECTION} AND version = $3 AND reauthorization_reason IS NULL
      AND (lease_until IS NULL OR lease_until <= ${NOW}) AND (cooldown_until IS NULL OR cooldown_until <= ${NOW})
    FOR UPDATE SKIP LOCKED),
  taken AS (
    UPDATE oauth_token t SET lease_owner = $4, lease_epoch = lease_epoch + 1, lease_until = ${NOW} + ${seconds('$5')},
      cooldown_until = NULL, due_at = ${NOW} + ${seconds('$5')}, due_rank = ${DUE_RANK.unfinished}
    FROM free WHERE t.tenant_id = free.tenant_id AND t.connection_id = free.connection_id
    RETURNING t.lease_epoch, t.refresh_token_enc, t.refresh_key_version),
  attempt AS (
    INSERT INTO oauth_refresh_attempt (tenant_id, connection_id, epoch, token_version, owner, started_at)
    SELECT $1, $2, lease_epoch, $3, $4, ${NOW} FROM taken)
  SELECT lease_epoch AS epoch, refresh_token_enc AS ciphertext, refresh_key_version AS "keyVersion" FROM taken`;

/** Token columns alone, and the end of the attempt. The token's life is counted from before it was asked for. */
const STORE = `
  WITH stored AS (
    UPDATE oauth_token t SET version = version + 1, access_token_enc = $4, access_key_version = $5,
      refresh_token_enc = COALESCE($6, refresh_token_enc), refresh_key_version = COALESCE($7::integer, refresh_key_version),
      token_type = $8, scopes = CASE WHEN cardinality($9::text[]) = 0 THEN scopes ELSE $9::text[] END,
      issued_at = asked_at, expires_at = asked_at + ${seconds('$10')}, refresh_at = asked_at + ${seconds('$10')} - ${seconds('$11')},
      last_refreshed_at = ${NOW}, lease_owner = NULL, lease_until = NULL, cooldown_until = NULL, failure_code = NULL,
      due_at = CASE WHEN $12::integer IS NULL THEN asked_at + ${seconds('$10')} - ${seconds('$11')}
        WHEN COALESCE($6, refresh_token_enc) IS NOT NULL THEN ${NOW} + make_interval(days => $12::integer) END,
      due_rank = CASE WHEN $12::integer IS NULL THEN ${DUE_RANK.refresh} ELSE ${DUE_RANK.keepAlive} END
    FROM (SELECT started_at AS asked_at FROM oauth_refresh_attempt ${THIS_CONNECTION} AND epoch = $3) attempt
    WHERE t.tenant_id = $1 AND t.connection_id = $2 AND t.lease_epoch = $3
    RETURNING t.*),
  finished AS (
    UPDATE oauth_refresh_attempt SET finished_at = ${NOW}, outcome = 'stored'
    ${THIS_CONNECTION} AND epoch = $3 AND EXISTS (SELECT FROM stored))
  SELECT ${STATE_COLUMNS} FROM stored`;

const HOLDS = `SELECT 1 FROM oauth_token ${MY_LEASE} AND version = $4 FOR UPDATE`;

const BACK_OFF = `
  UPDATE oauth_token SET lease_owner = NULL, lease_until = NULL, cooldown_until = ${NOW} + ${seconds('$4')},
    due_at = ${NOW} + ${seconds('$5')}, due_rank = $6, failure_code = $7
  ${MY_LEASE}`;

/** Due at once: upkeep announces it in case this process cannot. */
const GIVE_UP = `
  UPDATE oauth_token SET lease_owner = NULL, lease_until = NULL, reauthorization_reason = $4,
    due_at = ${NOW}, due_rank = ${DUE_RANK.unfinished}
  ${MY_LEASE}`;
