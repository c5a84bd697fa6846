import type { QueryRunner } from 'typeorm';

/** The transaction's tenant; NULL, which equals nothing, when none is set. */
const TENANT = `(SELECT NULLIF(current_setting('app.tenant_id', true), ''))`;

/** Hides every row of `table` from other tenants, from the table's owner too. */
export async function isolateByTenant(queryRunner: QueryRunner, table: string): Promise<void> {
  await queryRunner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
  await queryRunner.query(
    `CREATE POLICY tenant_isolation ON ${table} USING (tenant_id = ${TENANT}) WITH CHECK (tenant_id = ${TENANT})`,
  );
}
