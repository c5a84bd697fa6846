import { Injectable } from '@nestjs/common';
import { RequestContext } from '../core/http/request-context.js';
import { idTime, newId } from '../core/ids.js';
import type { TenantId } from '../core/tenant-id.js';
import type { AuditEvent } from './audit-event.js';
import { AuditRepository } from './audit.repository.js';

type Entry = Pick<AuditEvent, 'actor' | 'action' | 'connectionId'> &
  Partial<Pick<AuditEvent, 'outcome' | 'errorCode' | 'detail'>>;

/** Writes the audit trail for all but action runs, which the run log enters together with the run. */
@Injectable()
export class AuditTrail {
  constructor(private readonly events: AuditRepository) {}

  /** Call it within the tenant's transaction that makes the change. `detail` must hold no secret. */
  async record(tenant: TenantId, entry: Entry): Promise<void> {
    const id = newId('aud');
    await this.events.add(tenant, {
      outcome: 'succeeded',
      errorCode: null,
      detail: null,
      ...entry,
      id,
      at: idTime('aud', id) ?? new Date(),
      oktaRequestId: null,
      requestId: RequestContext.find()?.requestId ?? null,
    });
  }
}
