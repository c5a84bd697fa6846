import { createDataSource } from '../../src/core/database/data-source.ts';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import type { TenantId } from '../../src/core/tenant-id.ts';
import { ConnectionSecretsRepository } from '../../src/tokens/connection-secrets.repository.ts';
import { open, seal } from '../../src/tokens/envelope.ts';
import { SecretBox, type SealedSecret, type SecretPlace } from '../../src/tokens/secret-box.ts';
import { TenantKeys, type DataKey } from '../../src/tokens/tenant-keys.service.ts';
import { encryptionKey } from '../support/secrets.ts';
import { LocalKeyProvider } from '../../src/tokens/local-key-provider.ts';
import { TenantKeyRepository } from '../../src/tokens/tenant-key.repository.ts';
import { pick, seeded } from './random.ts';

type Query = (sql: string, values: unknown[]) => Promise<Record<string, unknown>[]>;

const CONNECTIONS = ['con_a', 'con_b', 'con_c'];
const FIELDS = ['apiToken', 'clientSecret', 'privateKey'];
const NO_BINDING = Buffer.alloc(0);

/** Seals without saying where: what is sealed anywhere opens everywhere in the tenant. */
class UnboundSecretBox extends SecretBox {
  constructor(private readonly tenantKeys: TenantKeys) {
    super(tenantKeys);
  }

  override sealWith({ version, key }: DataKey, { plaintext }: SecretPlace & { plaintext: string }): SealedSecret {
    return { keyVersion: version, ciphertext: seal({ key, plaintext: Buffer.from(plaintext), aad: NO_BINDING }) };
  }

  override async tryOpen({
    tenantId,
    keyVersion,
    ciphertext,
  }: SecretPlace & SealedSecret): Promise<string | undefined> {
    const dataKey = await this.tenantKeys.find(tenantId, keyVersion);
    return dataKey && open({ key: dataKey.key, sealed: ciphertext, aad: NO_BINDING })?.toString();
  }
}

interface Swap {
  from: { tenant: TenantId; connectionId: string; field: string };
  to: { tenant: TenantId; connectionId: string; field: string };
}

/** Puts ciphertexts in each other's places: none may open there. @returns those that did */
export async function swapCiphertexts(
  { databaseUrl, query }: { databaseUrl: string; query: Query },
  { swaps, binding, seed }: { swaps: number; binding: 'bound' | 'unbound'; seed: number },
): Promise<string[]> {
  const dataSource = await createDataSource({ url: databaseUrl, poolSize: 2, entities: [] }).initialize();
  try {
    const database = new TenantDatabase(dataSource);
    const provider = new LocalKeyProvider([encryptionKey(`swap-${binding}`)]);
    const keys = new TenantKeys(database, new TenantKeyRepository(database), provider);
    const box = binding === 'bound' ? new SecretBox(keys) : new UnboundSecretBox(keys);
    const secrets = new ConnectionSecretsRepository(database, keys, box);
    const tenants = Array.from({ length: 5 }, (_, index) => `vault-${binding}-${index}` as TenantId);
    await fill({ query, database, secrets, tenants });
    const breaches: string[] = [];
    for (const swap of swapsOf(swaps, tenants, seed)) {
      const opened = await openSwapped({ query, database, secrets }, swap);
      if (opened !== undefined) breaches.push(`${placeOf(swap.from)} opened as ${placeOf(swap.to)}`);
    }
    return breaches;
  } finally {
    await dataSource.destroy();
  }
}

const placeOf = ({ tenant, connectionId, field }: Swap['from']) => `${tenant}/${connectionId}/${field}`;

interface Vault {
  query: Query;
  database: TenantDatabase;
  secrets: ConnectionSecretsRepository;
}

async function fill({ query, database, secrets, tenants }: Vault & { tenants: TenantId[] }): Promise<void> {
  for (const tenant of tenants) {
    for (const connectionId of CONNECTIONS) {
      await query(
        `INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
         VALUES ($1, $2, $2, 'acme.okta.com', 'https://acme.okta.com', 'us', 'active', 0.5, 'apiToken')`,
        [tenant, connectionId],
      );
      for (const field of FIELDS) {
        const plaintext = `secret of ${placeOf({ tenant, connectionId, field })}`;
        await database.transaction(tenant, () => secrets.put(tenant, { connectionId, field, plaintext }));
      }
    }
  }
}

/** Half of them within one tenant, where the key alone would not notice. */
function swapsOf(count: number, tenants: readonly TenantId[], seed: number): Swap[] {
  const random = seeded(seed);
  const place = (tenant: TenantId) => ({
    tenant,
    connectionId: pick(random, CONNECTIONS),
    field: pick(random, FIELDS),
  });
  const swaps: Swap[] = [];
  while (swaps.length < count) {
    const from = place(pick(random, tenants));
    const to = place(swaps.length % 2 === 0 ? from.tenant : pick(random, tenants));
    if (placeOf(from) !== placeOf(to)) swaps.push({ from, to });
  }
  return swaps;
}

async function openSwapped({ query, database, secrets }: Vault, { from, to }: Swap): Promise<string | undefined> {
  const where = 'tenant_id = $1 AND connection_id = $2 AND field = $3';
  const key = ({ tenant, connectionId, field }: Swap['from']) => [tenant, connectionId, field];
  const read = async (place: Swap['from']) =>
    (await query(`SELECT ciphertext FROM connection_secret WHERE ${where}`, key(place)))[0] ?? {};
  const write = (place: Swap['from'], row: Record<string, unknown>) =>
    query(`UPDATE connection_secret SET ciphertext = $4 WHERE ${where}`, [...key(place), row['ciphertext']]);
  const own = await read(to);
  await write(to, await read(from));
  try {
    const found = await database.transaction(to.tenant, () => secrets.get(to.tenant, to.connectionId, to.field));
    return found?.plaintext;
  } catch {
    return undefined;
  } finally {
    await write(to, own);
  }
}
