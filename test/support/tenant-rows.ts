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
  connect_session: `
    INSERT INTO connect_session (tenant_id, id, token_hash, person, return_url, region, auth_types, reconnects, progress, key_version,
      sealed, expires_at, due_at)
    SELECT tenant_id, 'cs_1', '\\x01', 'ada', 'https://app.example/done', 'us', '{apiToken}', false, '{"at": "org"}', version, '\\x00',
      now() + interval '30 minutes', now() + interval '30 minutes' FROM tenant_key WHERE tenant_id = $1`,
  connection_event: `
    INSERT INTO connection_event (tenant_id, id, type, connection_id, body)
    VALUES ($1, 'evt_1', 'connection.active', 'con_1', '{}')`,
  token_revocation: `
    INSERT INTO token_revocation (tenant_id, id, connection_id, key_version, ciphertext)
    SELECT tenant_id, 'revocation_1', 'con_1', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  key_trial: `INSERT INTO key_trial (tenant_id, id) VALUES ($1, 'con_1')`,
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
  idempotency_key: `
    INSERT INTO idempotency_key (tenant_id, connection_id, key_hash, run_id, started_at, key_version, request, expires_at)
    SELECT tenant_id, 'con_1', '\\x01', 'run_1', now(), version, '\\x00', now() + interval '1 day' FROM tenant_key WHERE tenant_id = $1`,
  queued_run: `
    INSERT INTO queued_run (tenant_id, id, started_at, connection_id, key_version, request)
    SELECT tenant_id, 'run_1', now(), 'con_1', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  subscription: `
    INSERT INTO subscription (tenant_id, id, connection_id, trigger_id, mode, status, delivery_type, start_from, created_by)
    VALUES ($1, 'sub_1', 'con_1', 'user-created', 'hybrid', 'active', 'webhook', now(), 'tester')`,
  subscription_secret: `
    INSERT INTO subscription_secret (tenant_id, subscription_id, slot, key_version, ciphertext)
    SELECT tenant_id, 'sub_1', 'current', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  event: `
    INSERT INTO event (tenant_id, connection_id, published, uuid, event_type, source, body)
    VALUES ($1, 'con_1', now(), 'uuid-1', 'user.lifecycle.create', 'log', '{}')`,
  delivery: `
    INSERT INTO delivery (tenant_id, id, created_at, subscription_id, connection_id, webhook_id, sequence)
    VALUES ($1, 'dlv_1', now(), 'sub_1', 'con_1', 'msg_1', 1)`,
  delivery_attempt: `
    INSERT INTO delivery_attempt (tenant_id, at, delivery_id, attempt, duration_ms) VALUES ($1, now(), 'dlv_1', 1, 5)`,
  log_position: `INSERT INTO log_position (tenant_id, id, since) VALUES ($1, 'con_1', now())`,
  okta_hook: `
    INSERT INTO okta_hook (tenant_id, id, connection_id, ordinal, state, secret_hashes, key_version, ciphertext)
    SELECT tenant_id, 'hook_1', 'con_1', 1, 'wanted', '{}', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  hook_removal: `
    INSERT INTO hook_removal (tenant_id, id, connection_id, key_version, ciphertext)
    SELECT tenant_id, 'removal_1', 'con_1', version, '\\x00' FROM tenant_key WHERE tenant_id = $1`,
  audit_event: `INSERT INTO audit_event (tenant_id, id, at, action, outcome) VALUES ($1, 'aud_1', now(), 'create', 'succeeded')`,
};
