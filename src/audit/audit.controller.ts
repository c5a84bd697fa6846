import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { idAfter, PageQuery, pageFrom, type ListPage } from '../core/list-page.js';
import { RequireScope } from '../tenancy/access.decorators.js';
import type { Caller } from '../tenancy/caller.js';
import { CurrentCaller } from '../tenancy/current-caller.decorator.js';
import type { AuditEvent } from './audit-event.js';
import { AuditRepository } from './audit.repository.js';

const AuditQuery = PageQuery.extend({
  connectionId: z.string().min(1).max(64).optional(),
  action: z.string().min(1).max(100).optional().describe('Only this kind of entry, such as connection.created'),
  since: z.iso.datetime({ offset: true }).optional().describe('RFC 3339; events at or after it'),
});

const AuditAnswer = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      actor: z.string(),
      action: z.string(),
      connectionId: z.string().nullable(),
      outcome: z.enum(['started', 'succeeded', 'failed', 'unknown']),
      errorCode: z.string().nullable(),
      oktaRequestId: z.string().nullable(),
      requestId: z.string().nullable(),
      detail: z.unknown(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** The audit trail: who, what, when, outcome, Okta's request id. */
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly events: AuditRepository) {}

  @Get()
  @RequireScope('audit:read')
  @Documented({
    summary: 'Read the audit trail, the newest first',
    description:
      'Who did what, when, with which outcome, and the id of the request at Okta. Nothing in it is secret. Kept for 400 days.',
    answer: AuditAnswer,
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: AuditQuery }) query: z.output<typeof AuditQuery>,
  ): Promise<ListPage<AuditEvent>> {
    const { limit, cursor, ...filter } = query;
    const rows = await this.events.list(caller.tenantId, { ...filter, before: idAfter(cursor), limit: limit + 1 });
    return pageFrom(rows, limit, (event) => event);
  }
}
