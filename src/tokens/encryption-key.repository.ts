import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../core/database/data-source.js';
import { parseTenantId, type TenantId } from '../core/tenant-id.js';

/** How much a key-encryption key is in use. */
export interface KeyUsage {
  kekId: string;
  tenants: number;
  keys: number;
}

export interface KeyCheckValue {
  kekId: string;
  checkValue: Buffer;
}

export interface TenantPage {
  /** The last tenant of the page before; empty for the first page. */
  after: string;
  size: number;
  /** Only tenants that have a key wrapped by another key-encryption key than this. */
  notWrappedBy?: string;
  /** Only tenants that have so many keys; 2 finds those with superseded ones. */
  leastKeys?: number;
}

/** What is known about key-encryption keys over all tenants; ids and counts only. */
@Injectable()
export class EncryptionKeyRepository {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  async usage(): Promise<KeyUsage[]> {
    const rows =
      await this.dataSource.query<{ kek_id: string; tenants: string; keys: string }[]>('SELECT * FROM key_usage()');
    return rows.map((row) => ({ kekId: row.kek_id, tenants: Number(row.tenants), keys: Number(row.keys) }));
  }

  async checkValues(): Promise<KeyCheckValue[]> {
    return this.dataSource.query('SELECT kek_id AS "kekId", check_value AS "checkValue" FROM encryption_key_check');
  }

  /** The first value stays. */
  async addCheckValue({ kekId, checkValue }: KeyCheckValue): Promise<void> {
    await this.dataSource.query('INSERT INTO encryption_key_check VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      kekId,
      checkValue,
    ]);
  }

  /** Tenants with data keys, ordered by id, a page at a time. */
  async tenants({ after, size, notWrappedBy, leastKeys = 1 }: TenantPage): Promise<TenantId[]> {
    const sql = 'SELECT id FROM list_tenants($1, $2, $3, $4) AS id';
    const rows = await this.dataSource.query<{ id: string }[]>(sql, [after, size, notWrappedBy ?? null, leastKeys]);
    return rows.map(({ id }) => parseTenantId(id)).filter((id) => id !== undefined);
  }
}
