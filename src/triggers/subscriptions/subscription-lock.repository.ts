import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { arrivalLock } from '../events/event.repository.js';

/** Locks on what the subscriptions of a connection are, until the transaction ends. Within the tenant's open transaction. */
@Injectable()
export class SubscriptionLocks {
  constructor(private readonly database: TenantDatabase) {}

  /** Those who change a connection's subscriptions do so one after the other. */
  async holdChanges(tenant: TenantId, connectionId: string): Promise<void> {
    await this.#lock(`subscriptions/${tenant}/${connectionId}`);
  }

  /**
   * Waits for arrivals of events that do not see what this transaction adds; those that come later do see it. With that a
   * new subscription hears of each event either from its arrival or from the store.
   */
  async holdArrivals(tenant: TenantId, connectionId: string): Promise<void> {
    await this.#lock(arrivalLock(tenant, connectionId));
  }

  async #lock(name: string): Promise<void> {
    await this.database.manager().query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  }
}
