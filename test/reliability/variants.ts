import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import { OAuthTokenRepository } from '../../src/tokens/oauth/oauth-token.repository.ts';
import { RefreshLeaseRepository } from '../../src/tokens/oauth/refresh-lease.repository.ts';
import { TokenRefresher } from '../../src/tokens/oauth/token-refresher.ts';
import type { Point, Variant } from './protocol.ts';

export interface EngineClasses {
  Tokens: typeof OAuthTokenRepository;
  Leases: typeof RefreshLeaseRepository;
  Refresher: typeof TokenRefresher;
}

type Reached = (point: Point, connectionId: string) => void;

/** The repositories of the engine, told where they pass a failpoint, and for controls without one protection. */
export function engineClasses(variant: Variant, database: TenantDatabase, reached: Reached): EngineClasses {
  const Leases = leasesOf(variant, database, reached);
  class Refresher extends TokenRefresher {
    override async attempt(...given: Parameters<TokenRefresher['attempt']>) {
      const end = await super.attempt(...given);
      if (end.kind === 'stored') reached('stored', given[0].connectionId);
      return end;
    }
  }
  const Tokens = variant === 'processLockOnly' ? BlindTokens : OAuthTokenRepository;
  return { Tokens, Leases, Refresher };
}

function leasesOf(variant: Variant, database: TenantDatabase, reached: Reached): typeof RefreshLeaseRepository {
  const Base = baseLeases(variant, database);
  return class extends Base {
    override async take(...given: Parameters<RefreshLeaseRepository['take']>) {
      const lease = await super.take(...given);
      if (lease) reached('leaseNotCommitted', lease.connectionId);
      return lease;
    }

    override async store(...given: Parameters<RefreshLeaseRepository['store']>) {
      const stored = await super.store(...given);
      reached('storeNotCommitted', given[1].connectionId);
      return stored;
    }
  };
}

function baseLeases(variant: Variant, database: TenantDatabase): typeof RefreshLeaseRepository {
  if (variant === 'processLockOnly') return withoutLease(database);
  if (variant === 'tenSecondLock' || variant === 'noComparison') return withoutComparison(database);
  return variant === 'useBeforeCommit' ? storingLater(database) : RefreshLeaseRepository;
}

/** Takes the epoch of whoever holds the lease for its own, and its token for stored. */
function withoutComparison(database: TenantDatabase): typeof RefreshLeaseRepository {
  const sql = 'SELECT lease_epoch AS epoch FROM oauth_token WHERE tenant_id = $1 AND connection_id = $2 FOR UPDATE';
  const end = `UPDATE oauth_refresh_attempt SET outcome = 'stored' WHERE tenant_id = $1 AND connection_id = $2 AND epoch = $3`;
  return class extends RefreshLeaseRepository {
    override async store(...[tenant, lease, received]: Parameters<RefreshLeaseRepository['store']>) {
      const values = [tenant, lease.connectionId];
      const [holder] = await database.manager().query<{ epoch: string }[]>(sql, values);
      await database.manager().query(end, [...values, lease.epoch]);
      return super.store(tenant, { ...lease, epoch: Number(holder?.epoch) }, received);
    }
  };
}

function withoutLease(database: TenantDatabase): typeof RefreshLeaseRepository {
  const sql = 'UPDATE oauth_token SET lease_until = NULL WHERE tenant_id = $1 AND connection_id = $2';
  return class extends withoutComparison(database) {
    override async take(...[tenant, request]: Parameters<RefreshLeaseRepository['take']>) {
      await database.manager().query(sql, [tenant, request.connectionId]);
      return super.take(tenant, request);
    }
  };
}

function storingLater(database: TenantDatabase): typeof RefreshLeaseRepository {
  return class extends RefreshLeaseRepository {
    override async store(...[tenant, lease, received]: Parameters<RefreshLeaseRepository['store']>) {
      const { version } = lease;
      const { accessToken, tokenType, scopes, expiresInSeconds } = received.tokens;
      const expiresAt = new Date(Date.now() + expiresInSeconds * 1_000);
      const token = { token: accessToken, tokenType, scopes, expiresAt, version: version + 1 };
      storeLater(() => database.transaction(tenant, () => super.store(tenant, lease, received)));
      return { ...FRESH, token, version: version + 1 };
    }
  };
}

const HOUR_MS = 3_600_000;
const FRESH = {
  lifeMs: HOUR_MS,
  validMs: HOUR_MS,
  refreshInMs: HOUR_MS / 2,
  leaseMs: 0,
  cooldownMs: 0,
  failureCode: undefined,
  reauthorizationReason: undefined,
  dueInMs: HOUR_MS / 2,
  dueRank: 1,
};

const STORE_LATER_MS = 2_000;
const outside = AsyncLocalStorage.snapshot();

function storeLater(work: () => Promise<unknown>): void {
  outside(() => {
    void wait(STORE_LATER_MS).then(work);
  });
}

/** Does not see that another process has the lease. */
class BlindTokens extends OAuthTokenRepository {
  override async find(...given: Parameters<OAuthTokenRepository['find']>) {
    const found = await super.find(...given);
    return found && { ...found, leaseMs: 0 };
  }
}
