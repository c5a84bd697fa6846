import { createHash, randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { startOktaOrg, type OktaOrg } from '../okta-org/okta-org-process.ts';
import type { Target, WorkerSettings } from './protocol.ts';
import type { Pace } from './pace.ts';
import { WorkerProcess } from './worker-process.ts';

export interface DatabaseUrls {
  /** As the application role. */
  url: string;
  /** As a superuser. */
  adminUrl: string;
}

type WorkerOptions = Partial<Pick<WorkerSettings, 'variant' | 'failpoint' | 'sweepEveryMs'>> & {
  timing?: Partial<WorkerSettings['timing']>;
};

interface ConnectionRow {
  version: number;
  reason: string | null;
}

const REDIRECT = 'http://localhost:3999/callback';
const VERIFIER = 'v'.repeat(43);

/** One Postgres, one local Okta org, and worker processes; everything that was started is gone after `close`. */
export class ReliabilityScene {
  readonly org: OktaOrg;
  readonly pace: Pace;
  readonly #database: DatabaseUrls;
  readonly #pool: Pool;
  readonly #key = randomBytes(32).toString('base64');
  readonly #workers = new Set<WorkerProcess>();
  readonly #origins: string[];
  #connections = 0;

  private constructor(org: OktaOrg, { database, pace }: { database: DatabaseUrls; pace: Pace }) {
    this.org = org;
    this.pace = pace;
    this.#database = database;
    this.#origins = [org.url];
    this.#pool = new Pool({ connectionString: database.adminUrl, max: 4 });
    // Whoever stops the server does not wait for idle connections.
    this.#pool.on('error', () => undefined);
  }

  static async open(database: DatabaseUrls, pace: Pace): Promise<ReliabilityScene> {
    return new ReliabilityScene(await startOktaOrg(), { database, pace });
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  /** Workers started from now on may ask this origin for tokens, too. */
  trust(origin: string): void {
    this.#origins.push(origin);
  }

  async worker({ timing, ...options }: WorkerOptions = {}): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start({
      databaseUrl: this.#database.url,
      encryptionKey: this.#key,
      trustedOrigins: this.#origins,
      variant: 'real',
      ...options,
      timing: { ...this.pace.timing, ...timing },
    });
    this.#workers.add(worker);
    return worker;
  }

  workers(count: number, options?: WorkerOptions): Promise<WorkerProcess[]> {
    return Promise.all(Array.from({ length: count }, () => this.worker(options)));
  }

  async end(worker: WorkerProcess): Promise<void> {
    await worker.stop();
    this.#workers.delete(worker);
  }

  /** A connection of its own, with an app and a consent of its own, known to these workers. */
  async connect(workers: WorkerProcess[], { origin = this.org.url, leewaySeconds = 30 } = {}): Promise<Target> {
    this.#connections += 1;
    const connectionId = `con_${this.#connections}`;
    const client = await this.org.createOauthClient({
      kind: 'web',
      redirectUris: [REDIRECT],
      grantedScopes: ['okta.users.read'],
      refreshRotation: 'ROTATE',
      refreshLeewaySeconds: leewaySeconds,
    });
    const target = { connectionId, clientId: client.clientId, clientSecret: client.clientSecret ?? '', origin };
    const tokens = await this.#consent(target);
    await this.query(
      `INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
       VALUES ('acme', $1, $1, 'acme.okta.com', 'https://acme.okta.com', 'us', 'active', 0.5, 'authorizationCode')`,
      [connectionId],
    );
    const [first] = workers;
    await first?.send({ kind: 'begin', target, tokens });
    await Promise.all(workers.map((worker) => worker.send({ kind: 'know', targets: [target] })));
    return target;
  }

  /** The stored token has ended; upkeep does not know yet, so that the next caller is the one to refresh. */
  async expire({ connectionId }: Target): Promise<void> {
    const sql = `UPDATE oauth_token SET expires_at = now() - interval '1 second', refresh_at = now() WHERE connection_id = $1`;
    await this.query(sql, [connectionId]);
  }

  async row({ connectionId }: Target): Promise<ConnectionRow> {
    const sql = 'SELECT version, reauthorization_reason AS reason FROM oauth_token WHERE connection_id = $1';
    const [row] = await this.query<ConnectionRow>(sql, [connectionId]);
    return row ?? { version: 0, reason: null };
  }

  /** Whether Okta ended the consent because a refresh token was used twice. */
  async familyEnded({ clientId }: Target): Promise<boolean> {
    const { families } = await this.org.oauth.stats(clientId);
    return families.some(({ ended }) => ended !== null);
  }

  async tokenRequests({ clientId }: Target): Promise<number> {
    const { requests } = await this.org.oauth.stats(clientId);
    return requests.reduce((sum, one) => sum + one.requests, 0);
  }

  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, values)).rows;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
    await this.org.stop();
    await this.#pool.end();
  }

  async #consent({ clientId, clientSecret }: Target) {
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: 'offline_access okta.users.read',
      state: 'state',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const callback = await this.org.approve(`${this.org.url}/oauth2/v1/authorize?${query.toString()}`);
    const form = {
      grant_type: 'authorization_code',
      code: new URL(callback).searchParams.get('code') ?? '',
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    };
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const body = new URLSearchParams(form);
    const response = await fetch(`${this.org.url}/oauth2/v1/token`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
    const granted = (await response.json()) as { access_token: string; refresh_token: string; expires_in: number };
    return {
      accessToken: granted.access_token,
      tokenType: 'Bearer' as const,
      expiresInSeconds: granted.expires_in,
      scopes: ['okta.users.read'],
      refreshToken: granted.refresh_token,
      idToken: undefined,
    };
  }
}
