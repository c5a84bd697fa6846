import { apiTokenAuthorizer } from '../../../src/connections/api-token.js';
import type { OktaSession } from '../../../src/connections/okta-session.js';
import { Draining } from '../../../src/core/http/draining.js';
import { JobQueue } from '../../../src/core/jobs/job-queue.service.js';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { OktaClient } from '../../../src/okta/okta-client.js';
import { DeliveryOutbox } from '../../../src/triggers/events/delivery-outbox.repository.js';
import { DeliveryWriter } from '../../../src/triggers/events/delivery-writer.service.js';
import { EventIntake } from '../../../src/triggers/events/event-intake.service.js';
import { EventRepository } from '../../../src/triggers/events/event.repository.js';
import { LogPageStore } from '../../../src/triggers/polling/log-page-store.service.js';
import { LogPoller, type PollerOptions } from '../../../src/triggers/polling/log-poller.service.js';
import { LogPositions } from '../../../src/triggers/polling/log-position.repository.js';
import { SubscriptionRepository } from '../../../src/triggers/subscriptions/subscription.repository.js';
import type { RecordedRequest } from '../../okta-org/control-contract.js';
import { startOktaOrg, type OktaOrg } from '../../okta-org/okta-org-process.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { TENANT_ROWS } from '../../support/tenant-rows.js';

export const acme = tenantId('acme');
export const CONNECTION = 'con_1';
/** The events of the tests; the org writes others, too. */
export const HEARD = 'user.account.lock';

const HOUR = 3_600_000;

export interface PositionRow {
  nextTarget: string | null;
  lastPublished: Date | null;
  intervalSeconds: number;
  error: string | null;
  dueInSeconds: number;
}

interface PollerParts extends Partial<PollerOptions> {
  positions?: LogPositions;
  events?: EventRepository;
  /** Before a connection is opened; what it throws, opening throws. */
  opening?: () => Promise<void> | void;
}

/** A connection with one subscription, polled from a local org by any number of pollers on one database. */
export class PollingScene {
  readonly #guard: EgressGuard;

  private constructor(
    readonly org: OktaOrg,
    readonly db: ConnectedDatabase,
  ) {
    this.#guard = new EgressGuard({ trustedOrigins: [org.url] });
  }

  static async open(): Promise<PollingScene> {
    const [org, db] = await Promise.all([startOktaOrg(), connectTestDatabase({ poolSize: 6 })]);
    return new PollingScene(org, db);
  }

  async close(): Promise<void> {
    await this.#guard.close();
    await this.org.stop();
    await this.db.drop();
  }

  /** A new org, and a connection whose subscription begins an hour ago. */
  async begin(since = new Date(Date.now() - HOUR)): Promise<void> {
    await this.org.reset();
    for (const table of ['delivery', 'event', 'connection']) await this.sql(`DELETE FROM ${table}`);
    await this.sql(TENANT_ROWS['connection'] ?? '', [acme]);
    await this.sql(
      `INSERT INTO subscription (tenant_id, id, connection_id, trigger_id, mode, status, event_types, delivery_type, start_from, created_by)
       VALUES ('acme', 'sub_1', 'con_1', 'new-event-polling', 'polling', 'active', ARRAY['${HEARD}'], 'pull', $1, 'tester')`,
      [since],
    );
    await this.within(() => this.positions().begin(acme, CONNECTION, since));
  }

  positions(): LogPositions {
    return new LogPositions(this.db.dataSource, this.db.database);
  }

  /** As one process has it. */
  poller({ positions = this.positions(), events, opening, ...options }: PollerParts = {}): LogPoller {
    const { database, dataSource } = this.db;
    const jobs = new JobQueue({ role: 'api' }, dataSource, database, new Draining());
    const intake = new EventIntake(
      database,
      new SubscriptionRepository(database),
      events ?? new EventRepository(database),
      new DeliveryWriter(new DeliveryOutbox(database), jobs),
      jobs,
    );
    const session: OktaSession = {
      tenantId: acme,
      connectionId: CONNECTION,
      version: 1,
      readOnly: false,
      org: { origin: this.org.url, linkHosts: [new URL(this.org.url).host] },
      authorizer: apiTokenAuthorizer(this.org.apiToken),
      grantedScopes: undefined,
    };
    const open = async () => {
      await opening?.();
      return session;
    };
    const access = { open, learn: async () => {} };
    const client = new OktaClient(this.#guard, { totalTimeoutMs: 5_000, sleep: async () => {} });
    const store = new LogPageStore(intake, positions);
    return new LogPoller(database, positions, store, access, client, { random: () => 0.5, ...options });
  }

  /** One turn, as if its time had come. */
  async poll(poller: LogPoller = this.poller(), stop?: AbortSignal): Promise<void> {
    await this.makeDue();
    await poller.poll({ tenantId: acme, id: CONNECTION }, stop);
  }

  async makeDue(): Promise<void> {
    await this.sql(`UPDATE log_position SET due_at = now() - interval '1 second'`);
  }

  /** Events as they happen; `lateMs`: `published` lies back. @returns their uuids */
  async happen(count: number, lateMs = 0): Promise<string[]> {
    return (await this.org.emit({ events: [{ eventType: HEARD }], count, lateMs })).uuids;
  }

  /** What was written down for the subscription, in the order of its sequence. */
  async delivered(): Promise<string[]> {
    const rows = await this.sql<{ uuid: string }>('SELECT event_uuid AS uuid FROM delivery ORDER BY sequence');
    return rows.map(({ uuid }) => uuid);
  }

  async position(): Promise<PositionRow | undefined> {
    const [row] = await this.sql<PositionRow>(
      `SELECT next_target AS "nextTarget", last_published AS "lastPublished", interval_seconds AS "intervalSeconds", error,
         extract(epoch FROM due_at - now())::float8 AS "dueInSeconds" FROM log_position`,
    );
    return row;
  }

  /** Requests to the System Log. */
  async requests(): Promise<RecordedRequest[]> {
    return (await this.org.requests()).filter(({ path }) => path === '/api/v1/logs');
  }

  within<T>(work: () => Promise<T>): Promise<T> {
    return this.db.database.transaction(acme, work);
  }

  sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return query<Row & Record<string, unknown>>(this.db.adminUrl, text, values);
  }
}
