import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createListing } from './job-tables.js';

/**
 * What operators' commands look for over all tenants: through functions of the owner, which give away ids only. The
 * commands then enter each tenant.
 */
export class Operators1795568400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createListing(queryRunner, {
      signature: `list_connection_tenants(after_tenant text, wanted_status text, page_size integer) RETURNS TABLE (tenant text)`,
      query: `
        SELECT DISTINCT c.tenant_id FROM public.connection c
        WHERE c.tenant_id > after_tenant AND (wanted_status IS NULL OR c.status = wanted_status)
        ORDER BY c.tenant_id LIMIT page_size`,
    });
    await createListing(queryRunner, {
      signature: `list_subscriptions(wanted_tenant text, wanted_connection text, wanted_id text, after_tenant text, after_id text,
        page_size integer) RETURNS TABLE (tenant text, id text)`,
      query: `
        SELECT s.tenant_id, s.id FROM public.subscription s
        WHERE (s.tenant_id, s.id) > (after_tenant, after_id) AND (wanted_tenant IS NULL OR s.tenant_id = wanted_tenant)
          AND (wanted_connection IS NULL OR s.connection_id = wanted_connection) AND (wanted_id IS NULL OR s.id = wanted_id)
        ORDER BY s.tenant_id, s.id LIMIT page_size`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION list_connection_tenants(text, text, integer), list_subscriptions(text, text, text, text, text, integer)`);
  }
}
