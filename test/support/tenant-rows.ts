/** One row of each table of tenants, for a tenant that has none; `$1` is the tenant. In an order that foreign keys accept. */
export const TENANT_ROWS: Record<string, string> = {
  tenant_key: `INSERT INTO tenant_key (tenant_id, kek_id, wrapped) VALUES ($1, 'kek', '\\x00')`,
  connection: `
    INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
    VALUES ($1, 'con_1', 'Acme', 'acme.okta.com', 'https://acme.okta.com', 'us', 'active', 0.5, 'apiToken')`,
  connection_secret: `
    INSERT INTO connection_secret (tenant_id, connection_id, field, key_version, ciphertext)
    SELECT tenant_id, 'con_1', 'apiToken', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  run: `
    INSERT INTO run (tenant_id, id, connection_id, action_id, effect, status, started_at)
    VALUES ($1, 'run_1', 'con_1', 'get-user', 'read', 'succeeded', now())`,
  audit_event: `INSERT INTO audit_event (tenant_id, id, at, action, outcome) VALUES ($1, 'aud_1', now(), 'create', 'succeeded')`,
};
