import { Logger } from '@nestjs/common';
import { ConnectorError } from '../../../src/core/errors.js';
import type { TenantId } from '../../../src/core/tenant-id.js';
import type { TokenFailure, TokenResult, TokenSet } from '../../../src/okta/oauth/oauth-client.js';
import type { TokenSource } from '../../../src/tokens/oauth/access-token.js';
import type { RefreshTiming } from '../../../src/tokens/oauth/refresh-timing.js';
import { connectTestDatabase, tenantId, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { buildRefreshEngine, type EngineParts } from '../../support/refresh-engine.js';
import { buildSecrets, encryptionKey } from '../../support/secrets.js';
import { TENANT_ROWS } from '../../support/tenant-rows.js';

Logger.overrideLogger(false);

export const acme = tenantId('acme');
export const PLACE = { tenantId: acme, connectionId: 'con_1' };

/** Short, so that tests wait for nothing; what they prove does not depend on it. */
const QUICK: Partial<RefreshTiming> = {
  leaseMs: 600,
  requestMs: 400,
  waitMs: 3_000,
  pollMs: { first: 5, last: 20 },
  quickRetryMs: 1,
  lostMs: { first: 60_000, last: 60_000 },
  notProcessedMs: { first: 20, last: 50 },
  refusedMs: 50,
  confirmMs: 60_000,
  aheadPauseMs: 60_000,
};

type Engine = ReturnType<typeof buildRefreshEngine>;
type EngineOptions = Pick<EngineParts, 'Leases'> & { timing?: Partial<RefreshTiming> };

/** One connection in a database of its own, and as many processes as a test wants. */
export interface RefreshScene {
  db: ConnectedDatabase;
  /** Another process: nothing is shared but the database. */
  engine(options?: EngineOptions): Engine;
  /** Looks at, or changes, the connection's row behind everybody's back. */
  row(set?: string): Promise<Record<string, unknown>>;
  attempts(): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export async function openRefreshScene(tenants: TenantId[] = [acme]): Promise<RefreshScene> {
  const db = await connectTestDatabase({ poolSize: 10 });
  const key = encryptionKey('k1');
  for (const tenant of tenants)
    await db.database.transaction(tenant, () => db.database.manager().query(TENANT_ROWS['connection']!, [tenant]));
  const first = <Row>(rows: Row[]) => rows[0]!;
  return {
    db,
    engine: (options = {}) => {
      const { tenantKeys, box } = buildSecrets(db, key);
      const { dataSource, database } = db;
      return buildRefreshEngine({
        dataSource,
        database,
        tenantKeys,
        box,
        ...options,
        timing: { ...QUICK, ...options.timing },
      });
    },
    row: async (set) => {
      if (set) await query(db.adminUrl, `UPDATE oauth_token SET ${set} WHERE tenant_id = 'acme'`);
      return first(await query(db.adminUrl, `SELECT * FROM oauth_token WHERE tenant_id = 'acme'`));
    },
    attempts: () =>
      query(db.adminUrl, `SELECT * FROM oauth_refresh_attempt WHERE tenant_id = 'acme' ORDER BY connection_id, epoch`),
    drop: () => db.drop(),
  };
}

export const granted = (tokens: TokenSet): TokenResult => ({ kind: 'tokens', tokens });

export const failed = (failure: TokenFailure, retryAfterSeconds?: number): TokenResult => {
  const codes = {
    unknown: 'okta_timeout',
    notProcessed: 'okta_unavailable',
    invalidGrant: 'reauthorization_required',
    refused: 'invalid_credentials',
  } as const;
  const details = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return { kind: 'failure', failure, error: new ConnectorError(codes[failure], `failed: ${failure}`, details) };
};

export type Answer = TokenResult | ((sent: string | undefined) => TokenResult | Promise<TokenResult>);

/** A source that gives these answers, one for each request, and writes down what was sent. Asked too often, it throws. */
export function sourceOf(
  answers: Answer[],
  { grant = 'refreshToken', place = PLACE }: { grant?: TokenSource['grant']; place?: typeof PLACE } = {},
): TokenSource & { sent: (string | undefined)[]; deadlines: number[] } {
  const sent: (string | undefined)[] = [];
  const deadlines: number[] = [];
  const request: TokenSource['request'] = async (refreshToken, deadline) => {
    const answer = answers[sent.length];
    sent.push(refreshToken);
    deadlines.push(deadline);
    if (!answer) throw new Error(`Request ${sent.length} was not expected`);
    return typeof answer === 'function' ? answer(refreshToken) : answer;
  };
  return { ...place, grant, request, sent, deadlines };
}

/** A promise to be kept by the test. */
export function gate(): { passed: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}
