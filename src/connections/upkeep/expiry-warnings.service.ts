import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectionsRepository } from '../connections.repository.js';
import { ConnectionEvents } from '../events/connection-events.service.js';
import { ExpiringConnectionsRepository, type ExpiringConnection } from './expiring-connections.repository.js';

/** Days before the end of a consent at which the platform is told. */
const DAYS_AHEAD = [14, 7, 3, 1];

/** Tells the platform in time that a connection needs another consent, at each of those days once. */
@Injectable()
export class ExpiryWarnings {
  constructor(
    private readonly database: TenantDatabase,
    private readonly expiring: ExpiringConnectionsRepository,
    private readonly connections: ConnectionsRepository,
    private readonly events: ConnectionEvents,
  ) {}

  listDue(limit: number): Promise<ExpiringConnection[]> {
    return this.expiring.list(DAYS_AHEAD, limit);
  }

  /** Records the event `connection.expiring`, unless that was done. */
  async warn(due: ExpiringConnection): Promise<void> {
    const { tenantId, id, reauthorizeBefore } = due;
    await this.database.transaction(tenantId, async () => {
      const connection = await this.connections.find(tenantId, id);
      if (!connection || !(await this.expiring.note(tenantId, due))) return;
      await this.events.record(tenantId, { type: 'connection.expiring', connection, reauthorizeBefore });
    });
  }
}
