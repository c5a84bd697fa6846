import { Module } from '@nestjs/common';
import { CONFIG } from '../core/config.token.js';
import { ConnectionSecretsRepository } from './connection-secrets.repository.js';
import { EncryptionKeyCheck } from './encryption-key-check.service.js';
import { EncryptionKeyRepository } from './encryption-key.repository.js';
import { KEY_PROVIDER } from './key-provider.js';
import { createLocalKeyProvider } from './local-key-provider.js';
import { SecretBox } from './secret-box.js';
import { TenantKeyRepository } from './tenant-key.repository.js';
import { TenantKeys } from './tenant-keys.service.js';

/** Secrets at rest. Needs `CONFIG` and the database from global modules. */
@Module({
  providers: [
    { provide: KEY_PROVIDER, useFactory: createLocalKeyProvider, inject: [CONFIG] },
    EncryptionKeyRepository,
    EncryptionKeyCheck,
    TenantKeyRepository,
    TenantKeys,
    SecretBox,
    ConnectionSecretsRepository,
  ],
  exports: [TenantKeys, SecretBox, ConnectionSecretsRepository],
})
export class TokensModule {}
