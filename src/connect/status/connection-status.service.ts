import { Injectable } from '@nestjs/common';
import { ActionRegistry } from '../../actions/registry.js';
import { RunStatistics } from '../../actions/runs/run-statistics.repository.js';
import type { Run } from '../../actions/runs/run.js';
import { RunRepository } from '../../actions/runs/run.repository.js';
import { ConnectionDoctor } from '../../connections/connection-doctor.js';
import { ConnectionsService } from '../../connections/connections.service.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { DeliveryStatistics } from '../../deliveries/delivery-statistics.repository.js';
import { RateGovernor } from '../../okta/limits/rate-governor.js';
import type { Caller } from '../../tenancy/caller.js';
import { AccessTokens } from '../../tokens/oauth/access-tokens.service.js';
import { firstHour, type ShownRun, type StatusModel } from './status-model.js';

const LATEST = 6;

/** Gathers what the status page shows. */
@Injectable()
export class ConnectionStatus {
  constructor(
    private readonly database: TenantDatabase,
    private readonly connections: ConnectionsService,
    private readonly tokens: AccessTokens,
    private readonly runs: RunRepository,
    private readonly runStatistics: RunStatistics,
    private readonly deliveryStatistics: DeliveryStatistics,
    private readonly registry: ActionRegistry,
    private readonly governor: RateGovernor,
    private readonly doctor: ConnectionDoctor,
  ) {}

  /** Asks the database alone. @throws ConnectorError `not_found` */
  async read(caller: Caller, connectionId: string, now = new Date()): Promise<StatusModel> {
    const { tenantId } = caller;
    const since = firstHour(now);
    return this.database.transaction(tenantId, async () => ({
      now,
      connection: await this.connections.get(caller, connectionId),
      token: await this.tokens.state(tenantId, connectionId),
      runs: await this.runStatistics.hourly(tenantId, connectionId, since),
      latest: (await this.runs.list(tenantId, { connectionId, limit: LATEST })).map((run) => this.#shown(run)),
      deliveries: await this.deliveryStatistics.hourly(tenantId, connectionId, since),
      limits: this.governor.usage({ tenantId, connectionId }),
    }));
  }

  /** Asks Okta too; the connection's status follows from what is found. */
  async examine(caller: Caller, connectionId: string): Promise<StatusModel> {
    const diagnosis = await this.doctor.examine(caller, connectionId);
    return { ...(await this.read(caller, connectionId)), diagnosis };
  }

  #shown({ actionId, status, startedAt, durationMs, errorCode }: Run): ShownRun {
    return {
      title: this.registry.find(actionId)?.definition.title ?? actionId,
      status,
      startedAt,
      durationMs,
      errorCode,
    };
  }
}
