import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '../../src/app.module.js';
import { loadConfig } from '../../src/core/config.js';
import { createLogger } from '../../src/core/logging/create-logger.js';
import { signDevelopmentToken } from '../../src/tenancy/development-key.js';
import { type OktaOrg, type OktaOrgOptions, startOktaOrg } from '../okta-org/okta-org-process.ts';
import { createTestDatabase, type TestDatabase } from './postgres.js';

const ALL_SCOPES = 'connections:read connections:write actions:run triggers:read triggers:write audit:read';

/** An answer of the service. `body` is what a test says it is; null for no body or text that is no JSON. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

export interface SendOptions {
  tenant?: string;
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

interface ServiceOptions {
  oktaOrigins?: string[];
  oktaTimeoutMs?: number;
  /** More of the environment. */
  env?: Record<string, string>;
}

interface ServiceParts {
  database: TestDatabase;
  dataDir: string;
  options: Required<ServiceOptions>;
  logs: string[];
  baseUrl: string;
}

/** The whole service in this process, on a database of its own, listening on a free port. */
export class TestService {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly parts: ServiceParts,
  ) {}

  get baseUrl(): string {
    return this.parts.baseUrl;
  }

  /** Where its signing key for tokens lies. */
  get dataDir(): string {
    return this.parts.dataDir;
  }

  get database(): TestDatabase {
    return this.parts.database;
  }

  /** Log lines so far. */
  get logs(): readonly string[] {
    return this.parts.logs;
  }

  static async start({
    oktaOrigins = [],
    oktaTimeoutMs = 30_000,
    env = {},
  }: ServiceOptions = {}): Promise<TestService> {
    const dataDir = await mkdtemp(join(tmpdir(), 'okta-connector-'));
    return TestService.listen(await createTestDatabase(), dataDir, { oktaOrigins, oktaTimeoutMs, env });
  }

  private static async listen(
    database: TestDatabase,
    dataDir: string,
    options: Required<ServiceOptions>,
  ): Promise<TestService> {
    const config = loadConfig({
      NODE_ENV: 'test',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      OKTA_DEV_ORIGINS: options.oktaOrigins.join(','),
      OKTA_TIMEOUT_MS: String(options.oktaTimeoutMs),
      LOG_LEVEL: 'debug',
      METRICS_PORT: '0',
      ...options.env,
    });
    const logs: string[] = [];
    const destination = new Writable({ write: (line, _, done) => done(void logs.push(String(line))) });
    const app = await createService({ config, logger: createLogger(config, destination) });
    await app.listen(0, '127.0.0.1');
    return new TestService(app, { database, dataDir, options, logs, baseUrl: await app.getUrl() });
  }

  /** A second service on the same database, with the same keys. */
  async replica(env: Record<string, string> = {}): Promise<TestService> {
    const { database, dataDir, options } = this.parts;
    const replicaOptions = { ...options, env: { ...options.env, ...env } };
    return TestService.listen({ ...database, drop: async () => undefined }, dataDir, replicaOptions);
  }

  /** A caller's token: signed, for `tenant`, with all scopes unless said otherwise. */
  async token({ tenant = 'acme', scope = ALL_SCOPES }: { tenant?: string; scope?: string } = {}): Promise<string> {
    return signDevelopmentToken({ dataDir: this.parts.dataDir, tenantId: tenant, scope, subject: 'recipe-42' });
  }

  async send<T = unknown>(method: string, path: string, options: SendOptions = {}): Promise<Answer<T>> {
    const token = options.token ?? (await this.token({ ...(options.tenant && { tenant: options.tenant }) }));
    const raw = typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body !== undefined && { body: raw }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) as T };
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    await rm(this.parts.dataDir, { recursive: true, force: true });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  requestId: string;
  retryable: boolean;
  retryAfterSeconds?: number;
  remedy?: string;
  errors?: { pointer: string; message: string }[];
  missingScopes?: string[];
  upstream?: { status: number; code?: string; summary?: string; causes?: string[]; requestId?: string };
}

export interface RunBody<T> {
  runId: string;
  output: T;
  changed: boolean;
  attempts: number;
  durationMs: number;
  okta: {
    status: number;
    requestId: string;
    rateLimit: { limit: number; remaining: number; resetAt: string } | null;
  } | null;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A service, a local Okta org, and a connection between them: what most end-to-end tests begin with. */
export class Stage {
  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
    readonly connectionId: string,
  ) {}

  static async set({ oktaTimeoutMs, ...options }: OktaOrgOptions & { oktaTimeoutMs?: number } = {}): Promise<Stage> {
    const org = await startOktaOrg(options);
    const service = await TestService.start({ oktaOrigins: [org.url], ...(oktaTimeoutMs && { oktaTimeoutMs }) });
    const body = connectionTo(org, 'Acme');
    const created = await service.send<{ id: string }>('POST', '/v1/connections', { body });
    if (created.status !== 201) throw new Error(`The connection was not created: ${created.text}`);
    return new Stage(service, org, created.body.id);
  }

  /** Runs an action, as the connection's tenant unless said otherwise. */
  run<T = unknown>(actionId: string, input: unknown, options: SendOptions = {}): Promise<Answer<RunBody<T> & Problem>> {
    return this.service.send('POST', `/v1/connections/${this.connectionId}/actions/${actionId}`, {
      body: { input },
      ...options,
    });
  }

  /** The output of an action that must succeed. */
  async output<T>(actionId: string, input: unknown): Promise<T> {
    const { status, body, text } = await this.run<T>(actionId, input);
    if (status !== 200) throw new Error(`${actionId} answered ${status}: ${text}`);
    return body.output;
  }

  async strike(): Promise<void> {
    await this.service.stop();
    await this.org.stop();
  }
}

/** The body that connects `org` with its API token. */
export function connectionTo(org: OktaOrg, name: string, changes: object = {}) {
  return { name, domain: new URL(org.url).host, auth: { type: 'apiToken', apiToken: org.apiToken }, ...changes };
}
