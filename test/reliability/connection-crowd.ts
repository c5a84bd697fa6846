import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/core/database/data-source.ts';
import { encryptionKeys } from '../../src/core/config-formats.ts';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import { parseTenantId, type TenantId } from '../../src/core/tenant-id.ts';
import { buildSecrets } from '../support/secrets.ts';
import { inParallel } from './figure.ts';

const AT_ONCE = 8;
const FIELD = 'apiToken';

export interface CrowdSize {
  tenants: number;
  /** In all. */
  connections: number;
}

/** The parts of the service that have to do with secrets, in this process. */
export async function openSecrets(databaseUrl: string, keys: string) {
  const dataSource: DataSource = await createDataSource({
    url: databaseUrl,
    poolSize: AT_ONCE,
    entities: [],
  }).initialize();
  const database = new TenantDatabase(dataSource);
  const [newest, ...older] = encryptionKeys.parse(keys);
  if (!newest) throw new Error('There is no key');
  const connected = { dataSource, database, url: '', migrationUrl: '', adminUrl: '', drop: async () => {} };
  return { ...buildSecrets(connected, newest, ...older), database, close: () => dataSource.destroy() };
}

export const tenantOf = (index: number): string => `crowd-${index}`;
export const connectionOf = (index: number): string => `con_crowd${index}`;

/** Very many connections with an API token each, as if they had been made one by one. */
export async function addCrowd(
  { databaseUrl, keys, orgUrl, apiToken }: { databaseUrl: string; keys: string; orgUrl: string; apiToken: string },
  { tenants, connections }: CrowdSize,
): Promise<void> {
  const { database, secrets, close } = await openSecrets(databaseUrl, keys);
  const add = (tenant: TenantId, index: number) =>
    database.transaction(tenant, async () => {
      const row = [tenant, connectionOf(index), new URL(orgUrl).host, orgUrl];
      await database.manager().query(INSERT, row);
      await secrets.put(tenant, { connectionId: connectionOf(index), field: FIELD, plaintext: apiToken });
    });
  try {
    const numbers = Array.from({ length: connections }, (_, index) => index);
    await inParallel(numbers, AT_ONCE, (index) => add(asTenant(tenantOf(index % tenants)), index));
  } finally {
    await close();
  }
}

function asTenant(text: string): TenantId {
  const tenant = parseTenantId(text);
  if (!tenant) throw new Error(`${text} is no tenant id`);
  return tenant;
}

const INSERT = `
  INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
  VALUES ($1, $2, $2, $3, $4, 'us', 'active', 0.9, 'apiToken')`;
