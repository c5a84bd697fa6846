import type { DataSource, EntityManager } from 'typeorm';
import { grantJobs } from '../jobs/job-schema.js';
import { MIGRATIONS_TABLE } from './data-source.js';
import { StartupError } from './startup-error.js';

/** What the application role may do, table by table. Partitions are not listed: they are reached through the parent. */
const APPLICATION_GRANTS: Record<string, string> = {
  [MIGRATIONS_TABLE]: 'SELECT',
  encryption_key_check: 'SELECT, INSERT',
  tenant_key: 'SELECT, INSERT, UPDATE, DELETE',
  connection: 'SELECT, INSERT, UPDATE, DELETE',
  connection_secret: 'SELECT, INSERT, UPDATE, DELETE',
  // A consent in progress: who asked for what is never rewritten, the browser is bound to it.
  oauth_flow: 'SELECT, INSERT, UPDATE (cookie_hash, state_hash, key_version, sealed), DELETE',
  // A visit to the connect page: who was sent, for which tenant and where they go back to is never rewritten.
  connect_session:
    'SELECT, INSERT, UPDATE (cookie_hash, connection_id, progress, tries, key_version, sealed, finished_at, due_at), DELETE',
  connection_event: 'SELECT, INSERT, UPDATE (attempts, due_at), DELETE',
  token_revocation: 'SELECT, INSERT, UPDATE (attempts, due_at), DELETE',
  key_trial: 'SELECT, INSERT, UPDATE (attempts, due_at), DELETE',
  expiry_warning: 'SELECT, INSERT, UPDATE (reauthorize_before, days_ahead)',
  oauth_token: 'SELECT, INSERT, UPDATE, DELETE',
  oauth_refresh_attempt: 'SELECT, INSERT, UPDATE, DELETE',
  run: 'SELECT, INSERT, UPDATE',
  queued_run: 'SELECT, INSERT, UPDATE (taken_at, answer_key_version, answer)',
  idempotency_key: 'SELECT, INSERT, UPDATE, DELETE',
  subscription: 'SELECT, INSERT, UPDATE, DELETE',
  subscription_secret: 'SELECT, INSERT, UPDATE, DELETE',
  event: 'SELECT, INSERT',
  delivery: 'SELECT, INSERT, UPDATE (status, attempts, due_at, delivered_at)',
  delivery_attempt: 'SELECT, INSERT',
  log_position: 'SELECT, INSERT, UPDATE, DELETE',
  okta_hook: 'SELECT, INSERT, UPDATE, DELETE',
  hook_removal: 'SELECT, INSERT, UPDATE (key_version, ciphertext, attempts, due_at), DELETE',
  // Who, what and when cannot be rewritten; how it ended can be added.
  audit_event: 'SELECT, INSERT, UPDATE (outcome, error_code, okta_request_id, detail)',
};

const FUNCTIONS = [
  'list_tenants(text, integer, text, integer)',
  'key_usage()',
  'due_tokens(integer)',
  'maintain_partitions()',
  'connection_tenant(text)',
  'oauth_flow_tenant(bytea)',
  'delete_expired_oauth_flows()',
  'connect_session_tenant(bytea, text)',
  'list_due_connect_sessions(integer)',
  'list_abandoned_runs(integer)',
  'list_expired_idempotency_keys(integer)',
  'list_due_connection_events(integer)',
  'list_due_token_revocations(integer)',
  'list_due_key_trials(integer)',
  'exchange_rate_slice(bytea, bytea, jsonb)',
  'take_rate_slice(bytea, bytea, jsonb)',
  'list_live_replicas(text)',
  'forget_replica(text)',
  'list_unverified_api_tokens(integer, integer)',
  'list_expiring_connections(integer[], integer)',
  'list_due_log_positions(integer)',
  'list_due_schedules(integer)',
  'list_overdue_deliveries(integer)',
  'list_failing_subscriptions(integer)',
  'okta_hook_tenant(text)',
  'list_due_hook_removals(integer)',
  'list_unchecked_hooks(integer)',
  'list_connection_tenants(text, text, integer)',
  'list_subscriptions(text, text, text, text, text, integer)',
  'delete_stray_events()',
  'shared_figures()',
].join(', ');
const SEQUENCES = 'tenant_key_version';

interface RoleFacts {
  /** The role exists. */
  known: boolean;
  /** It is the role that runs the migrations. */
  owner: boolean;
  /** Superuser, BYPASSRLS, or a member of the owner: it could switch row-level security off. */
  above: boolean;
}

/**
 * Gives `role` what the service needs and nothing more; repeated after each migration.
 * @returns warnings for the operator
 * @throws StartupError when there is no such role, and in production when it stands above row-level security
 */
export async function grantApplicationRole(owner: DataSource, role: string, production: boolean): Promise<string[]> {
  const facts = await readFacts(owner, role);
  if (!facts.known)
    throw new StartupError(`There is no database role "${role}" (the user of DATABASE_URL). ${CREATE_ROLE}`);
  if (facts.owner) return [`Role "${role}" owns the tables and also runs the service. ${TWO_ROLES}`];
  if (facts.above && production) throw new StartupError(`Role "${role}" can bypass row-level security. ${CREATE_ROLE}`);
  await owner.transaction((manager) => grant(manager, role));
  return facts.above ? [`Role "${role}" can bypass row-level security: tenants are not isolated. ${CREATE_ROLE}`] : [];
}

const CREATE_ROLE =
  'Make one that is neither superuser nor owner: CREATE ROLE okta_connector LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD …';
const TWO_ROLES =
  'Row-level security is forced on the owner too, but a role of its own in DATABASE_URL could not switch it off (DATABASE_MIGRATION_URL names the owner).';

async function readFacts(owner: DataSource, role: string): Promise<RoleFacts> {
  const [row] = await owner.query<RoleFacts[]>(
    `SELECT true AS known, rolname = current_user AS owner,
       rolsuper OR rolbypassrls OR pg_has_role(rolname, current_user, 'MEMBER') AS above
     FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  return row ?? { known: false, owner: false, above: false };
}

async function grant(manager: EntityManager, role: string): Promise<void> {
  const [row] = await manager.query<{ name: string; database: string; schema: string | null }[]>(
    `SELECT quote_ident($1) AS name, quote_ident(current_database()) AS database,
       (SELECT nspname FROM pg_namespace WHERE nspname = 'public' AND pg_has_role(nspowner, 'USAGE')) AS schema`,
    [role],
  );
  if (!row) return;
  // Before Postgres 15 everybody could create tables in this schema.
  if (row.schema) await manager.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
  await manager.query(`GRANT CONNECT ON DATABASE ${row.database} TO ${row.name}`);
  await manager.query(`GRANT USAGE ON SCHEMA public TO ${row.name}`);
  for (const [table, privileges] of Object.entries(APPLICATION_GRANTS)) {
    await manager.query(`REVOKE ALL ON ${table} FROM ${row.name}`);
    await manager.query(`GRANT ${privileges} ON ${table} TO ${row.name}`);
  }
  await manager.query(`GRANT USAGE ON SEQUENCE ${SEQUENCES} TO ${row.name}`);
  await manager.query(`GRANT EXECUTE ON FUNCTION ${FUNCTIONS} TO ${row.name}`);
  await grantJobs(manager, row.name);
}
