import { Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import { cataloguePage, type CatalogueQuery } from '../../core/catalogue-page.js';
import type { ListPage } from '../../core/list-page.js';
import type { Caller } from '../../tenancy/caller.js';
import { TriggerRegistry } from '../trigger-registry.js';
import { triggerView, type TriggerView } from '../trigger-view.js';
import { triggerAvailabilityOf, type TriggerAvailability } from './trigger-availability.js';

export type AvailableTrigger = TriggerView & TriggerAvailability;

/** The catalogue of triggers as one connection sees it. */
@Injectable()
export class TriggerAvailabilityService {
  constructor(
    private readonly registry: TriggerRegistry,
    private readonly connections: ConnectionAccess,
  ) {}

  /** @throws ConnectorError `not_found` */
  async list(caller: Caller, connectionId: string, query: CatalogueQuery): Promise<ListPage<AvailableTrigger>> {
    const standing = await this.connections.standing(caller.tenantId, connectionId);
    return cataloguePage(this.registry.list(), query, (trigger) => ({
      ...triggerView(trigger),
      ...triggerAvailabilityOf(trigger.definition, standing),
    }));
  }
}
