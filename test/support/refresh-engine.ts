import type { DataSource } from 'typeorm';
import type { TenantDatabase } from '../../src/core/database/tenant-transaction.js';
import { AccessTokens } from '../../src/tokens/oauth/access-tokens.service.js';
import { DueTokens } from '../../src/tokens/oauth/due-tokens.repository.js';
import { OAuthTokenRepository } from '../../src/tokens/oauth/oauth-token.repository.js';
import { RefreshAttemptRepository } from '../../src/tokens/oauth/refresh-attempt.repository.js';
import { RefreshLeaseRepository } from '../../src/tokens/oauth/refresh-lease.repository.js';
import { DEFAULT_TIMING, type RefreshTiming } from '../../src/tokens/oauth/refresh-timing.js';
import { TokenPursuit } from '../../src/tokens/oauth/token-pursuit.js';
import { TokenRefresher } from '../../src/tokens/oauth/token-refresher.js';
import type { SecretBox } from '../../src/tokens/secret-box.js';
import type { TenantKeys } from '../../src/tokens/tenant-keys.service.js';

export interface EngineParts {
  dataSource: DataSource;
  database: TenantDatabase;
  tenantKeys: TenantKeys;
  box: SecretBox;
  timing?: Partial<RefreshTiming>;
  /** For controls: an engine without one of its protections. */
  Tokens?: typeof OAuthTokenRepository;
  Leases?: typeof RefreshLeaseRepository;
  Refresher?: typeof TokenRefresher;
}

/** The refresh engine by hand, as one process has it. */
export function buildRefreshEngine(parts: EngineParts) {
  const { dataSource, database, tenantKeys, box } = parts;
  const { Tokens = OAuthTokenRepository, Leases = RefreshLeaseRepository, Refresher = TokenRefresher } = parts;
  const timing = { ...DEFAULT_TIMING, ...parts.timing };
  const tokens = new Tokens(database, tenantKeys, box);
  const attempts = new RefreshAttemptRepository(database, tenantKeys, box);
  const leases = new Leases(database, attempts, tenantKeys, box);
  const refresher = new Refresher(database, leases, attempts, timing);
  const pursuit = new TokenPursuit(database, tokens, refresher, timing);
  const due = new DueTokens(dataSource, database);
  const accessTokens = new AccessTokens(database, pursuit, refresher, tokens, due, timing);
  return { accessTokens, due, tokens, attempts, leases, refresher };
}
