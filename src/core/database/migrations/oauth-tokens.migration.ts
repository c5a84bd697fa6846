import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateByTenant } from './row-level-security.js';

/**
 * OAuth tokens with the lease under which they are refreshed, and one row for each refresh attempt.
 *
 * `due_at` is when upkeep must look at a token; upkeep sees all tenants, through `due_tokens()` alone, which gives away ids.
 */
export class OauthTokens1795309200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createToken(queryRunner);
    await createAttempt(queryRunner);
    await explain(queryRunner);
    await isolateByTenant(queryRunner, 'oauth_token');
    await isolateByTenant(queryRunner, 'oauth_refresh_attempt');
    await createDueTokens(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION due_tokens(integer)`);
    await queryRunner.query(`DROP TABLE oauth_refresh_attempt`);
    await queryRunner.query(`DROP TABLE oauth_token`);
  }
}

async function createToken(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE oauth_token (
      tenant_id text NOT NULL,
      connection_id text NOT NULL,
      version integer NOT NULL DEFAULT 0,
      access_token_enc bytea,
      access_key_version integer,
      refresh_token_enc bytea,
      refresh_key_version integer,
      token_type text CHECK (token_type IN ('Bearer', 'DPoP')),
      scopes text[] NOT NULL DEFAULT '{}',
      issued_at timestamptz,
      expires_at timestamptz,
      refresh_at timestamptz,
      last_refreshed_at timestamptz,
      consented_at timestamptz,
      reauthorize_before timestamptz,
      lease_owner text,
      lease_epoch bigint NOT NULL DEFAULT 0,
      lease_until timestamptz,
      consent_epoch bigint NOT NULL DEFAULT 0,
      cooldown_until timestamptz,
      failure_code text,
      reauthorization_reason text CHECK (reauthorization_reason IN ('rotation_lost', 'revoked')),
      due_at timestamptz,
      due_rank smallint NOT NULL DEFAULT 1,
      PRIMARY KEY (tenant_id, connection_id),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
      FOREIGN KEY (tenant_id, access_key_version) REFERENCES tenant_key (tenant_id, version),
      FOREIGN KEY (tenant_id, refresh_key_version) REFERENCES tenant_key (tenant_id, version)
    )`);
  await queryRunner.query(`CREATE INDEX oauth_token_due ON oauth_token (due_rank, due_at) WHERE due_at IS NOT NULL`);
  await queryRunner.query(`CREATE INDEX oauth_token_consent ON oauth_token (reauthorize_before)`);
}

async function createAttempt(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE oauth_refresh_attempt (
      tenant_id text NOT NULL,
      connection_id text NOT NULL,
      epoch bigint NOT NULL,
      token_version integer NOT NULL,
      owner text NOT NULL,
      spare_of bigint,
      started_at timestamptz NOT NULL,
      finished_at timestamptz,
      outcome text CHECK (outcome IN
        ('stored', 'superseded', 'notSent', 'notProcessed', 'unknown', 'invalidGrant', 'refused')),
      error_code text,
      spare_refresh_token_enc bytea,
      spare_key_version integer,
      PRIMARY KEY (tenant_id, connection_id, epoch),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE,
      FOREIGN KEY (tenant_id, spare_key_version) REFERENCES tenant_key (tenant_id, version)
    )`);
}

const COMMENTS = {
  'oauth_token.version': 'Rises with each stored token; 0 while there is none',
  'oauth_token.lease_epoch': 'Rises with each lease; an answer is stored only under the epoch that asked for it',
  'oauth_token.consent_epoch': 'The epoch of the first tokens; older attempts are of another consent',
  'oauth_token.due_at': 'When upkeep is to look at the token; null: never',
  'oauth_refresh_attempt.spare_refresh_token_enc':
    'Received after the lease was lost; kept for the case that the stored one is refused',
  'oauth_refresh_attempt.spare_of': 'The attempt whose spare was sent; null: the stored token',
};

async function explain(queryRunner: QueryRunner): Promise<void> {
  for (const [column, text] of Object.entries(COMMENTS))
    await queryRunner.query(`COMMENT ON COLUMN ${column} IS '${text}'`);
}

/** What an interrupted refresh left comes first, then tokens that expire soon, then idle ones. */
async function createDueTokens(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE POLICY due_tokens ON oauth_token FOR SELECT TO CURRENT_USER USING (current_setting('app.worker', true) = 'on')`);
  await queryRunner.query(`
    CREATE FUNCTION due_tokens(page_size integer) RETURNS TABLE (tenant_id text, connection_id text, reason text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      PERFORM set_config('app.worker', 'on', true);
      RETURN QUERY
        SELECT t.tenant_id, t.connection_id, (ARRAY['unfinished', 'refresh', 'keepAlive'])[t.due_rank + 1]
        FROM public.oauth_token t WHERE t.due_at <= statement_timestamp() ORDER BY t.due_rank, t.due_at LIMIT page_size;
      PERFORM set_config('app.worker', 'off', true);
    END $$`);
  await queryRunner.query(`REVOKE ALL ON FUNCTION due_tokens(integer) FROM PUBLIC`);
}
