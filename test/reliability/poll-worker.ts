import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import type { OktaSession } from '../../src/connections/okta-session.ts';
import { createDataSource } from '../../src/core/database/data-source.ts';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import { Draining } from '../../src/core/http/draining.ts';
import { JobQueue } from '../../src/core/jobs/job-queue.service.ts';
import type { TenantId } from '../../src/core/tenant-id.ts';
import { EgressGuard } from '../../src/okta/egress-guard.ts';
import { LiveReplicas } from '../../src/okta/limits/live-replicas.ts';
import { RateBudgetRepository } from '../../src/okta/limits/rate-budget.repository.ts';
import { RateGovernor } from '../../src/okta/limits/rate-governor.ts';
import { OktaClient } from '../../src/okta/okta-client.ts';
import { DeliveryOutbox } from '../../src/triggers/events/delivery-outbox.repository.ts';
import { DeliveryWriter } from '../../src/triggers/events/delivery-writer.service.ts';
import { EventIntake } from '../../src/triggers/events/event-intake.service.ts';
import { EventRepository } from '../../src/triggers/events/event.repository.ts';
import { LogPageStore } from '../../src/triggers/polling/log-page-store.service.ts';
import { LogPoller } from '../../src/triggers/polling/log-poller.service.ts';
import { LogPolling } from '../../src/triggers/polling/log-polling.service.ts';
import type { LogPosition } from '../../src/triggers/polling/log-position.ts';
import { LogPositions } from '../../src/triggers/polling/log-position.repository.ts';
import { SubscriptionRepository } from '../../src/triggers/subscriptions/subscription.repository.ts';
import { DUE_AT, type PollReport, type PollWorkerSettings } from './poll-protocol.ts';

// One process of the service as far as polling goes; it polls until its parent says that it is over.

Logger.overrideLogger(false);
process.on('disconnect', () => process.exit());

const settings = JSON.parse(process.env['WORKER_SETTINGS'] ?? '') as PollWorkerSettings;
const { databaseUrl, origins, variant, everySeconds } = settings;
const dataSource = await createDataSource({ url: databaseUrl, poolSize: 10, entities: [] }).initialize();
const database = new TenantDatabase(dataSource);
const dueAt = new Map<string, number>();

class MeasuredPositions extends LogPositions {
  override async lease(tenant: TenantId, connectionId: string, seconds: number): Promise<LogPosition | undefined> {
    const position =
      variant === 'real' ? await super.lease(tenant, connectionId, seconds) : await this.look(tenant, connectionId);
    if (position) dueAt.set(connectionId, Date.now() - position.lateMs);
    return position;
  }

  /** As `lease`, but nobody else is kept away. */
  private async look(tenantId: TenantId, connectionId: string): Promise<LogPosition | undefined> {
    const rows = await database.manager().query<Omit<LogPosition, 'tenantId' | 'connectionId'>[]>(
      `SELECT attempts AS attempt, since::text, next_target AS "nextTarget", last_published AS "lastPublished",
         interval_seconds AS "intervalSeconds", (extract(epoch FROM now() - due_at) * 1000)::float8 AS "lateMs"
       FROM log_position WHERE tenant_id = $1 AND id = $2 AND due_at <= now()`,
      [tenantId, connectionId],
    );
    return rows[0] && { tenantId, connectionId, ...rows[0] };
  }
}

async function open(tenantId: TenantId, connectionId: string): Promise<OktaSession> {
  const origin = origins[Number(connectionId.split('_')[1]) % origins.length] ?? '';
  const authorize = async () => ({ authorization: connectionId, [DUE_AT]: String(dueAt.get(connectionId)) });
  const usage = { tenantId, connectionId, principal: connectionId, share: 0.5 };
  const org = { origin, linkHosts: [new URL(origin).host] };
  return {
    tenantId,
    connectionId,
    version: 1,
    readOnly: false,
    org,
    authorizer: { authorize, usage },
    grantedScopes: undefined,
  };
}

const budgets = new RateBudgetRepository(dataSource);
const replicas = new LiveReplicas(budgets);
await replicas.start();
const governor = new RateGovernor(budgets, { replicas: () => replicas.count });
const client = new OktaClient(new EgressGuard({ trustedOrigins: origins }), { governor });
const positions = new MeasuredPositions(dataSource, database);
const jobs = new JobQueue({ role: 'api' }, dataSource, database, new Draining());
const intake = new EventIntake(
  database,
  new SubscriptionRepository(database),
  new EventRepository(database),
  new DeliveryWriter(new DeliveryOutbox(database), jobs),
  jobs,
);
const poller = new LogPoller(
  database,
  positions,
  new LogPageStore(intake, positions),
  { open, learn: async () => {} },
  client,
  { fastestSeconds: everySeconds, slowestSeconds: everySeconds },
);
const polling = new LogPolling({ role: 'worker' }, poller);

const report = (message: PollReport): void => {
  process.send?.(message);
};

process.on('message', () => {
  void polling.onModuleDestroy().then(() => report({ kind: 'ended' }));
});
polling.onApplicationBootstrap();
report({ kind: 'ready' });
