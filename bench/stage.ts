import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { signDevelopmentToken } from '../src/tenancy/development-key.ts';
import { DURABLE_SETTINGS, startTestCluster, type TestCluster } from '../test/support/test-cluster.ts';
import { Background } from './background.ts';
import { freePort } from './free-port.ts';

const DOCKERFILE = new URL('../Dockerfile', import.meta.url);
const COMPILED = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const SCOPES = 'connections:read connections:write actions:run triggers:read triggers:write';

export interface Service {
  url: string;
  process: Background;
}

interface Connect {
  name: string;
  tenant: string;
  domain: string;
  auth: Record<string, unknown>;
}

/** A Postgres that flushes, and the compiled service in processes of its own, set as in production. */
export class Stage {
  readonly #cluster: TestCluster;
  readonly #dataDir: string;
  readonly #services = new Set<Background>();
  readonly #pool: Pool;

  private constructor(cluster: TestCluster, dataDir: string) {
    this.#cluster = cluster;
    this.#dataDir = dataDir;
    this.#pool = new Pool({ connectionString: this.#databaseUrl('test_admin'), max: 2 });
    this.#pool.on('error', () => undefined);
  }

  static async set(): Promise<Stage> {
    return new Stage(await startTestCluster(DURABLE_SETTINGS), await mkdtemp(join(tmpdir(), 'okta-connector-bench-')));
  }

  /** @param nodeArguments for Node, before the program's name */
  async start(env: Record<string, string> = {}, nodeArguments: string[] = []): Promise<Service> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const process = await Background.start({
      args: [...nodeArguments, COMPILED],
      readyUrl: `${url}/readyz`,
      env: {
        NODE_ENV: 'test',
        NODE_OPTIONS: await imageOptions(),
        HOST: '127.0.0.1',
        PORT: String(port),
        METRICS_PORT: String(await freePort()),
        DATA_DIR: this.#dataDir,
        DATABASE_URL: this.#databaseUrl('okta_connector'),
        ...env,
      },
    });
    this.#services.add(process);
    return { url, process };
  }

  async stop({ process }: Service): Promise<void> {
    await process.stop();
    this.#services.delete(process);
  }

  /** A caller's token; without a tenant it acts for the one in `X-Tenant-Id`. */
  token(tenant?: string): Promise<string> {
    const given = { dataDir: this.#dataDir, subject: 'bench' };
    if (tenant) return signDevelopmentToken({ ...given, tenantId: tenant, scope: SCOPES });
    return signDevelopmentToken({ ...given, scope: `${SCOPES} tenants:any` });
  }

  async connect({ url }: Service, { tenant, ...body }: Connect): Promise<string> {
    const answer = await this.send<{ id: string }>({ url, tenant, method: 'POST', path: '/v1/connections', body });
    return answer.id;
  }

  async send<T>(call: { url: string; tenant: string; method: string; path: string; body?: unknown }): Promise<T> {
    const { url, tenant, method, path, body } = call;
    const headers = { authorization: `Bearer ${await this.token(tenant)}`, 'content-type': 'application/json' };
    const init =
      body === undefined
        ? { headers: { authorization: headers.authorization } }
        : { headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}${path}`, { method, ...init });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, values)).rows;
  }

  async strike(): Promise<void> {
    await Promise.all([...this.#services].map((process) => process.stop()));
    await this.#pool.end();
    await this.#cluster.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  #databaseUrl(role: string): string {
    return `postgres://${role}:test@127.0.0.1:${this.#cluster.port}/okta_connector`;
  }
}

/** What Node is started with in the image. */
async function imageOptions(): Promise<string> {
  const options = /NODE_OPTIONS=(\S+)/.exec(await readFile(DOCKERFILE, 'utf8'))?.[1];
  if (options === undefined) throw new Error('The Dockerfile sets no NODE_OPTIONS');
  return options;
}
