import { IdempotencyKeyRepository } from '../../src/actions/idempotency/idempotency-key.repository.ts';
import type { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import type { TenantId } from '../../src/core/tenant-id.ts';
import type { RunPoint, RunVariant } from './run-protocol.ts';

const FREE = `UPDATE idempotency_key SET expires_at = now() WHERE tenant_id = $1 AND connection_id = $2 AND key_hash = $3`;

/** The repository of keys, which says where it passes a step; for controls without one protection. */
export function keysOf(
  variant: RunVariant,
  database: TenantDatabase,
  reached: (point: RunPoint) => void,
): typeof IdempotencyKeyRepository {
  return class extends IdempotencyKeyRepository {
    override async claim(...given: Parameters<IdempotencyKeyRepository['claim']>) {
      reached('claiming');
      const [{ tenantId, connectionId }, { keyHash }] = given;
      if (variant === 'checkThenInsert' && !(await super.find(tenantId, connectionId, keyHash))) {
        // Whoever saw no row takes the key, whatever happened since.
        await free(database, { tenantId, connectionId, keyHash });
      }
      const claimed = await super.claim(...given);
      if (claimed) reached('claimed');
      return claimed;
    }

    override async find(...given: Parameters<IdempotencyKeyRepository['find']>) {
      const known = await super.find(...given);
      const dead = known && known.answer === null && !known.alive;
      if (!dead || variant !== 'deathFreesKey') return known;
      const [tenantId, connectionId, keyHash] = given;
      await free(database, { tenantId, connectionId, keyHash });
      return { ...known, expired: true };
    }

    override async finish(...given: Parameters<IdempotencyKeyRepository['finish']>) {
      reached('answerReceived');
      await super.finish(...given);
      reached('answerStored');
    }
  };
}

interface KeyPlace {
  tenantId: TenantId;
  connectionId: string;
  keyHash: Buffer;
}

async function free(database: TenantDatabase, { tenantId, connectionId, keyHash }: KeyPlace): Promise<void> {
  await database.transaction(tenantId, () => database.manager().query(FREE, [tenantId, connectionId, keyHash]));
}
