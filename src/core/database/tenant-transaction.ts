import { AsyncLocalStorage } from 'node:async_hooks';
import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { escapeLiteral, type ClientBase } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { ConnectorError } from '../errors.js';
import type { TenantId } from '../tenant-id.js';
import { DATA_SOURCE } from './data-source.js';

/** TypeORM's own transactions know nothing of ours: what may fail alone runs in `TenantDatabase.savepoint`. */
type TenantManager = Omit<EntityManager, 'transaction'>;

interface Scope {
  tenant: TenantId;
  manager: TenantManager;
  open: boolean;
}

/** What the SQL of `TenantDatabase.statement` begins with; its rows must come from `tenant`. */
export const TENANT_CTE = `WITH tenant AS MATERIALIZED (SELECT set_config('app.tenant_id', $1, true) AS id)`;

const INSERT_FOR_TENANT =
  /^\s*WITH tenant AS MATERIALIZED \(SELECT set_config\('app\.tenant_id', \$1, true\) AS id\).*\bINSERT INTO\b/s;

/** Begun and told its tenant in one round trip. Such a pair of statements takes no parameters. */
const begin = (tenant: TenantId) =>
  `START TRANSACTION; SELECT set_config('app.tenant_id', ${escapeLiteral(tenant)}, true)`;

/**
 * The only way to the tenants' tables. Row-level security shows and accepts the rows of the setting `app.tenant_id`;
 * it is set for one transaction at a time, so a pooled connection never carries a tenant on.
 */
@Injectable()
export class TenantDatabase {
  readonly #scopes = new AsyncLocalStorage<Scope>();

  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in a transaction that sees `tenant` only; repositories called inside use it through `manager()`.
   * Inside another call for the same tenant it joins that transaction; for another tenant it throws.
   */
  async transaction<T>(tenant: TenantId, work: () => Promise<T>): Promise<T> {
    if (this.#joined(tenant)) return work();
    const runner = this.dataSource.createQueryRunner();
    // TypeORM, which did not begin it, locks rows only where it knows of a transaction.
    Object.assign(runner, { isTransactionActive: true });
    try {
      await runner.query(begin(tenant));
      const result = await this.#within({ tenant, manager: runner.manager, open: true }, work);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Runs `work` in the open transaction, which stays usable when it fails. */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const manager = this.manager();
    await manager.query('SAVEPOINT attempt');
    try {
      return await work();
    } catch (error) {
      await manager.query('ROLLBACK TO SAVEPOINT attempt');
      throw error;
    }
  }

  /** @throws ConnectorError outside a transaction: a repository cannot run without a tenant */
  manager(): TenantManager {
    const scope = this.#current();
    if (!scope)
      throw new ConnectorError('internal_error', 'Tables of tenants are used inside TenantDatabase.transaction only.');
    return scope.manager;
  }

  /**
   * A statement of the open transaction whose text never varies: Postgres parses and plans it once per connection, which
   * is most of what a short statement costs it. It must name its columns, since a plan outlives no change of `*`.
   * @returns the rows, also those of RETURNING
   */
  async prepared<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    const client: ClientBase = await this.manager().queryRunner?.connect();
    const { rows } = await client.query<Row>({ name: hash('sha256', text, 'base64url'), text, values });
    return rows;
  }

  inTransaction(): boolean {
    return this.#current() !== undefined;
  }

  /**
   * An INSERT (with ON CONFLICT, if wanted) in one round trip and without BEGIN and COMMIT. `sql` begins with `TENANT_CTE`,
   * `parameters[0]` is the tenant, and every inserted `tenant_id` is `tenant.id`: that dependency makes Postgres evaluate
   * the setting before the policy's check. Reads and updates promise no such order; they need `transaction`.
   * @returns the rows of RETURNING
   */
  async statement(tenant: TenantId, sql: string, parameters: unknown[]): Promise<Record<string, unknown>[]> {
    if (!INSERT_FOR_TENANT.test(sql) || parameters[0] !== tenant) {
      throw new ConnectorError(
        'internal_error',
        'TenantDatabase.statement takes INSERTs that begin with TENANT_CTE, the tenant as $1.',
      );
    }
    const manager = this.#joined(tenant)?.manager ?? this.dataSource.manager;
    return manager.query<Record<string, unknown>[]>(sql, parameters);
  }

  async #within<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#scopes.run(scope, work);
    } finally {
      scope.open = false;
    }
  }

  #current(): Scope | undefined {
    const scope = this.#scopes.getStore();
    return scope?.open ? scope : undefined;
  }

  #joined(tenant: TenantId): Scope | undefined {
    const scope = this.#current();
    if (scope && scope.tenant !== tenant) {
      throw new ConnectorError('internal_error', "A transaction of one tenant cannot reach another tenant's rows.");
    }
    return scope;
  }
}
