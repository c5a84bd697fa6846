import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '../../src/core/ids.ts';
import { drainJob } from '../../src/core/jobs/drain-job.ts';
import { DELIVERIES_QUEUE } from '../../src/core/jobs/queues.ts';
import { parseTenantId, type TenantId } from '../../src/core/tenant-id.ts';
import type { DeliverySettings } from '../../src/deliveries/delivery-settings.ts';
import { DeliveryWriter } from '../../src/triggers/events/delivery-writer.service.ts';
import type { Subscription } from '../../src/triggers/subscriptions/subscription.ts';
import { TENANT_ROWS } from '../support/tenant-rows.ts';
import { startDelivery, type DeliveryParts } from './delivery-parts.ts';

/** How one delivery fared. */
export interface Passage {
  /** From the commit of its event to the answer. */
  ms: number;
  /** Deliveries of busy tenants that were answered in between. */
  overtakenBy: number;
}

/** Written down at once. */
const CHUNK = 500;

/** A process that delivers, and a receiver that answers after so long. Tenants whose name begins with `busy` are busy. */
export class DeliveryStage {
  #busyAnswers = 0;
  readonly #awaited = new Map<string, () => void>();
  readonly #server = createServer((request, response) => void this.#receive(request, response));

  private constructor(
    readonly parts: DeliveryParts,
    private readonly answerMs: number,
  ) {}

  static async set(
    databaseUrl: string,
    { settings, answerMs }: { settings: DeliverySettings; answerMs: number },
  ): Promise<DeliveryStage> {
    const stage = new DeliveryStage(await startDelivery(databaseUrl, settings), answerMs);
    await once(stage.#server.listen(0, '127.0.0.1'), 'listening');
    return stage;
  }

  get busyAnswers(): number {
    return this.#busyAnswers;
  }

  async strike(): Promise<void> {
    await this.parts.stop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A tenant of its own with one connection and so many subscriptions. */
  async tenant(name: string, subscriptions = 1): Promise<Subscription[]> {
    const tenantId = parseTenantId(name);
    if (!tenantId) throw new Error(`${name} is no tenant id`);
    const { database } = this.parts;
    return database.transaction(tenantId, async () => {
      await database.manager().query(TENANT_ROWS['connection'] ?? '', [tenantId]);
      const made: Subscription[] = [];
      for (let count = 0; count < subscriptions; count += 1) made.push(await this.#subscribe(tenantId));
      return made;
    });
  }

  /** Writes so many events and their deliveries down, to wait until `release`. */
  async fill(subscription: Subscription, count: number): Promise<void> {
    const aside = { ...subscription, deliveryType: 'pull' as const };
    for (let done = 0; done < count; done += CHUNK) await this.#write(aside, Math.min(CHUNK, count - done));
  }

  /** All that `fill` wrote down is due. */
  async release(subscriptions: readonly Subscription[]): Promise<void> {
    const { database, jobs } = this.parts;
    const sql = `UPDATE delivery SET status = 'pending' WHERE subscription_id = $1 AND status = 'held'`;
    for (const { tenantId, id } of subscriptions) {
      await database.transaction(tenantId, () => database.manager().query(sql, [id]));
    }
    for (const { tenantId, id } of subscriptions) {
      await jobs.send(DELIVERIES_QUEUE, ...drainJob(tenantId, id));
      jobs.wake(DELIVERIES_QUEUE);
    }
  }

  /** One event, until the receiver has answered. */
  async pass(subscription: Subscription): Promise<Passage> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const awaitedBefore = this.#busyAnswers;
    this.#awaited.set(subscription.id, resolve);
    await this.#write(subscription, 1);
    const committedAt = performance.now();
    this.parts.jobs.wake(DELIVERIES_QUEUE);
    await promise;
    return { ms: performance.now() - committedAt, overtakenBy: this.#busyAnswers - awaitedBefore };
  }

  async #write(subscription: Subscription, count: number): Promise<void> {
    const { database, events, writer } = this.parts;
    const { tenantId, connectionId } = subscription;
    const published = new Date().toISOString();
    const fresh = Array.from({ length: count }, () => ({
      uuid: randomUUID(),
      published,
      eventType: 'user.session.start',
    }));
    await database.transaction(tenantId, async () => {
      await events.insertNew(tenantId, { connectionId, source: 'log', events: fresh });
      const deliverables = fresh.map((event) => DeliveryWriter.eventFor(subscription, event));
      await writer.write(subscription, deliverables, published);
    });
  }

  async #subscribe(tenantId: TenantId): Promise<Subscription> {
    const { port } = this.#server.address() as AddressInfo;
    const id = newId('sub');
    const values = {
      tenantId,
      id,
      connectionId: 'con_1',
      triggerId: 'new-event-polling',
      mode: 'polling' as const,
      status: 'active' as const,
      statusReason: null,
      eventTypes: null,
      params: {},
      deliveryType: 'webhook' as const,
      deliveryUrl: `http://127.0.0.1:${port}/${tenantId}/${id}`,
      startFrom: new Date(),
      failingSince: null,
      lastEventAt: null,
      scheduleFrom: null,
      scheduleDueAt: null,
      scheduleState: null,
      createdBy: 'tester',
    };
    await this.parts.subscriptions.insert(values);
    await this.parts.secrets.create(values);
    const stored = await this.parts.subscriptions.find(tenantId, id);
    if (!stored) throw new Error('The subscription was not stored');
    return stored;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    await once(request, 'end');
    await new Promise((resolve) => setTimeout(resolve, this.answerMs));
    const [, tenant = '', id = ''] = (request.url ?? '').split('/');
    response.writeHead(204).end();
    if (tenant.startsWith('busy')) this.#busyAnswers += 1;
    else this.#awaited.get(id)?.();
  }
}
