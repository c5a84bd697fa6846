import { DataSource } from 'typeorm';
import { createDataSource, type EntityClass } from '../../src/core/database/data-source.js';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.js';
import { parseTenantId, type TenantId } from '../../src/core/tenant-id.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

/** A migrated database of one test file, connected as the application role. */
export interface ConnectedDatabase extends TestDatabase {
  dataSource: DataSource;
  database: TenantDatabase;
}

export async function connectTestDatabase({
  poolSize = 4,
  entities = [] as EntityClass[],
} = {}): Promise<ConnectedDatabase> {
  const test = await createTestDatabase();
  const dataSource = await createDataSource({ url: test.url, poolSize, entities }).initialize();
  const drop = async () => {
    await dataSource.destroy();
    await test.drop();
  };
  return { ...test, dataSource, database: new TenantDatabase(dataSource), drop };
}

export function tenantId(text: string): TenantId {
  const id = parseTenantId(text);
  if (!id) throw new Error(`"${text}" is no tenant id`);
  return id;
}
