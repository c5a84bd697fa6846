import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createListing } from './job-tables.js';

const CONNECTION_STATUSES = ['pending', 'active', 'reauthorizationRequired', 'failing', 'disabled'];
const SUBSCRIPTION_STATUSES = ['active', 'paused', 'failing', 'disabled'];

/**
 * What operators watch over all tenants: counts and ages, and nothing that tells of one of them. What may be many is
 * counted as far as it matters. A delivery knows the trace that it belongs to.
 */
export class Telemetry1795568400006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createListing(queryRunner, {
      signature: `shared_figures() RETURNS TABLE (figure text, label text, value float8)`,
      query: [
        byStatus('connections', 'connection', CONNECTION_STATUSES),
        byStatus('subscriptions', 'subscription', SUBSCRIPTION_STATUSES),
        ...ALONE.map(([figure, value]) => `SELECT '${figure}', '', (${value})::float8`),
      ].join(' UNION ALL '),
    });
    await queryRunner.query(`ALTER TABLE delivery ADD COLUMN traceparent text`);
    await queryRunner.query(
      `COMMENT ON COLUMN delivery.traceparent IS 'W3C Trace Context of what made it; null where that was not traced'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE delivery DROP COLUMN traceparent`);
    await queryRunner.query(`DROP FUNCTION shared_figures()`);
  }
}

const byStatus = (figure: string, table: string, statuses: string[]): string => `
  SELECT '${figure}', known.status, count(t.status)::float8
  FROM unnest(ARRAY['${statuses.join(`','`)}']) AS known(status) LEFT JOIN public.${table} t ON t.status = known.status
  GROUP BY known.status`;

const DUE = `d.status = 'pending' AND d.due_at <= now()`;

const ALONE: [figure: string, value: string][] = [
  [
    'connections_expiring',
    `SELECT count(*) FROM public.oauth_token o
     JOIN public.connection c ON c.tenant_id = o.tenant_id AND c.id = o.connection_id AND c.status IN ('active', 'failing')
     WHERE o.reauthorize_before BETWEEN now() AND now() + interval '7 days'`,
  ],
  [
    'poll_oldest_due',
    `SELECT coalesce(extract(epoch FROM now() - min(p.due_at)), 0) FROM public.log_position p WHERE p.due_at <= now()`,
  ],
  ['deliveries_waiting', `SELECT count(*) FROM (SELECT FROM public.delivery d WHERE ${DUE} LIMIT 100000) due`],
  [
    'delivery_oldest_due',
    `SELECT coalesce(extract(epoch FROM now() - min(due.due_at)), 0)
     FROM (SELECT d.tenant_id, d.subscription_id, d.due_at FROM public.delivery d WHERE ${DUE} ORDER BY d.due_at LIMIT 50000) due
     JOIN public.subscription s ON s.tenant_id = due.tenant_id AND s.id = due.subscription_id
       AND s.status = 'active' AND s.failing_since IS NULL`,
  ],
];
