import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DATA_SOURCE } from '../../core/database/data-source.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';
import type { SealedSecret } from '../../tokens/secret-box.js';

/** A consent in progress. */
export interface OauthFlow extends SealedSecret {
  startHash: Buffer;
  connectionId: string;
  region: string;
  redirectUri: string;
  scopes: string[];
  returnUrl: string | null;
  /** Who asked for it. */
  actor: string;
  expiresAt: Date;
}

/** What ties a flow to the browser that opened its link. */
export interface FlowBinding extends SealedSecret {
  cookieHash: Buffer;
  stateHash: Buffer;
}

const COLUMNS = `start_hash AS "startHash", connection_id AS "connectionId", region, redirect_uri AS "redirectUri", scopes,
  return_url AS "returnUrl", actor, expires_at AS "expiresAt", key_version AS "keyVersion", sealed AS ciphertext`;

/** Consents in progress; all but `tenantOf` inside the tenant's transaction. Time is the database's. */
@Injectable()
export class OauthFlowRepository {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** Whose flow it is, by the hash of its link or of its state: browsers come without a tenant. */
  async tenantOf(hash: Buffer): Promise<TenantId | undefined> {
    const [row] = await this.dataSource.query<{ tenant: string | null }[]>(`SELECT oauth_flow_tenant($1) AS tenant`, [
      hash,
    ]);
    return parseTenantId(row?.tenant);
  }

  /** Adds a flow, and clears away those that have expired. @returns when it expires */
  async insert(tenant: TenantId, flow: Omit<OauthFlow, 'expiresAt'>, seconds: number): Promise<Date> {
    await this.#query(`SELECT delete_expired_oauth_flows()`, []);
    const { startHash, connectionId, region, redirectUri, scopes, returnUrl, actor, keyVersion, ciphertext } = flow;
    const [row] = await this.#query<Pick<OauthFlow, 'expiresAt'>>(
      `INSERT INTO oauth_flow (tenant_id, start_hash, connection_id, region, redirect_uri, scopes, return_url, actor, key_version,
         sealed, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(secs => $11)) RETURNING expires_at AS "expiresAt"`,
      [tenant, startHash, connectionId, region, redirectUri, scopes, returnUrl, actor, keyVersion, ciphertext, seconds],
    );
    if (!row) throw new TypeError('INSERT gave no row');
    return row.expiresAt;
  }

  /** The flow of a link, unless it has expired. */
  async findByLink(tenant: TenantId, startHash: Buffer): Promise<OauthFlow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM oauth_flow WHERE tenant_id = $1 AND start_hash = $2 AND expires_at > now()`;
    const [flow] = await this.#query<OauthFlow>(sql, [tenant, startHash]);
    return flow;
  }

  /** The flow of a state, unless it has expired; it stays. */
  async findByState(tenant: TenantId, stateHash: Buffer): Promise<OauthFlow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM oauth_flow WHERE tenant_id = $1 AND state_hash = $2 AND expires_at > now()`;
    const [flow] = await this.#query<OauthFlow>(sql, [tenant, stateHash]);
    return flow;
  }

  /** The connection's newest flow whose link nobody has opened; with `returnUrl`, of those that end there. */
  async findUnopened(tenant: TenantId, connectionId: string, returnUrl?: string): Promise<OauthFlow | undefined> {
    const [flow] = await this.#query<OauthFlow>(
      `SELECT ${COLUMNS} FROM oauth_flow
       WHERE tenant_id = $1 AND connection_id = $2 AND cookie_hash IS NULL AND expires_at > now()
         AND ($3::text IS NULL OR return_url = $3)
       ORDER BY created_at DESC LIMIT 1`,
      [tenant, connectionId, returnUrl ?? null],
    );
    return flow;
  }

  /** Ties the flow to a browser, for good; that browser may open the link again. @returns false for any other */
  async bind(tenant: TenantId, startHash: Buffer, binding: FlowBinding): Promise<boolean> {
    const { cookieHash, stateHash, keyVersion, ciphertext } = binding;
    const [, bound] = await this.database.manager().query<[unknown[], number]>(
      `UPDATE oauth_flow SET cookie_hash = $3, state_hash = $4, key_version = $5, sealed = $6
       WHERE tenant_id = $1 AND start_hash = $2 AND (cookie_hash IS NULL OR cookie_hash = $3) AND expires_at > now()`,
      [tenant, startHash, cookieHash, stateHash, keyVersion, ciphertext],
    );
    return bound === 1;
  }

  /** Takes the flow out, so that a state works once, and only where everything fits. */
  async take(
    tenant: TenantId,
    { stateHash, cookieHash, redirectUri }: { stateHash: Buffer; cookieHash: Buffer; redirectUri: string },
  ): Promise<OauthFlow | undefined> {
    const [[flow]] = await this.database.manager().query<[OauthFlow[], number]>(
      `DELETE FROM oauth_flow
       WHERE tenant_id = $1 AND state_hash = $2 AND cookie_hash = $3 AND redirect_uri = $4 AND expires_at > now()
       RETURNING ${COLUMNS}`,
      [tenant, stateHash, cookieHash, redirectUri],
    );
    return flow;
  }

  #query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.database.manager().query<Row[]>(sql, parameters);
  }
}
