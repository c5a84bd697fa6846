import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedSecret } from '../../tokens/secret-box.js';
import type { Run } from '../runs/run.js';

type RunPlace = Pick<Run, 'tenantId' | 'id' | 'startedAt'>;

/** Runs that callers do not wait for. Every method runs within the tenant's open transaction. */
@Injectable()
export class QueuedRunRepository {
  constructor(private readonly database: TenantDatabase) {}

  async insert({ tenantId, id, startedAt, connectionId }: Run, request: SealedSecret): Promise<void> {
    await this.#query(
      `INSERT INTO queued_run (tenant_id, id, started_at, connection_id, key_version, request)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [tenantId, id, startedAt, connectionId, request.keyVersion, request.ciphertext],
    );
  }

  /** Begins the run, which nobody can do again. @returns what was asked for; undefined when it was begun or is gone */
  async take({ tenantId, id, startedAt }: RunPlace): Promise<SealedSecret | undefined> {
    const [rows] = await this.#query<[SealedSecret[], number]>(
      `UPDATE queued_run SET taken_at = now() WHERE tenant_id = $1 AND started_at = $2 AND id = $3 AND taken_at IS NULL
       RETURNING key_version AS "keyVersion", request AS ciphertext`,
      [tenantId, startedAt, id],
    );
    return rows[0];
  }

  async answer({ tenantId, id, startedAt }: RunPlace, { keyVersion, ciphertext }: SealedSecret): Promise<void> {
    await this.#query(
      `UPDATE queued_run SET answer_key_version = $4, answer = $5 WHERE tenant_id = $1 AND started_at = $2 AND id = $3`,
      [tenantId, startedAt, id, keyVersion, ciphertext],
    );
  }

  /** @returns undefined for a run that its caller waited for, that has not ended, or that ended two days ago */
  async findAnswer(
    tenant: TenantId,
    { id, startedAt }: Pick<Run, 'id' | 'startedAt'>,
  ): Promise<SealedSecret | undefined> {
    const rows = await this.#query<SealedSecret[]>(
      `SELECT answer_key_version AS "keyVersion", answer AS ciphertext FROM queued_run
       WHERE tenant_id = $1 AND started_at = $2 AND id = $3 AND answer IS NOT NULL`,
      [tenant, startedAt, id],
    );
    return rows[0];
  }

  #query<T>(sql: string, parameters: unknown[]): Promise<T> {
    return this.database.manager().query<T>(sql, parameters);
  }
}
