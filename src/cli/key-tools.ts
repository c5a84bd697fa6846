import type { DataSource } from 'typeorm';
import type { Config } from '../core/config.js';
import { assertSchemaCurrent } from '../core/database/schema-migration.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { EncryptionKeyCheck } from '../tokens/encryption-key-check.service.js';
import { EncryptionKeyRepository } from '../tokens/encryption-key.repository.js';
import type { KeyProvider } from '../tokens/key-provider.js';
import { KeyRotation } from '../tokens/key-rotation.js';
import { createLocalKeyProvider } from '../tokens/local-key-provider.js';
import { SealedTokensRepository } from '../tokens/oauth/sealed-tokens.repository.js';
import { SealedHookSecretsRepository } from '../triggers/hooks/sealed-hook-secrets.repository.js';
import { SealedSecretsRepository } from '../tokens/sealed-secrets.repository.js';
import { SecretBox } from '../tokens/secret-box.js';
import { TenantKeyRepository } from '../tokens/tenant-key.repository.js';
import { TenantKeys } from '../tokens/tenant-keys.service.js';
import { SealedSigningSecretsRepository } from '../triggers/subscriptions/sealed-signing-secrets.repository.js';
import { withApplicationDatabase } from './admin-database.js';

/** What the commands for keys work with. */
export interface KeyTools {
  provider: KeyProvider;
  repository: EncryptionKeyRepository;
  check: EncryptionKeyCheck;
  rotation: KeyRotation;
}

/** Runs `work` as the application role: rotation needs no rights that the service lacks. */
export async function withKeyTools<T>(config: Config, work: (tools: KeyTools) => Promise<T>): Promise<T> {
  return withApplicationDatabase(config, async (dataSource) => {
    await assertSchemaCurrent(dataSource);
    return work(buildKeyTools(dataSource, await createLocalKeyProvider(config)));
  });
}

export function buildKeyTools(dataSource: DataSource, provider: KeyProvider): KeyTools {
  const database = new TenantDatabase(dataSource);
  const repository = new EncryptionKeyRepository(dataSource);
  const keyRepository = new TenantKeyRepository(database);
  const tenantKeys = new TenantKeys(database, keyRepository, provider);
  const sealed = [
    new SealedSecretsRepository(database),
    new SealedTokensRepository(database),
    new SealedHookSecretsRepository(database),
    new SealedSigningSecretsRepository(database),
  ];
  const box = new SecretBox(tenantKeys);
  const rotation = new KeyRotation({
    database,
    encryptionKeys: repository,
    keyRepository,
    tenantKeys,
    sealed,
    box,
    provider,
  });
  return { provider, repository, check: new EncryptionKeyCheck(repository, provider), rotation };
}
