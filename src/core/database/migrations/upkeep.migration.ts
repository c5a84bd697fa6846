import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDueListing, createListing, createSealedJobs, openToListings, prepareJobs } from './job-tables.js';
import { isolateByTenant } from './row-level-security.js';

const JOBS = [
  { table: 'connection_event', listing: 'list_due_connection_events' },
  { table: 'token_revocation', listing: 'list_due_token_revocations' },
];

/**
 * What is done for connections in the background: events for the platform, revocations that outlive their connection,
 * warnings of consents that end.
 *
 * The listings look at all tenants. As with `list_tenants`, the owner's policy `upkeep` allows it for reading, only inside
 * these functions, and they give away ids and times.
 */
export class Upkeep1795309200002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createConnectionEvent(queryRunner);
    await createSealedJobs(queryRunner, 'token_revocation');
    await createExpiryWarning(queryRunner);
    for (const { table, listing } of JOBS) await createDueListing(queryRunner, table, listing);
    await createConnectionListings(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION list_expiring_connections(integer[], integer), list_unverified_api_tokens(integer, integer),
        list_due_connection_events(integer), list_due_token_revocations(integer)`);
    await queryRunner.query(`DROP TABLE expiry_warning, token_revocation, connection_event`);
    await queryRunner.query(`DROP POLICY upkeep ON connection`);
  }
}

/** No foreign key to the connection: what happened is told after it is gone, too. */
async function createConnectionEvent(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE connection_event (
      tenant_id text NOT NULL,
      id text NOT NULL,
      type text NOT NULL,
      connection_id text NOT NULL,
      body text NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (tenant_id, id)
    )`);
  await queryRunner.query(
    `COMMENT ON COLUMN connection_event.body IS 'The text that is signed, the same at every attempt'`,
  );
  await prepareJobs(queryRunner, 'connection_event');
}

async function createExpiryWarning(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE expiry_warning (
      tenant_id text NOT NULL,
      connection_id text NOT NULL,
      reauthorize_before timestamptz NOT NULL,
      days_ahead integer NOT NULL,
      PRIMARY KEY (tenant_id, connection_id),
      FOREIGN KEY (tenant_id, connection_id) REFERENCES connection ON DELETE CASCADE
    )`);
  await queryRunner.query(`COMMENT ON TABLE expiry_warning IS 'The last warning given of the end of a consent'`);
  await isolateByTenant(queryRunner, 'expiry_warning');
  await openToListings(queryRunner, 'expiry_warning');
}

async function createConnectionListings(queryRunner: QueryRunner): Promise<void> {
  await openToListings(queryRunner, 'connection');
  await createListing(queryRunner, {
    signature: `list_unverified_api_tokens(days integer, page_size integer) RETURNS TABLE (tenant text, id text)`,
    // In no order, so that orgs which cannot be reached do not fill the page for ever.
    query: `
      SELECT c.tenant_id, c.id FROM public.connection c
      WHERE c.auth_type = 'apiToken' AND c.status IN ('active', 'failing')
        AND coalesce(c.last_verified_at, c.created_at) <= now() - make_interval(days => days)
      ORDER BY random() LIMIT page_size`,
  });
  await createListing(queryRunner, {
    signature: `list_expiring_connections(days integer[], page_size integer)
      RETURNS TABLE (tenant text, id text, reauthorize_before timestamptz, days_ahead integer)`,
    // To the millisecond: the service notes what it read, and reads no more than that.
    query: `
      SELECT t.tenant_id, t.connection_id, t.ends_at, reached.days_ahead
      FROM (SELECT o.tenant_id, o.connection_id, date_trunc('milliseconds', o.reauthorize_before) AS ends_at
        FROM public.oauth_token o WHERE o.reauthorize_before > now()) t
      JOIN public.connection c ON c.tenant_id = t.tenant_id AND c.id = t.connection_id
      CROSS JOIN LATERAL (SELECT min(d) AS days_ahead FROM unnest(days) d
        WHERE t.ends_at <= now() + make_interval(days => d)) reached
      LEFT JOIN public.expiry_warning w ON w.tenant_id = t.tenant_id AND w.connection_id = t.connection_id
        AND w.reauthorize_before = t.ends_at AND w.days_ahead <= reached.days_ahead
      WHERE reached.days_ahead IS NOT NULL AND w.tenant_id IS NULL AND c.status IN ('active', 'failing')
      ORDER BY t.ends_at LIMIT page_size`,
  });
}
