import { Client } from 'pg';

/** Tables without tenants, each with the reason. The list may only shrink. */
export const TABLES_WITHOUT_TENANT: Record<string, string> = {
  schema_migration: 'names of migrations',
  encryption_key_check: 'check values of key-encryption keys, which serve all tenants',
  rate_budget: "hashes and counters of Okta's rate limits, reached through functions only",
  rate_budget_share: 'hashes and counters, as rate_budget',
  replica: 'processes of the service',
};

/** Policies besides `tenant_isolation`, as `table.policy`: SELECT only, for the owner only. */
const WORKER_POLICIES = [
  'tenant_key.key_rotation',
  'oauth_token.due_tokens',
  'oauth_flow.flow_lookup',
  'connection.upkeep',
  'run.upkeep',
  'idempotency_key.upkeep',
  'connect_session.upkeep',
  'connection_event.upkeep',
  'token_revocation.upkeep',
  'key_trial.upkeep',
  'subscription.upkeep',
  'delivery.upkeep',
  'log_position.upkeep',
  'okta_hook.upkeep',
  'hook_removal.upkeep',
  'event_default.upkeep',
  'expiry_warning.upkeep',
];

/** Functions with the owner's rights. */
const DEFINER_FUNCTIONS = [
  'connection_tenant',
  'due_tokens',
  'key_usage',
  'list_tenants',
  'maintain_partitions',
  'oauth_flow_tenant',
  'delete_expired_oauth_flows',
  'connect_session_tenant',
  'list_due_connect_sessions',
  'list_abandoned_runs',
  'list_expired_idempotency_keys',
  'list_due_connection_events',
  'list_due_token_revocations',
  'list_due_key_trials',
  'list_due_log_positions',
  'list_due_schedules',
  'list_overdue_deliveries',
  'list_failing_subscriptions',
  'okta_hook_tenant',
  'list_due_hook_removals',
  'list_unchecked_hooks',
  'exchange_rate_slice',
  'take_rate_slice',
  'list_live_replicas',
  'forget_replica',
  'list_unverified_api_tokens',
  'list_expiring_connections',
  'list_connection_tenants',
  'list_subscriptions',
  'delete_stray_events',
  'shared_figures',
];

const ISOLATION = `(tenant_id = ( SELECT NULLIF(current_setting('app.tenant_id'::text, true), ''::text) AS "nullif"))`;

/** Reads pg_catalog and tells everything that lets one tenant reach another's rows. Empty is good. */
export async function findIsolationBreaches(adminUrl: string, role: string): Promise<string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const breaches: string[] = [];
    for (const sql of [TABLES, POLICIES, UNIQUES, FOREIGN_KEYS, PARTITION_GRANTS, VIEWS, FUNCTIONS, ROLE]) {
      const used = [Object.keys(TABLES_WITHOUT_TENANT), WORKER_POLICIES, DEFINER_FUNCTIONS, role, ISOLATION];
      const { rows } = await client.query<{ breach: string }>(`${SCOPE} ${sql}`, used);
      breaches.push(...rows.map(({ breach }) => breach));
    }
    return breaches;
  } finally {
    await client.end();
  }
}

/** Every query sees the five parameters and `tables`: the tables that must be isolated. */
// Jobs (schema pgboss) hold ids alone and serve all tenants.
const SCOPE = `
  WITH given AS (SELECT $1::text[] AS exempt, $2::text[] AS worker_policies, $3::text[] AS functions, $4::text AS role, $5::text AS isolation),
  tables AS (
    SELECT c.*, EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_isolation') AS isolated
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'pgboss')
      AND NOT (n.nspname = 'public' AND c.relname = ANY ((SELECT exempt FROM given)::text[]))
  )`;

const TABLES = `
  SELECT relname || ': ' || breach AS breach FROM tables, LATERAL (VALUES
    (NOT relrowsecurity, 'row-level security is off'),
    (NOT relforcerowsecurity, 'row-level security is not forced on the owner'),
    (NOT isolated AND NOT relispartition, 'has no policy tenant_isolation'),
    (NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = tables.oid AND a.attname = 'tenant_id' AND a.attnotnull),
      'has no tenant_id that is never null'),
    (NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = tables.oid AND i.indisprimary), 'has no primary key')
  ) AS check_(failed, breach) WHERE failed`;

const POLICIES = `
  SELECT t.relname || '.' || p.polname || ': is not the tenant''s own' AS breach
  FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
  WHERE (CASE
    WHEN t.relname || '.' || p.polname = ANY ((SELECT worker_policies FROM given)::text[])
      THEN p.polcmd = 'r' AND p.polroles = ARRAY[t.relowner]
    ELSE p.polcmd = '*' AND p.polroles = ARRAY[0::oid]
      AND pg_get_expr(p.polqual, p.polrelid) = (SELECT isolation FROM given)
      AND pg_get_expr(p.polwithcheck, p.polrelid) = (SELECT isolation FROM given) END) IS NOT TRUE`;

const UNIQUES = `
  SELECT t.relname || ': ' || i.indexrelid::regclass || ' does not begin with tenant_id' AS breach
  FROM tables t JOIN pg_index i ON i.indrelid = t.oid
  LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
  WHERE i.indisunique AND a.attname IS DISTINCT FROM 'tenant_id'`;

const FOREIGN_KEYS = `
  SELECT t.relname || ': foreign key ' || f.conname || ' does not begin with tenant_id' AS breach
  FROM tables t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
  JOIN pg_attribute own ON own.attrelid = f.conrelid AND own.attnum = f.conkey[1]
  JOIN pg_attribute other ON other.attrelid = f.confrelid AND other.attnum = f.confkey[1]
  WHERE own.attname <> 'tenant_id' OR other.attname <> 'tenant_id'`;

const PARTITION_GRANTS = `
  SELECT t.relname || ': the partition can be reached directly' AS breach
  FROM tables t, given WHERE t.relispartition AND has_table_privilege(given.role, t.oid, 'SELECT, INSERT, UPDATE, DELETE')`;

/** A view runs with its owner's rights unless it says otherwise, a materialized view keeps rows of everybody. */
const VIEWS = `
  SELECT c.relname || ': views hide whose rights they use' AS breach
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;

const FUNCTIONS = `
  SELECT p.proname || ': ' || breach AS breach
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, given, LATERAL (VALUES
    (p.proname <> ALL (given.functions), 'runs with the owner''s rights and is not listed'),
    (NOT COALESCE('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false), 'has no fixed search_path'),
    (EXISTS (SELECT 1 FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) g WHERE g.grantee = 0), 'everybody may call it')
  ) AS check_(failed, breach)
  WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND failed`;

const ROLE = `
  SELECT r.rolname || ': ' || breach AS breach FROM pg_roles r JOIN given ON given.role = r.rolname, LATERAL (VALUES
    (r.rolsuper OR r.rolbypassrls, 'bypasses row-level security'),
    (EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid), 'is member of another role'),
    (EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid), 'owns a table'),
    (has_schema_privilege(r.oid, 'public', 'CREATE'), 'may create tables'),
    (EXISTS (SELECT 1 FROM tables t WHERE has_table_privilege(r.oid, t.oid, 'TRUNCATE, REFERENCES, TRIGGER')), 'may do more than read and write rows')
  ) AS check_(failed, breach) WHERE failed`;
