import { apiTokenAuthorizer } from '../../../src/connections/api-token.js';
import type { OktaSession } from '../../../src/connections/okta-session.js';
import { Draining } from '../../../src/core/http/draining.js';
import { JobQueue } from '../../../src/core/jobs/job-queue.service.js';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { OktaClient } from '../../../src/okta/okta-client.js';
import { DeliveryOutbox } from '../../../src/triggers/events/delivery-outbox.repository.js';
import { DeliveryWriter } from '../../../src/triggers/events/delivery-writer.service.js';
import { firstSchedule } from '../../../src/triggers/schedules/first-schedule.js';
import { ScheduleRepository } from '../../../src/triggers/schedules/schedule.repository.js';
import { ScheduleStepStore } from '../../../src/triggers/schedules/schedule-step-store.service.js';
import { ScheduledSearches, type SearchOptions } from '../../../src/triggers/schedules/scheduled-searches.service.js';
import type { Subscription } from '../../../src/triggers/subscriptions/subscription.js';
import { SubscriptionRepository } from '../../../src/triggers/subscriptions/subscription.repository.js';
import { startOktaOrg, type OktaOrg } from '../../okta-org/okta-org-process.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { TENANT_ROWS } from '../../support/tenant-rows.js';

export const acme = tenantId('acme');
export const SUBSCRIPTION = 'sub_1';
/** The events of the tests; the org writes others, too. */
export const SOUGHT = 'user.account.lock';
export const HOUR = 3_600_000;

interface SearchParts extends Partial<SearchOptions> {
  schedules?: ScheduleRepository;
  deliveries?: DeliveryWriter;
  steps?: ScheduleStepStore;
  /** Before a connection is opened; what it throws, opening throws. */
  opening?: () => Promise<void> | void;
}

export interface Delivered {
  webhookId: string;
  sequence: number;
  status: string;
  body: {
    events?: { uuid: string }[];
    user?: { id: string; profile: { login: string } };
    group?: { id: string };
    batch?: { number: number; last: boolean };
    window?: { from: string; until: string };
    daysLeft?: number;
    policyId?: string;
    expiresAt?: string;
  };
}

/** A scheduled subscription of a connection to a local org, searched by any number of processes on one database. */
export class ScheduleScene {
  readonly #guard: EgressGuard;

  private constructor(
    readonly org: OktaOrg,
    readonly db: ConnectedDatabase,
  ) {
    this.#guard = new EgressGuard({ trustedOrigins: [org.url] });
  }

  static async open(): Promise<ScheduleScene> {
    const [org, db] = await Promise.all([startOktaOrg(), connectTestDatabase({ poolSize: 6 })]);
    return new ScheduleScene(org, db);
  }

  async close(): Promise<void> {
    await this.#guard.close();
    await this.org.stop();
    await this.db.drop();
  }

  /** A new org, and a connection without subscriptions. */
  async begin(): Promise<void> {
    await this.org.reset();
    for (const table of ['delivery', 'connection']) await this.sql(`DELETE FROM ${table}`);
    await this.sql(TENANT_ROWS['connection'] ?? '', [acme]);
  }

  async subscribe(triggerId: string, params: Record<string, unknown>, startFrom: Date): Promise<void> {
    await this.within(() =>
      new SubscriptionRepository(this.db.database).insert({
        tenantId: acme,
        id: SUBSCRIPTION,
        connectionId: 'con_1',
        triggerId,
        mode: 'polling',
        status: 'active',
        statusReason: null,
        eventTypes: [],
        params,
        deliveryType: 'pull',
        deliveryUrl: null,
        startFrom,
        failingSince: null,
        lastEventAt: null,
        createdBy: 'tester',
        ...firstSchedule(triggerId, params, startFrom),
      }),
    );
  }

  schedules(): ScheduleRepository {
    return new ScheduleRepository(this.db.dataSource, this.db.database);
  }

  writer(): DeliveryWriter {
    return new DeliveryWriter(this.outbox(), this.jobs());
  }

  outbox(): DeliveryOutbox {
    return new DeliveryOutbox(this.db.database);
  }

  jobs(): JobQueue {
    return new JobQueue({ role: 'api' }, this.db.dataSource, this.db.database, new Draining());
  }

  store(schedules = this.schedules(), deliveries = this.writer()): ScheduleStepStore {
    return new ScheduleStepStore(this.db.database, schedules, deliveries, this.jobs());
  }

  /** As one process has it. */
  searches({ schedules = this.schedules(), deliveries, steps, opening, ...options }: SearchParts = {}) {
    const session: OktaSession = {
      tenantId: acme,
      connectionId: 'con_1',
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
    const subscriptions = new SubscriptionRepository(this.db.database);
    const store = steps ?? this.store(schedules, deliveries);
    return new ScheduledSearches(this.db.database, schedules, subscriptions, store, access, client, options);
  }

  /** One turn, as if its time had come. */
  async search(parts: SearchParts | ScheduledSearches = {}): Promise<void> {
    await this.makeDue();
    const searches = parts instanceof ScheduledSearches ? parts : this.searches(parts);
    await searches.search({ tenantId: acme, id: SUBSCRIPTION });
  }

  async makeDue(): Promise<void> {
    await this.sql(`UPDATE subscription SET schedule_due_at = now() - interval '1 second'`);
  }

  /** Events of a time in the past. @returns their uuids */
  async happenAt(times: readonly Date[]): Promise<string[]> {
    const events = times.map((at) => ({ eventType: SOUGHT, published: at.toISOString() }));
    return (await this.org.addLogEvents(events)).map(({ uuid }) => uuid);
  }

  /** What was written down for the subscription, in the order of its sequence. */
  delivered(): Promise<Delivered[]> {
    return this.sql<Delivered>(
      `SELECT webhook_id AS "webhookId", sequence::int, status, body FROM delivery ORDER BY sequence`,
    );
  }

  /** The uuids of all events in all lists. */
  async told(): Promise<string[]> {
    return (await this.delivered()).flatMap(({ body }) => body.events?.map(({ uuid }) => uuid) ?? []);
  }

  async subscription(): Promise<Subscription> {
    const subscriptions = new SubscriptionRepository(this.db.database);
    const found = await this.within(() => subscriptions.find(acme, SUBSCRIPTION));
    if (!found) throw new Error('The subscription is gone');
    return found;
  }

  within<T>(work: () => Promise<T>): Promise<T> {
    return this.db.database.transaction(acme, work);
  }

  sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return query<Row & Record<string, unknown>>(this.db.adminUrl, text, values);
  }
}
