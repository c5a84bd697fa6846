import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the tenant of a connection by the connection's id alone, for its public keys: Okta fetches them without a
 * token. The owner's policy `upkeep` on the table allows the reading, inside the function only, which gives away nothing
 * but the tenant.
 */
export class ConnectionTenants1795309200003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX connection_by_id ON connection (id)`);
    await queryRunner.query(`
      CREATE FUNCTION connection_tenant(wanted text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        found text;
      BEGIN
        PERFORM set_config('app.worker', 'on', true);
        SELECT c.tenant_id INTO found FROM public.connection c WHERE c.id = wanted;
        PERFORM set_config('app.worker', 'off', true);
        RETURN found;
      END $$`);
    await queryRunner.query(`REVOKE ALL ON FUNCTION connection_tenant(text) FROM PUBLIC`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION connection_tenant(text)`);
    await queryRunner.query(`DROP INDEX connection_by_id`);
  }
}
