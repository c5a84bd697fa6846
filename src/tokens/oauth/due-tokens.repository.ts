import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';
import type { DueReason } from './token-fields.js';

/** A connection whose tokens are to be looked after: hand its source to `AccessTokens.upkeep`. */
export interface DueToken {
  tenantId: TenantId;
  connectionId: string;
  /** `unfinished`: a refresh was interrupted or is to be confirmed; `keepAlive`: nobody has used it for days. */
  reason: DueReason;
}

interface Row {
  tenant_id: string;
  connection_id: string;
  reason: DueReason;
}

/** Which tokens upkeep must look at; each method is a transaction of its own. */
@Injectable()
export class DueTokens {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Of all tenants, most urgent first. Asked every few seconds, so that a crashed refresh is taken up within 15. */
  async list(limit: number): Promise<DueToken[]> {
    const rows = await this.dataSource.query<Row[]>('SELECT * FROM due_tokens($1)', [limit]);
    return rows.flatMap(({ tenant_id, connection_id, reason }) => {
      const tenantId = parseTenantId(tenant_id);
      return tenantId ? [{ tenantId, connectionId: connection_id, reason }] : [];
    });
  }

  /** For a connection that is not to be looked after now, such as a disabled one: it is not listed for so long. */
  async postpone(tenant: TenantId, connectionId: string, seconds: number): Promise<void> {
    await this.database.transaction(tenant, () =>
      this.database.manager().query(POSTPONE, [tenant, connectionId, seconds]),
    );
  }

  /** A verdict has been announced: nothing is to be done before the connection is authorized again. */
  async settle(tenant: TenantId, connectionId: string): Promise<void> {
    await this.database.transaction(tenant, () => this.database.manager().query(SETTLE, [tenant, connectionId]));
  }
}

const POSTPONE = `
  UPDATE oauth_token SET due_at = clock_timestamp() + make_interval(secs => $3::float8)
  WHERE tenant_id = $1 AND connection_id = $2 AND due_at IS NOT NULL`;

const SETTLE = `
  UPDATE oauth_token SET due_at = NULL
  WHERE tenant_id = $1 AND connection_id = $2 AND reauthorization_reason IS NOT NULL`;
