import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signDevelopmentToken } from '../../src/tenancy/development-key.ts';
import { startOktaOrg, type OktaOrg } from '../okta-org/okta-org-process.ts';
import { ServiceReplica, type ServiceChanges, type SimulatedNetwork } from './service-replica.ts';

type Environment = Record<string, string>;

export interface ServiceSceneOptions {
  /** As the application role. */
  databaseUrl: string;
  /** Undefined: what was compiled, as it is. */
  changes?: ServiceChanges | undefined;
  /** Nothing but this, the database and the local Okta org can be reached. */
  network?: Partial<SimulatedNetwork>;
  /** More of the environment; may follow from the org. */
  env?: Environment | ((org: OktaOrg) => Promise<Environment>);
  /** Gets all that the service prints. */
  hear?: ((text: string) => void) | undefined;
}

export interface Call {
  tenant?: string;
  /** Instead of a token of the tenant; null: none. */
  token?: string | null;
  /** Text is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** After that it is given up. */
  timeoutMs?: number;
}

/** Undefined where the answer is no JSON. */
export interface Reply<T = unknown> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

interface SceneParts {
  org: OktaOrg;
  dataDir: string;
  encryptionKey: string;
  env: Environment;
  options: ServiceSceneOptions;
}

const ALL_SCOPES = 'connections:read connections:write actions:run triggers:read triggers:write audit:read';
const ASK_EVERY_MS = 50;
const OVERLOADED_MS = 500;
const GIVE_UP_MS = 120_000;

/** The service as a process of its own before a local Okta org; tenants call it as the platform does. */
export class ServiceScene {
  replica: ServiceReplica;
  url = '';
  /** How often the service had too much to do. */
  overloads = 0;
  readonly #tokens = new Map<string, string>();

  private constructor(private readonly parts: SceneParts) {
    this.replica = this.#launch();
  }

  get org(): OktaOrg {
    return this.parts.org;
  }

  /** The newest of ENCRYPTION_KEYS, as it is given. */
  get encryptionKey(): string {
    return this.parts.encryptionKey;
  }

  static async open(options: ServiceSceneOptions): Promise<ServiceScene> {
    const org = await startOktaOrg();
    const dataDir = await mkdtemp(join(tmpdir(), 'okta-connector-scene-'));
    // Scenes one after the other on one database have one key.
    const key = createHash('sha256').update(new URL(options.databaseUrl).pathname).digest('base64');
    const env = typeof options.env === 'function' ? await options.env(org) : (options.env ?? {});
    const scene = new ServiceScene({ org, dataDir, encryptionKey: key, env, options });
    await scene.#untilReady().catch(async (error: unknown) => {
      await scene.close();
      throw error;
    });
    return scene;
  }

  /** A new process on the same database and keys, after the last one has ended. */
  async restart(env?: Environment): Promise<void> {
    this.replica = this.#launch(env);
    await this.#untilReady();
  }

  async token({ tenant = 'acme', scope = ALL_SCOPES } = {}): Promise<string> {
    const known = this.#tokens.get(`${tenant} ${scope}`);
    if (known) return known;
    const { dataDir } = this.parts;
    const token = await signDevelopmentToken({ dataDir, tenantId: tenant, scope, subject: 'recipe-42' });
    this.#tokens.set(`${tenant} ${scope}`, token);
    return token;
  }

  /** Sends it again, after a while, as long as the service has too much to do. */
  async send<T = unknown>(method: string, path: string, call: Call = {}): Promise<Reply<T>> {
    const until = performance.now() + (call.timeoutMs ?? GIVE_UP_MS);
    for (;;) {
      const reply = await this.#sendOnce<T>(method, path, call);
      const isOverloaded = reply.status === 503 && reply.text.includes('"overloaded"');
      if (!isOverloaded || performance.now() > until) return reply;
      this.overloads += 1;
      await wait(OVERLOADED_MS);
    }
  }

  async #sendOnce<T>(method: string, path: string, call: Call): Promise<Reply<T>> {
    const { body, tenant } = call;
    const token = call.token === undefined ? await this.token({ ...(tenant && { tenant }) }) : call.token;
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs ?? GIVE_UP_MS),
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(body !== undefined && { body: raw }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) as T };
  }

  /** The answer of a call that must succeed. */
  async must<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const { status, text, body } = await this.send<T>(method, path, call);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return body;
  }

  /** The body that connects the local org. */
  connection(name: string, changes: object = {}): object {
    const auth = { type: 'apiToken', apiToken: this.org.apiToken };
    return { name, domain: new URL(this.org.url).host, auth, ...changes };
  }

  async close(): Promise<void> {
    await this.replica.kill();
    await this.org.stop();
    await rm(this.parts.dataDir, { recursive: true, force: true });
  }

  #launch(more: Environment = {}): ServiceReplica {
    const { dataDir, encryptionKey, env, options } = this.parts;
    const { databaseUrl, changes, hear } = options;
    const own = {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: '0',
      METRICS_PORT: '0',
      DATA_DIR: dataDir,
      ENCRYPTION_KEYS: `k1:${encryptionKey}`,
      DATABASE_URL: databaseUrl,
      OKTA_DEV_ORIGINS: this.org.url,
      LOG_LEVEL: 'warn',
    };
    return ServiceReplica.start({ env: { ...own, ...env, ...more }, changes: this.#networked(changes), hear });
  }

  #networked(changes: ServiceChanges | undefined): ServiceChanges | undefined {
    const { network, databaseUrl } = this.parts.options;
    if (!network) return changes;
    const { open = [], internet, canary } = network;
    const own = [databaseUrl, this.org.url].map((url) => Number(new URL(url).port));
    return { ...changes, network: { open: [...open, ...own], internet, canary } };
  }

  async #untilReady(): Promise<void> {
    this.url = await this.replica.url;
    while (!(await fetch(`${this.url}/readyz`).catch(() => undefined))?.ok) await wait(ASK_EVERY_MS);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
