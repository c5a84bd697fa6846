/** One row of each table of tenants, for a tenant that has none; `$1` is the tenant. In an order that foreign keys accept. */
export const TENANT_ROWS: Record<string, string> = {
  tenant_key: `INSERT INTO tenant_key (tenant_id, kek_id, wrapped) VALUES ($1, 'kek', '\\x00')`,
  connection: `
    INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
    VALUES ($1, 'con_1', 'Acme', 'acme.okta.com', 'https://acme.okta.com', 'us', 'active', 0.5, 'apiToken')`,
  connection_secret: `
    INSERT INTO connection_secret (tenant_id, connection_id, field, key_version, ciphertext)
    SELECT tenant_id, 'con_1', 'apiToken', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  oauth_flow: `
    INSERT INTO oauth_flow (tenant_id, start_hash, connection_id, region, redirect_uri, scopes, actor, key_version, sealed, expires_at)
    VALUES ($1, '\\x01', 'con_1', 'us', 'https://us.example/oauth/callback', '{}', 'tester', 1, '\\x00', now() + interval '1 minute')`,
  connection_event: `
    INSERT INTO connection_event (tenant_id, id, type, connection_id, body)
    VALUES ($1, 'evt_1', 'connection.active', 'con_1', '{}')`,
  token_revocation: `
    INSERT INTO token_revocation (tenant_id, id, connection_id, key_version, ciphertext)
    SELECT tenant_id, 'revocation_1', 'con_1', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  expiry_warning: `
    INSERT INTO expiry_warning (tenant_id, connection_id, reauthorize_before, days_ahead)
    VALUES ($1, 'con_1', now() + interval '1 day', 1)`,
  oauth_token: `INSERT INTO oauth_token (tenant_id, connection_id, version) VALUES ($1, 'con_1', 1)`,
  oauth_refresh_attempt: `
    INSERT INTO oauth_refresh_attempt (tenant_id, connection_id, epoch, token_version, owner, started_at)
    VALUES ($1, 'con_1', 1, 1, 'process', now())`,
  run: `
    INSERT INTO run (tenant_id, id, connection_id, action_id, effect, status, started_at)
    VALUES ($1, 'run_1', 'con_1', 'get-user', 'read', 'succeeded', now())`,
  audit_event: `INSERT INTO audit_event (tenant_id, id, at, action, outcome) VALUES ($1, 'aud_1', now(), 'create', 'succeeded')`,
};
