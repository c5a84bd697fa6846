import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import type { TenantId } from '../core/tenant-id.js';
import { SecretBox, type SealedSecret } from './secret-box.js';
import { TenantKeys } from './tenant-keys.service.js';

export interface ConnectionSecret {
  plaintext: string;
  /** Counts the changes; for compare-and-set. */
  version: number;
}

export interface SecretToStore {
  connectionId: string;
  field: string;
  plaintext: string;
  /** Store only over this version; 0 only where there is none. Left out: whatever is there. */
  expectedVersion?: number;
}

interface SecretRow extends SealedSecret {
  field: string;
  version: number;
}

/** Secrets of connections, sealed at rest; inside `TenantDatabase.transaction` only. */
@Injectable()
export class ConnectionSecretsRepository {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
  ) {}

  /** @returns the stored version, or undefined when another one than `expectedVersion` was there and nothing was stored */
  async put(tenant: TenantId, { expectedVersion, ...secret }: SecretToStore): Promise<number | undefined> {
    const manager = this.database.manager();
    const sealed = this.box.sealWith(await this.keys.hold(tenant), { tenantId: tenant, ...secret });
    const values = [tenant, secret.connectionId, secret.field, sealed.keyVersion, sealed.ciphertext];
    if (expectedVersion === undefined || expectedVersion === 0) {
      const conflict = expectedVersion === 0 ? 'DO NOTHING' : `DO UPDATE SET ${REPLACE}`;
      const [row] = await manager.query<{ version: number }[]>(
        `${INSERT} ON CONFLICT (tenant_id, connection_id, field) ${conflict} RETURNING s.version`,
        values,
      );
      return row?.version;
    }
    const [rows] = await manager.query<[{ version: number }[], number]>(UPDATE, [...values, expectedVersion]);
    return rows[0]?.version;
  }

  async get(tenant: TenantId, connectionId: string, field: string): Promise<ConnectionSecret | undefined> {
    return (await this.getAll(tenant, connectionId)).get(field);
  }

  /** Every secret of the connection, by field. */
  async getAll(tenant: TenantId, connectionId: string): Promise<Map<string, ConnectionSecret>> {
    const rows = await this.database.prepared<SecretRow>(SELECT, [tenant, connectionId]);
    const open = async ({ field, version, ...sealed }: SecretRow): Promise<[string, ConnectionSecret]> => {
      const plaintext = await this.box.open({ tenantId: tenant, connectionId, field, ...sealed });
      return [field, { plaintext, version }];
    };
    return new Map(await Promise.all(rows.map(open)));
  }

  async delete(tenant: TenantId, connectionId: string, field: string): Promise<void> {
    await this.database
      .manager()
      .query(`DELETE FROM connection_secret WHERE tenant_id = $1 AND connection_id = $2 AND field = $3`, [
        tenant,
        connectionId,
        field,
      ]);
  }
}

const SELECT = `
  SELECT field, version, key_version AS "keyVersion", ciphertext FROM connection_secret WHERE tenant_id = $1 AND connection_id = $2`;

const INSERT = `
  INSERT INTO connection_secret AS s (tenant_id, connection_id, field, key_version, ciphertext) VALUES ($1, $2, $3, $4, $5)`;

const REPLACE = `
  key_version = excluded.key_version, ciphertext = excluded.ciphertext, version = s.version + 1, updated_at = now()`;

const UPDATE = `
  UPDATE connection_secret SET key_version = $4, ciphertext = $5, version = version + 1, updated_at = now()
  WHERE tenant_id = $1 AND connection_id = $2 AND field = $3 AND version = $6 RETURNING version`;
