import { Injectable } from '@nestjs/common';
import { TENANT_CTE, TenantDatabase } from '../../core/database/tenant-transaction.js';
import { idTime } from '../../core/ids.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Run } from './run.js';

const COLUMNS = `id text, connection_id text, action_id text, effect text, status text, caller text, request_id text,
  started_at timestamptz, finished_at timestamptz, duration_ms int, attempts int, changed boolean, error_code text,
  error jsonb, okta_status int, okta_request_id text, request jsonb`;

const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ', 1)[0] ?? '');

const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const FIELDS = ['tenant_id', ...NAMES].map((name) => `${name} AS "${camel(name)}"`).join(', ');

/** Run and audit trail in one round trip: a write is recorded before it is sent, and again when its outcome is known. */
const RECORD = `
${TENANT_CTE},
recorded AS (
  INSERT INTO run (tenant_id, ${NAMES.join(', ')})
  SELECT tenant.id, ${NAMES.map((name) => `r.${name}`).join(', ')}
  FROM tenant, jsonb_to_recordset($2::jsonb) AS r(${COLUMNS})
  ON CONFLICT (tenant_id, started_at, id) DO UPDATE SET
    status = excluded.status, finished_at = excluded.finished_at, duration_ms = excluded.duration_ms,
    attempts = excluded.attempts, changed = excluded.changed, error_code = excluded.error_code, error = excluded.error,
    okta_status = excluded.okta_status, okta_request_id = excluded.okta_request_id
)
INSERT INTO audit_event (tenant_id, id, at, actor, action, connection_id, outcome, error_code, okta_request_id, request_id, detail)
SELECT tenant.id, replace(r.id, 'run_', 'aud_'), r.started_at, r.caller, r.action_id, r.connection_id,
  CASE WHEN r.status = 'succeeded' THEN 'succeeded' WHEN r.status = 'running' THEN 'started'
       WHEN r.error_code = 'outcome_unknown' THEN 'unknown' ELSE 'failed' END,
  r.error_code, r.okta_request_id, r.request_id, jsonb_build_object('runId', r.id, 'input', r.request)
FROM tenant, jsonb_to_recordset($2::jsonb) AS r(${COLUMNS}) WHERE r.effect <> 'read'
ON CONFLICT (tenant_id, at, id) DO UPDATE SET
  outcome = excluded.outcome, error_code = excluded.error_code, okta_request_id = excluded.okta_request_id`;

export interface RunFilter {
  connectionId?: string | undefined;
  actionId?: string | undefined;
  status?: string | undefined;
  before?: string | undefined;
  limit: number;
}

@Injectable()
export class RunRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** Inserts runs or brings them up to date; what changes something also enters the audit trail. One round trip. */
  async record(tenant: TenantId, runs: readonly Run[]): Promise<void> {
    await this.database.statement(tenant, RECORD, [tenant, JSON.stringify(runs.map(toRow))]);
  }

  async find(tenant: TenantId, id: string): Promise<Run | undefined> {
    const startedAt = idTime('run', id);
    if (!startedAt) return undefined;
    const rows = await this.#query(tenant, 'id = $1 AND started_at = $2', [id, startedAt]);
    return rows[0];
  }

  /** The newest first; `before` is the id of the last one seen. */
  async list(tenant: TenantId, filter: RunFilter): Promise<Run[]> {
    const before = filter.before === undefined ? undefined : idTime('run', filter.before);
    return this.#query(
      tenant,
      `($1::text IS NULL OR connection_id = $1) AND ($2::text IS NULL OR action_id = $2) AND ($3::text IS NULL OR status = $3)
       AND ($4::timestamptz IS NULL OR (started_at, id) < ($4, $5)) ORDER BY started_at DESC, id DESC LIMIT $6`,
      [
        filter.connectionId ?? null,
        filter.actionId ?? null,
        filter.status ?? null,
        before ?? null,
        filter.before ?? null,
        filter.limit,
      ],
    );
  }

  async #query(tenant: TenantId, condition: string, parameters: unknown[]): Promise<Run[]> {
    return this.database.transaction(tenant, async () => {
      const sql = `SELECT ${FIELDS} FROM run WHERE ${condition}`;
      return this.database.manager().query<Run[]>(sql, parameters);
    });
  }
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function toRow(run: Run): Record<string, unknown> {
  return Object.fromEntries(Object.entries(run).map(([name, value]) => [snake(name), value]));
}
