import { Inject, Injectable } from '@nestjs/common';
import { TENANT_CTE, TenantDatabase } from '../../core/database/tenant-transaction.js';
import { idTime } from '../../core/ids.js';
import { storableJson } from '../../core/storable-json.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Run } from './run.js';
import { RUN_LEASE, type RunLease } from './run-lease.js';

const COLUMNS = `id text, connection_id text, action_id text, effect text, status text, caller text, request_id text,
  started_at timestamptz, finished_at timestamptz, duration_ms int, attempts int, changed boolean, error_code text,
  error jsonb, okta_status int, okta_request_id text, request jsonb`;

const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ', 1)[0] ?? '');

const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const FIELDS = ['tenant_id', ...NAMES].map((name) => `${name} AS "${camel(name)}"`).join(', ');

/** The runs in the parameter `$2`, as the relation `r`; see `runRows`. */
export const GIVEN_RUNS = `jsonb_to_recordset($2::jsonb) AS r(${COLUMNS})`;

/** Inserts the runs of the relation `r` or brings them up to date; `$3` is the length of a lease in seconds. */
export const recordRuns = (r: string): string => `
  INSERT INTO run (tenant_id, ${NAMES.join(', ')}, lease_until)
  SELECT tenant.id, ${NAMES.map((name) => `r.${name}`).join(', ')},
    CASE WHEN r.status = 'running' THEN now() + make_interval(secs => $3::float8) END
  FROM tenant, ${r}
  ON CONFLICT (tenant_id, started_at, id) DO UPDATE SET
    status = excluded.status, finished_at = excluded.finished_at, duration_ms = excluded.duration_ms,
    attempts = excluded.attempts, changed = excluded.changed, error_code = excluded.error_code, error = excluded.error,
    okta_status = excluded.okta_status, okta_request_id = excluded.okta_request_id, lease_until = excluded.lease_until`;

/** Enters those runs of the relation `r` that change something into the audit trail, or brings their entries up to date. */
export const recordAudit = (r: string): string => `
  INSERT INTO audit_event (tenant_id, id, at, actor, action, connection_id, outcome, error_code, okta_request_id, request_id, detail)
  SELECT tenant.id, replace(r.id, 'run_', 'aud_'), r.started_at, r.caller, r.action_id, r.connection_id,
    CASE WHEN r.status = 'succeeded' THEN 'succeeded' WHEN r.status IN ('queued', 'running') THEN 'started'
         WHEN r.error_code = 'outcome_unknown' THEN 'unknown' ELSE 'failed' END,
    r.error_code, r.okta_request_id, r.request_id, jsonb_build_object('runId', r.id, 'input', r.request)
  FROM tenant, ${r} WHERE r.effect <> 'read'
  ON CONFLICT (tenant_id, at, id) DO UPDATE SET
    outcome = excluded.outcome, error_code = excluded.error_code, okta_request_id = excluded.okta_request_id`;

/** Run and audit trail in one round trip: a write is recorded before it is sent, and again when its outcome is known. */
const RECORD = `${TENANT_CTE}, recorded AS (${recordRuns(GIVEN_RUNS)}) ${recordAudit(GIVEN_RUNS)}`;

export interface RunFilter {
  connectionId?: string | undefined;
  actionId?: string | undefined;
  status?: string | undefined;
  before?: string | undefined;
  limit: number;
}

@Injectable()
export class RunRepository {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(RUN_LEASE) private readonly lease: RunLease,
  ) {}

  /** Inserts runs or brings them up to date; what changes something also enters the audit trail. One round trip. */
  async record(tenant: TenantId, runs: readonly Run[]): Promise<void> {
    await this.database.statement(tenant, RECORD, [tenant, runRows(runs), this.lease.seconds]);
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

const COLUMNS_OF_RUN = NAMES.map((name) => [name, camel(name)] as const);

/** The parameter `$2` of statements with `GIVEN_RUNS`. */
export function runRows(runs: readonly Run[]): string {
  return storableJson(runs.map(toRow));
}

function toRow(run: Run): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [name, field] of COLUMNS_OF_RUN) row[name] = Reflect.get(run, field);
  return row;
}
