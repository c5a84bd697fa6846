import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { SecretBox } from '../secret-box.js';
import { TenantKeys } from '../tenant-keys.service.js';
import type { AttemptOutcome, RecordedAttempt } from './refresh-decision.js';
import { SPARE_FIELD } from './token-fields.js';

/** One attempt of a connection; its epoch is its lease's. */
export interface AttemptPlace {
  connectionId: string;
  epoch: number;
}

interface AttemptRow {
  epoch: string;
  tokenVersion: number;
  outcome: AttemptOutcome | null;
  spareOf: string | null;
  hasSpare: boolean;
}

/** Rows of `oauth_refresh_attempt`; inside `TenantDatabase.transaction` only. They are begun with the lease. */
@Injectable()
export class RefreshAttemptRepository {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
  ) {}

  /** Earlier attempts of this consent at the same version, and those that left a spare; newest first. */
  async earlier(
    tenant: TenantId,
    { connectionId, epoch, version }: AttemptPlace & { version: number },
  ): Promise<RecordedAttempt[]> {
    const rows = await this.database.prepared<AttemptRow>(EARLIER, [tenant, connectionId, epoch, version]);
    return rows.map((row) => ({
      epoch: Number(row.epoch),
      tokenVersion: row.tokenVersion,
      outcome: row.outcome ?? undefined,
      spareOf: row.spareOf === null ? undefined : Number(row.spareOf),
      hasSpare: row.hasSpare,
    }));
  }

  /** Writes down that this attempt sends another one's spare. @returns the spare */
  async useSpare(
    tenant: TenantId,
    { connectionId, epoch, spareOf }: AttemptPlace & { spareOf: number },
  ): Promise<string | undefined> {
    await this.database.prepared(USE_SPARE, [tenant, connectionId, epoch, spareOf]);
    const [row] = await this.database.prepared<{ ciphertext: Buffer; keyVersion: number }>(SPARE, [
      tenant,
      connectionId,
      spareOf,
    ]);
    return row && this.box.open({ tenantId: tenant, connectionId, field: SPARE_FIELD, ...row });
  }

  /** Writes down how an attempt ended, with the refresh token that could not be stored as the connection's. */
  async finish(
    tenant: TenantId,
    { connectionId, epoch }: AttemptPlace,
    ended: { outcome: AttemptOutcome; errorCode?: string; spare?: string | undefined },
  ): Promise<void> {
    const spare = await this.#seal(tenant, connectionId, ended.spare);
    const values = [ended.outcome, ended.errorCode ?? null, spare?.ciphertext ?? null, spare?.keyVersion ?? null];
    await this.database.prepared(FINISH, [tenant, connectionId, epoch, ...values]);
  }

  /** Forgets attempts that can matter no more, now that the one at this version has been stored. */
  async prune(tenant: TenantId, { connectionId, epoch, version }: AttemptPlace & { version: number }): Promise<void> {
    await this.database.prepared(PRUNE, [tenant, connectionId, epoch, version]);
  }

  /** Forgets attempts that no decision looks at any more; for connections whose refreshes never succeed. */
  async pruneFailures(tenant: TenantId, { connectionId, epoch }: AttemptPlace): Promise<void> {
    await this.database.prepared(PRUNE_FAILURES, [tenant, connectionId, epoch]);
  }

  async #seal(tenant: TenantId, connectionId: string, plaintext: string | undefined) {
    if (plaintext === undefined) return undefined;
    const key = await this.keys.hold(tenant);
    return this.box.sealWith(key, { tenantId: tenant, connectionId, field: SPARE_FIELD, plaintext });
  }
}

const THIS_CONNECTION = `WHERE tenant_id = $1 AND connection_id = $2`;

/** As many attempts as decisions are taken on. */
const CONSIDERED = 500;

const EARLIER = `
  SELECT epoch, token_version AS "tokenVersion", outcome, spare_of AS "spareOf",
    spare_refresh_token_enc IS NOT NULL AS "hasSpare"
  FROM oauth_refresh_attempt
  ${THIS_CONNECTION} AND epoch < $3 AND (token_version = $4 OR spare_refresh_token_enc IS NOT NULL)
    AND epoch > (SELECT consent_epoch FROM oauth_token ${THIS_CONNECTION})
  ORDER BY epoch DESC LIMIT ${CONSIDERED}`;

const USE_SPARE = `UPDATE oauth_refresh_attempt SET spare_of = $4 ${THIS_CONNECTION} AND epoch = $3`;

const SPARE = `
  SELECT spare_refresh_token_enc AS ciphertext, spare_key_version AS "keyVersion"
  FROM oauth_refresh_attempt ${THIS_CONNECTION} AND epoch = $3`;

const FINISH = `
  UPDATE oauth_refresh_attempt SET finished_at = clock_timestamp(), outcome = $4, error_code = $5,
    spare_refresh_token_enc = $6, spare_key_version = $7
  ${THIS_CONNECTION} AND epoch = $3`;

/** Spares live as long as a refresh token can. */
const PRUNE = `
  DELETE FROM oauth_refresh_attempt
  ${THIS_CONNECTION} AND epoch < $3::bigint - 50 AND token_version <= $4
    AND (spare_refresh_token_enc IS NULL OR started_at < now() - make_interval(days => 90))`;

const PRUNE_FAILURES = `
  DELETE FROM oauth_refresh_attempt
  ${THIS_CONNECTION} AND epoch < $3::bigint - ${CONSIDERED} AND spare_refresh_token_enc IS NULL`;
