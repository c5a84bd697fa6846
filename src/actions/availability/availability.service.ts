import { Inject, Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import type { ListPage } from '../../core/list-page.js';
import type { Caller } from '../../tenancy/caller.js';
import { type ActionView, actionView, actionsPage, type CatalogueQuery } from '../catalogue-view.js';
import { ActionRegistry } from '../registry.js';
import { availabilityOf, type Availability } from './availability.js';

export type AvailableAction = ActionView & Availability;

/** The catalogue as one connection sees it. */
@Injectable()
export class AvailabilityService {
  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly connections: ConnectionAccess,
  ) {}

  /** @throws ConnectorError `not_found` */
  async list(caller: Caller, connectionId: string, query: CatalogueQuery): Promise<ListPage<AvailableAction>> {
    const standing = await this.connections.standing(caller.tenantId, connectionId);
    return actionsPage(this.registry.list(), query, (action) => ({
      ...actionView(action),
      ...availabilityOf(action, standing),
    }));
  }
}
