import { randomBytes } from 'node:crypto';
import type { EncryptionKey } from '../../src/core/config-formats.js';
import { ConnectionSecretsRepository } from '../../src/tokens/connection-secrets.repository.js';
import { EncryptionKeyRepository } from '../../src/tokens/encryption-key.repository.js';
import { LocalKeyProvider } from '../../src/tokens/local-key-provider.js';
import { SecretBox } from '../../src/tokens/secret-box.js';
import { TenantKeyRepository } from '../../src/tokens/tenant-key.repository.js';
import { TenantKeys } from '../../src/tokens/tenant-keys.service.js';
import type { ConnectedDatabase } from './database.js';

export const encryptionKey = (id: string): EncryptionKey => ({ id, key: randomBytes(32) });

/** The secrets part of the service by hand, as one process with these encryption keys would have it. */
export function buildSecrets(
  { database, dataSource }: ConnectedDatabase,
  ...keys: [EncryptionKey, ...EncryptionKey[]]
) {
  const provider = new LocalKeyProvider(keys);
  const keyRepository = new TenantKeyRepository(database);
  const tenantKeys = new TenantKeys(database, keyRepository, provider);
  const box = new SecretBox(tenantKeys);
  const secrets = new ConnectionSecretsRepository(database, tenantKeys, box);
  return { provider, keyRepository, tenantKeys, box, secrets, encryptionKeys: new EncryptionKeyRepository(dataSource) };
}
