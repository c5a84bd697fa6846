import type { Figure } from './figure.ts';
import type { ReliabilityScene } from './scene.ts';
import type { SourceEdit } from './service-replica.ts';
import { swapCiphertexts } from './swapped-secrets.ts';
import { probeTenants } from './tenant-probes.ts';
import { fillTenants, interleaveTransactions } from './tenant-transactions.ts';

export interface G11Size {
  probes: number;
  transactions: number;
  swaps: number;
  controlProbes: number;
  controlTransactions: number;
  controlSwaps: number;
}

/** Connections are found by their id alone; row-level security is taken off besides. */
const NO_TENANT: SourceEdit[] = [
  {
    file: 'connections/connections.repository.ts',
    from: 'FROM connection WHERE tenant_id = $1 AND id = $2',
    to: 'FROM connection WHERE $1::text IS NOT NULL AND id = $2',
  },
];
const SEED = 11;

/** One tenant against another: through the API, through the pool, through the ciphertexts. */
export async function runG11(scene: ReliabilityScene, size: G11Size): Promise<Figure> {
  const { databaseUrl } = scene;
  const query = (sql: string, values: unknown[]) => scene.query<Record<string, unknown>>(sql, values);
  await fillTenants(query);
  const probed = await probeTenants(databaseUrl, { probes: size.probes, changes: { unlimited: true } });
  const transactions = { count: size.transactions, tenants: 'local', seed: SEED } as const;
  const crossed = await interleaveTransactions(databaseUrl, transactions);
  const control = await playControl(scene, size);
  // Last: its keys are none that a service would start with.
  const opened = await swapCiphertexts({ databaseUrl, query }, { swaps: size.swaps, binding: 'bound', seed: SEED });
  const breaches = [...probed.breaches, ...crossed, ...opened];
  return {
    name: 'G11 one tenant does not exist for another',
    promise:
      'every route with every id of another tenant answers as to an id of nobody; no transaction on a shared pool sees a foreign row; no ciphertext opens in another place',
    trials: probed.probes + size.transactions + size.swaps,
    violations: breaches.length,
    breaches,
    measured: {
      'probes through the API': probed.probes,
      'of the reads, served to their owner': probed.servedToOwner,
      'transactions on a pool of 4': size.transactions,
      'swapped ciphertexts': size.swaps,
    },
    control,
  };
}

async function playControl(scene: ReliabilityScene, size: G11Size): Promise<Figure['control']> {
  const { databaseUrl } = scene;
  const query = (sql: string, values: unknown[]) => scene.query<Record<string, unknown>>(sql, values);
  const crossed = await interleaveTransactions(databaseUrl, {
    count: size.controlTransactions,
    tenants: 'session',
    seed: SEED,
  });
  const probed = await probeOpen(scene, size.controlProbes);
  const opened = await swapCiphertexts(
    { databaseUrl, query },
    { swaps: size.controlSwaps, binding: 'unbound', seed: SEED },
  );
  const groups = [crossed, opened, probed.breaches].map(({ length }) => length);
  return {
    without: 'session SET; no additional data; rows found by id alone, without row-level security',
    trials: size.controlTransactions + size.controlSwaps + probed.probes,
    violations: groups.every((count) => count > 0) ? groups.reduce((total, count) => total + count, 0) : 0,
  };
}

/** Connections lie open, and the service finds them by their id. */
async function probeOpen(scene: ReliabilityScene, probes: number) {
  await scene.query('ALTER TABLE connection DISABLE ROW LEVEL SECURITY');
  try {
    const changes = { edits: NO_TENANT, unlimited: true };
    return await probeTenants(scene.databaseUrl, { probes, changes });
  } finally {
    await scene.query('ALTER TABLE connection ENABLE ROW LEVEL SECURITY');
  }
}
