import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { signDevelopmentToken } from '../../src/tenancy/development-key.ts';
import { startOktaOrg, type OktaOrg } from '../okta-org/okta-org-process.ts';
import { DURABLE_SETTINGS, startTestCluster, type TestCluster } from '../support/test-cluster.ts';
import { EventFront } from './event-front.ts';
import { EventReceiver } from './event-receiver.ts';
import { ServiceReplica, type ServiceChanges } from './service-replica.ts';

/** What the subscription is about; Okta sends both to event hooks. */
export const EVENT_TYPES = ['user.session.start', 'user.account.lock'];
const TENANT = 'acme';
const ASK_EVERY_MS = 100;
/** Nothing new for so long: it will not come any more. */
const PATIENCE_MS = 150_000;

interface SubscribeOptions {
  mode?: 'hybrid' | 'realtime';
  startFrom?: string;
}

interface Parts {
  cluster: TestCluster;
  org: OktaOrg;
  front: EventFront;
  receiver: EventReceiver;
  dataDir: string;
}

/** A Postgres of its own, a local Okta org, a receiver, and replicas of the service behind one address. */
export class EventScene {
  readonly cluster: TestCluster;
  readonly org: OktaOrg;
  readonly front: EventFront;
  readonly receiver: EventReceiver;
  static readonly #open = new Set<EventScene>();
  readonly #dataDir: string;
  readonly #replicas = new Set<ServiceReplica>();
  readonly #pool: Pool;

  private constructor({ cluster, org, front, receiver, dataDir }: Parts) {
    this.cluster = cluster;
    this.org = org;
    this.front = front;
    this.receiver = receiver;
    this.#dataDir = dataDir;
    this.#pool = new Pool({ connectionString: this.#databaseUrl('test_admin'), max: 2 });
    // Connections end when the server is stopped; the next query makes a new one.
    this.#pool.on('error', () => undefined);
  }

  static async open(): Promise<EventScene> {
    const [cluster, org] = await Promise.all([startTestCluster(DURABLE_SETTINGS), startOktaOrg()]);
    const dataDir = await mkdtemp(join(tmpdir(), 'okta-connector-events-'));
    const [front, receiver] = await Promise.all([EventFront.open(), EventReceiver.open()]);
    const scene = new EventScene({ cluster, org, front, receiver, dataDir });
    EventScene.#open.add(scene);
    return scene;
  }

  /** For a run that is interrupted. */
  static async closeAll(): Promise<void> {
    await Promise.all([...EventScene.#open].map((scene) => scene.close()));
  }

  /** A replica that is ready and gets calls. */
  async start(changes?: ServiceChanges): Promise<ServiceReplica> {
    const replica = ServiceReplica.start({ env: this.#environment(), changes });
    this.#replicas.add(replica);
    const url = await replica.url;
    await this.#untilReady(url);
    this.front.add(url);
    return replica;
  }

  /** Calls go elsewhere when it is dead, not before. */
  async kill(replica: ServiceReplica): Promise<void> {
    await replica.kill();
    this.#replicas.delete(replica);
    this.front.remove(await replica.url);
  }

  /** Connects the org and subscribes; resolves when the event hook is verified. */
  async subscribe({ mode = 'hybrid', startFrom = 'now' }: SubscribeOptions = {}): Promise<string> {
    const { org, receiver } = this;
    const auth = { type: 'apiToken', apiToken: org.apiToken };
    const body = { name: 'Acme', domain: new URL(org.url).host, auth };
    const connection = await this.send<{ id: string }>('POST', '/v1/connections', body);
    const subscription = await this.send<{ id: string; signingSecret: string }>(
      'POST',
      `/v1/connections/${connection.id}/subscriptions`,
      {
        triggerId: 'new-event-realtime',
        mode,
        startFrom,
        params: { eventTypes: EVENT_TYPES },
        delivery: { type: 'webhook', url: receiver.url },
      },
    );
    receiver.expectSecret(subscription.signingSecret);
    await this.#untilVerified(subscription.id);
    return subscription.id;
  }

  /** Events of the org; `hooks: false` means that only the System Log has them. @returns their uuids */
  async emit(count: number, { hooks = true } = {}): Promise<string[]> {
    if (count === 0) return [];
    const events = EVENT_TYPES.map((eventType) => ({ eventType }));
    return (await this.org.emit({ events, count, hooks })).uuids;
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const token = await signDevelopmentToken({ dataDir: this.#dataDir, tenantId: TENANT });
    const response = await fetch(`${this.front.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, values)).rows;
  }

  /** While `work` is under way somebody sees the database as it was when it began. */
  async holdSnapshot(work: () => Promise<void>): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await client.query('SELECT txid_current_snapshot()');
      await work();
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  /** Waits until so many deliveries are settled, or nothing moves any more. @returns how many are */
  async untilSettled(count: number): Promise<number> {
    let settled = 0;
    for (let movedAt = performance.now(); performance.now() - movedAt < PATIENCE_MS;) {
      const [row] = await this.query<{ settled: number }>(
        `SELECT count(*)::int AS settled FROM delivery WHERE status = 'delivered'`,
      );
      if (row && row.settled > settled) [settled, movedAt] = [row.settled, performance.now()];
      if (settled >= count) break;
      await wait(ASK_EVERY_MS);
    }
    return settled;
  }

  async close(): Promise<void> {
    if (!EventScene.#open.delete(this)) return;
    await Promise.all([...this.#replicas].map((replica) => replica.kill()));
    await Promise.all([this.org.stop(), this.front.close(), this.receiver.close()]);
    await this.#pool.end();
    await this.cluster.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  #databaseUrl(role: string): string {
    return `postgres://${role}:test@127.0.0.1:${this.cluster.port}/okta_connector`;
  }

  #environment(): Record<string, string> {
    return {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: this.front.url,
      DATA_DIR: this.#dataDir,
      DATABASE_URL: this.#databaseUrl('okta_connector'),
      OKTA_DEV_ORIGINS: this.org.url,
      DELIVERY_ALLOWED_ORIGINS: this.receiver.origin,
      LOG_LEVEL: 'warn',
    };
  }

  async #untilReady(url: string): Promise<void> {
    for (;;) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await wait(ASK_EVERY_MS);
    }
  }

  async #untilVerified(subscriptionId: string): Promise<void> {
    const path = `/v1/subscriptions/${subscriptionId}`;
    for (let asked = 0; asked < 600; asked += 1) {
      const { hook } = await this.send<{ hook?: { state: string } }>('GET', path);
      if (hook?.state === 'verified') return;
      await wait(ASK_EVERY_MS);
    }
    throw new Error('The event hook was not verified');
  }
}
