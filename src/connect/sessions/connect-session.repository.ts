import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { dueItems, type DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';
import type { SealedSecret } from '../../tokens/secret-box.js';
import type { ConnectSession, StoredSession } from './connect-session.js';
import { SessionProgress } from './session-progress.js';

export type NewSession = Omit<ConnectSession, 'tenantId' | 'expiresAt' | 'expired' | 'finished'> & {
  tokenHash: Buffer;
};

type Row = Omit<StoredSession, 'progress' | 'secrets'> & {
  progress: unknown;
  keyVersion: number | null;
  sealed: Buffer | null;
};

const COLUMNS = `tenant_id AS "tenantId", id, person AS "user", return_url AS "returnUrl", region, name, auth_types AS "authTypes",
  scopes, reconnects, connection_id AS "connectionId", progress, expires_at AS "expiresAt", expires_at <= now() AS expired,
  finished_at IS NOT NULL AS finished, cookie_hash AS "cookieHash", key_version AS "keyVersion", sealed`;

const OPEN = `tenant_id = $1 AND id = $2 AND expires_at > now() AND finished_at IS NULL`;

/** How long after its end a session is remembered, to tell people that it has ended. */
const REMEMBERED = `interval '1 day'`;

/** Visits to the connect page; all but `tenantOf` and `listDue` inside the tenant's transaction. Time is the database's. */
@Injectable()
export class ConnectSessionRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Whose session it is, by the hash of its link or by its id: browsers come without a tenant. */
  async tenantOf({ linkHash, id }: { linkHash?: Buffer; id?: string }): Promise<TenantId | undefined> {
    const [row] = await this.dataSource.query<{ tenant: string | null }[]>(
      `SELECT connect_session_tenant($1, $2) AS tenant`,
      [linkHash ?? null, id ?? null],
    );
    return parseTenantId(row?.tenant);
  }

  /** @returns when it expires */
  async insert(tenant: TenantId, session: NewSession, seconds: number): Promise<Date> {
    const { id, tokenHash, user, returnUrl, region, name, authTypes, scopes, reconnects, connectionId } = session;
    const progress = JSON.stringify(session.progress);
    const [row] = await this.#query<{ expiresAt: Date }>(
      `INSERT INTO connect_session (tenant_id, id, token_hash, person, return_url, region, name, auth_types, scopes, reconnects,
         connection_id, progress, expires_at, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() + make_interval(secs => $13), now() + make_interval(secs => $13))
       RETURNING expires_at AS "expiresAt"`,
      [
        tenant,
        id,
        tokenHash,
        user,
        returnUrl,
        region,
        name,
        authTypes,
        scopes,
        reconnects,
        connectionId,
        progress,
        seconds,
      ],
    );
    if (!row) throw new TypeError('INSERT gave no row');
    return row.expiresAt;
  }

  findByLink(tenant: TenantId, tokenHash: Buffer): Promise<StoredSession | undefined> {
    return this.#find('tenant_id = $1 AND token_hash = $2', [tenant, tokenHash]);
  }

  find(tenant: TenantId, id: string): Promise<StoredSession | undefined> {
    return this.#find('tenant_id = $1 AND id = $2', [tenant, id]);
  }

  /** Ties the session to a browser, for good. @returns false for any other browser */
  async bind(tenant: TenantId, id: string, cookieHash: Buffer): Promise<boolean> {
    return this.#changed(
      `UPDATE connect_session SET cookie_hash = $3 WHERE ${OPEN} AND (cookie_hash IS NULL OR cookie_hash = $3)`,
      [tenant, id, cookieHash],
    );
  }

  /** Notes what is known now; the rest stays. @returns false when the session has ended */
  async advance(tenant: TenantId, id: string, progress: Partial<SessionProgress>): Promise<boolean> {
    return this.#changed(`UPDATE connect_session SET progress = progress || $3::jsonb WHERE ${OPEN}`, [
      tenant,
      id,
      JSON.stringify(progress),
    ]);
  }

  async keepSecrets(tenant: TenantId, id: string, secrets: SealedSecret | null): Promise<void> {
    await this.#changed(`UPDATE connect_session SET key_version = $3, sealed = $4 WHERE ${OPEN}`, [
      tenant,
      id,
      secrets?.keyVersion ?? null,
      secrets?.ciphertext ?? null,
    ]);
  }

  /** Counts a question to Okta. @returns false when the session has had its share */
  async takeTry(tenant: TenantId, id: string, most: number): Promise<boolean> {
    return this.#changed(`UPDATE connect_session SET tries = tries + 1 WHERE ${OPEN} AND tries < $3`, [
      tenant,
      id,
      most,
    ]);
  }

  async setConnection(tenant: TenantId, id: string, connectionId: string | null): Promise<void> {
    await this.#changed(`UPDATE connect_session SET connection_id = $3 WHERE ${OPEN}`, [tenant, id, connectionId]);
  }

  /** Uses the session up and destroys its secrets. @returns false when somebody else did */
  async finish(tenant: TenantId, id: string): Promise<boolean> {
    return this.#changed(
      `UPDATE connect_session SET finished_at = now(), key_version = NULL, sealed = NULL WHERE ${OPEN}`,
      [tenant, id],
    );
  }

  /** Sessions that have come to their end, of all tenants in turn. */
  async listDue(limit: number): Promise<DueItem[]> {
    return dueItems(await this.dataSource.query('SELECT * FROM list_due_connect_sessions($1)', [limit]));
  }

  /** Destroys the secrets of an expired session, and the session itself a day later. */
  async end(tenant: TenantId, id: string): Promise<void> {
    const sql = `DELETE FROM connect_session WHERE tenant_id = $1 AND id = $2 AND expires_at + ${REMEMBERED} <= now()`;
    if (await this.#changed(sql, [tenant, id])) return;
    await this.#changed(
      `UPDATE connect_session SET key_version = NULL, sealed = NULL, due_at = expires_at + ${REMEMBERED}
       WHERE tenant_id = $1 AND id = $2 AND expires_at <= now()`,
      [tenant, id],
    );
  }

  async #find(where: string, parameters: unknown[]): Promise<StoredSession | undefined> {
    const [row] = await this.#query<Row>(`SELECT ${COLUMNS} FROM connect_session WHERE ${where}`, parameters);
    if (!row) return undefined;
    const { keyVersion, sealed, progress, ...session } = row;
    const secrets = keyVersion === null || sealed === null ? null : { keyVersion, ciphertext: sealed };
    return { ...session, secrets, progress: SessionProgress.parse(progress) };
  }

  #query<R>(sql: string, parameters: unknown[]): Promise<R[]> {
    return this.database.manager().query<R[]>(sql, parameters);
  }

  /** TypeORM answers UPDATE and DELETE with the rows and their number. */
  async #changed(sql: string, parameters: unknown[]): Promise<boolean> {
    const [, count] = await this.database.manager().query<[unknown[], number]>(sql, parameters);
    return count > 0;
  }
}
