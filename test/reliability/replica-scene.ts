import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signDevelopmentToken } from '../../src/tenancy/development-key.ts';
import { ServiceReplica, type ServiceChanges } from './service-replica.ts';

interface SceneOptions {
  /** As the application role. */
  databaseUrl: string;
  oktaOrigins: readonly string[];
  /** Undefined: the service as it was compiled. */
  changes: ServiceChanges | undefined;
  /** More of the environment. */
  env?: Record<string, string>;
}

const SCOPES = 'connections:read connections:write actions:run triggers:read triggers:write';
const ASK_EVERY_MS = 50;

/** Replicas of the service on one database, and a tenant that calls them. */
export class ReplicaScene {
  readonly #options: SceneOptions;
  readonly #dataDir: string;
  readonly #replicas = new Set<ServiceReplica>();
  /** As `ENCRYPTION_KEYS` has them. */
  encryptionKeys = newKey('k1');

  private constructor(options: SceneOptions, dataDir: string) {
    this.#options = options;
    this.#dataDir = dataDir;
  }

  static async open(options: SceneOptions): Promise<ReplicaScene> {
    return new ReplicaScene(options, await mkdtemp(join(tmpdir(), 'okta-connector-replicas-')));
  }

  /** A replica that is ready. */
  async start(
    changes: ServiceChanges | undefined = this.#options.changes,
  ): Promise<{ replica: ServiceReplica; url: string }> {
    const replica = ServiceReplica.start({ env: this.environment(), changes });
    this.#replicas.add(replica);
    const url = await replica.url;
    while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) await wait(ASK_EVERY_MS);
    return { replica, url };
  }

  token(tenantId: string): Promise<string> {
    return signDevelopmentToken({ dataDir: this.#dataDir, tenantId, scope: SCOPES, subject: 'recipe-42' });
  }

  /** The answer of a call that must succeed. */
  async send<T>(url: string, { tenant, method, path, body }: SceneCall): Promise<T> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(tenant)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** @returns the connection's id */
  async connect(
    url: string,
    { tenant, origin, auth }: { tenant: string; origin: string; auth: object },
  ): Promise<string> {
    const body = { name: randomUUID(), domain: new URL(origin).host, auth };
    return (await this.send<{ id: string }>(url, { tenant, method: 'POST', path: '/v1/connections', body })).id;
  }

  environment(): Record<string, string> {
    const { databaseUrl, oktaOrigins, env } = this.#options;
    return {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      METRICS_PORT: '0',
      DATA_DIR: this.#dataDir,
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEYS: this.encryptionKeys,
      OKTA_DEV_ORIGINS: oktaOrigins.join(','),
      LOG_LEVEL: 'info',
      ...env,
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#replicas].map((replica) => replica.kill()));
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}

interface SceneCall {
  tenant: string;
  method: string;
  path: string;
  body?: unknown;
}

export const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
