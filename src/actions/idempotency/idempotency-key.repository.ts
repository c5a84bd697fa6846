import { Inject, Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { dueItems, type DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TENANT_CTE, TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedSecret } from '../../tokens/secret-box.js';
import type { Run } from '../runs/run.js';
import { RUN_LEASE, type RunLease } from '../runs/run-lease.js';
import { GIVEN_RUNS, recordAudit, recordRuns, runRows } from '../runs/run.repository.js';

/** A key of a caller as it is stored: its hash, and what it was used for, sealed. */
export interface SealedKey {
  keyHash: Buffer;
  request: SealedSecret;
}

/** What is known of a key that somebody has used. */
export interface KnownKey {
  runId: string;
  keyVersion: number;
  request: Buffer;
  /** Null while there is no answer. */
  answerKeyVersion: number | null;
  answer: Buffer | null;
  expired: boolean;
  /** Its run waits or runs, and its process has been heard of. */
  alive: boolean;
}

/** Whoever inserts the row has the key, and the others write nothing. The run is recorded with it or not at all. */
const CLAIM = `
${TENANT_CTE},
claimed AS (
  INSERT INTO idempotency_key (tenant_id, connection_id, key_hash, run_id, started_at, key_version, request, expires_at)
  SELECT tenant.id, $4, $5, $6, $7, $8, $9, now() + interval '24 hours' FROM tenant
  ON CONFLICT (tenant_id, connection_id, key_hash) DO NOTHING
  RETURNING run_id
),
given AS (SELECT r.* FROM claimed, ${GIVEN_RUNS}),
recorded AS (${recordRuns('given r')}),
audited AS (${recordAudit('given r')})
SELECT run_id FROM claimed`;

/** The outcome of the run with the answer, in one statement. Without an answer the key expires now. */
const FINISH = `
${TENANT_CTE},
recorded AS (${recordRuns(GIVEN_RUNS)}),
audited AS (${recordAudit(GIVEN_RUNS)})
INSERT INTO idempotency_key
  (tenant_id, connection_id, key_hash, run_id, started_at, key_version, request, answer_key_version, answer, expires_at)
SELECT tenant.id, $4, $5, $6, $7, $8, $9, $10::int, $11::bytea,
  CASE WHEN $11::bytea IS NULL THEN now() ELSE now() + interval '24 hours' END FROM tenant
ON CONFLICT (tenant_id, connection_id, key_hash) DO UPDATE SET
  answer_key_version = excluded.answer_key_version, answer = excluded.answer,
  expires_at = least(idempotency_key.expires_at, excluded.expires_at)
WHERE idempotency_key.run_id = excluded.run_id`;

const FIND = `
  SELECT k.run_id AS "runId", k.key_version AS "keyVersion", k.request, k.answer_key_version AS "answerKeyVersion",
    k.answer, k.expires_at <= now() AS expired,
    coalesce(r.status = 'queued' OR (r.status = 'running' AND r.lease_until > now()), false) AS alive
  FROM idempotency_key k
  LEFT JOIN run r ON r.tenant_id = k.tenant_id AND r.started_at = k.started_at AND r.id = k.run_id
  WHERE k.tenant_id = $1 AND k.connection_id = $2 AND k.key_hash = $3`;

const DELETE_IF_EXPIRED = `
  DELETE FROM idempotency_key WHERE tenant_id = $1 AND connection_id = $2 AND key_hash = $3 AND expires_at <= now()`;

const DELETE_EXPIRED = `
  DELETE FROM idempotency_key WHERE tenant_id = $1 AND (connection_id, key_hash) IN
    (SELECT connection_id, key_hash FROM idempotency_key WHERE tenant_id = $1 AND expires_at <= now() LIMIT 10000)`;

const FOREIGN_KEY_VIOLATION = '23503';

/** Idempotency keys with the runs that have them; database time only. */
@Injectable()
export class IdempotencyKeyRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
    @Inject(RUN_LEASE) private readonly lease: RunLease,
  ) {}

  /**
   * Gives the key to the run and records it as begun, in one round trip.
   * @returns false when another run has the key: then nothing is recorded
   */
  async claim(run: Run, key: SealedKey): Promise<boolean> {
    const rows = await this.database.statement(run.tenantId, CLAIM, this.#values(run, key));
    return rows.length > 0;
  }

  /** Records the run's outcome and its answer in one round trip; without an answer another run may have the key. */
  async finish(run: Run, key: SealedKey, answer: SealedSecret | undefined): Promise<void> {
    const values = [...this.#values(run, key), answer?.keyVersion ?? null, answer?.ciphertext ?? null];
    await this.database.statement(run.tenantId, FINISH, values);
  }

  async find(tenant: TenantId, connectionId: string, keyHash: Buffer): Promise<KnownKey | undefined> {
    const [known] = await this.database.transaction(tenant, () =>
      this.database.manager().query<KnownKey[]>(FIND, [tenant, connectionId, keyHash]),
    );
    return known;
  }

  /** Makes way for the next run with a key whose day is over, or that was given back. */
  async deleteIfExpired(tenant: TenantId, connectionId: string, keyHash: Buffer): Promise<void> {
    const values = [tenant, connectionId, keyHash];
    await this.database.transaction(tenant, () => this.database.manager().query(DELETE_IF_EXPIRED, values));
  }

  /** Tenants with expired keys. */
  async listExpired(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_expired_idempotency_keys($1)', [limit]));
  }

  /** Deletes some thousands of the tenant's expired keys. */
  async deleteExpired(tenant: TenantId): Promise<void> {
    await this.database.transaction(tenant, () => this.database.manager().query(DELETE_EXPIRED, [tenant]));
  }

  #values(run: Run, { keyHash, request }: SealedKey): unknown[] {
    const { tenantId, connectionId, id, startedAt } = run;
    const key = [connectionId, keyHash, id, startedAt, request.keyVersion, request.ciphertext];
    return [tenantId, runRows([run]), this.lease.seconds, ...key];
  }
}

/** The connection or the tenant's data key is gone. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driverError: unknown = error.driverError;
  return (
    typeof driverError === 'object' &&
    driverError !== null &&
    Reflect.get(driverError, 'code') === FOREIGN_KEY_VIOLATION
  );
}
