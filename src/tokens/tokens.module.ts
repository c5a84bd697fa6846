import { Module } from '@nestjs/common';
import { CONFIG } from '../core/config.token.js';
import { ConnectionSecretsRepository } from './connection-secrets.repository.js';
import { EncryptionKeyCheck } from './encryption-key-check.service.js';
import { EncryptionKeyRepository } from './encryption-key.repository.js';
import { KeyMetrics } from './key-metrics.js';
import { KEY_PROVIDER } from './key-provider.js';
import { createLocalKeyProvider } from './local-key-provider.js';
import { AccessTokens } from './oauth/access-tokens.service.js';
import { DueTokens } from './oauth/due-tokens.repository.js';
import { OAuthTokenRepository } from './oauth/oauth-token.repository.js';
import { RefreshAttemptRepository } from './oauth/refresh-attempt.repository.js';
import { RefreshLeaseRepository } from './oauth/refresh-lease.repository.js';
import { DEFAULT_TIMING, REFRESH_TIMING } from './oauth/refresh-timing.js';
import { TokenPursuit } from './oauth/token-pursuit.js';
import { TokenRefresher } from './oauth/token-refresher.js';
import { SecretBox } from './secret-box.js';
import { TenantKeyRepository } from './tenant-key.repository.js';
import { TenantKeys } from './tenant-keys.service.js';

/** Secrets at rest, and OAuth tokens with their refresh. Needs `CONFIG` and the database from global modules. */
@Module({
  providers: [
    { provide: KEY_PROVIDER, useFactory: createLocalKeyProvider, inject: [CONFIG] },
    EncryptionKeyRepository,
    EncryptionKeyCheck,
    KeyMetrics,
    TenantKeyRepository,
    TenantKeys,
    SecretBox,
    ConnectionSecretsRepository,
    { provide: REFRESH_TIMING, useValue: DEFAULT_TIMING },
    OAuthTokenRepository,
    RefreshAttemptRepository,
    RefreshLeaseRepository,
    TokenRefresher,
    TokenPursuit,
    DueTokens,
    AccessTokens,
  ],
  exports: [TenantKeys, SecretBox, ConnectionSecretsRepository, AccessTokens, DueTokens],
})
export class TokensModule {}
