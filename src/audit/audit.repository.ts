import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { idTime } from '../core/ids.js';
import type { TenantId } from '../core/tenant-id.js';
import type { AuditEvent } from './audit-event.js';

const FIELDS = `id, at, actor, action, connection_id AS "connectionId", outcome, error_code AS "errorCode",
  okta_request_id AS "oktaRequestId", request_id AS "requestId", detail`;

export interface AuditFilter {
  connectionId?: string | undefined;
  action?: string | undefined;
  since?: string | undefined;
  before?: string | undefined;
  limit: number;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** Adds to the trail, in the transaction that is open for the tenant: what is recorded has happened. */
  async add(tenant: TenantId, event: AuditEvent): Promise<void> {
    await this.database.manager().query(
      `INSERT INTO audit_event (tenant_id, id, at, actor, action, connection_id, outcome, error_code, okta_request_id, request_id, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        tenant,
        event.id,
        event.at,
        event.actor,
        event.action,
        event.connectionId,
        event.outcome,
        event.errorCode,
        event.oktaRequestId,
        event.requestId,
        JSON.stringify(event.detail ?? null),
      ],
    );
  }

  /** The newest first; `before` is the id of the last one seen. */
  async list(tenant: TenantId, filter: AuditFilter): Promise<AuditEvent[]> {
    const beforeTime = filter.before === undefined ? null : (idTime('aud', filter.before) ?? null);
    return this.database.transaction(tenant, () =>
      this.database.manager().query(
        `SELECT ${FIELDS} FROM audit_event
         WHERE ($1::text IS NULL OR connection_id = $1) AND ($2::text IS NULL OR action = $2)
           AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR (at, id) < ($4, $5))
         ORDER BY at DESC, id DESC LIMIT $6`,
        [
          filter.connectionId ?? null,
          filter.action ?? null,
          filter.since ?? null,
          beforeTime,
          filter.before ?? null,
          filter.limit,
        ],
      ),
    );
  }
}
