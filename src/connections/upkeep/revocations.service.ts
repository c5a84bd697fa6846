import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { OAuthClient } from '../../okta/oauth/oauth-client.js';
import { OAuthTokenClient } from '../../okta/oauth/oauth-token-client.js';
import { SecretBox } from '../../tokens/secret-box.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import type { DueItem } from './leased-rows.repository.js';
import { retryAfter, REVOCATION_RETRIES } from './retry-schedule.js';
import { RevocationRepository, type LeasedRevocation } from './revocation.repository.js';

/** What it takes to revoke a token after its connection is gone. */
export interface TokenToRevoke {
  client: OAuthClient;
  refreshToken: string;
}

type Outcome = Awaited<ReturnType<OAuthTokenClient['revoke']>>;

/** Revokes refresh tokens of deleted connections at Okta, for seven days where Okta cannot be reached. */
@Injectable()
export class Revocations {
  readonly #logger = new Logger(Revocations.name);

  constructor(
    private readonly database: TenantDatabase,
    private readonly revocations: RevocationRepository,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
    private readonly tokens: OAuthTokenClient,
  ) {}

  /**
   * Writes the revocation down, sealed, in the transaction that deletes the connection; before `destroyIfUnused`, which
   * then leaves the key that it needs. `attempt` with the answered id does it once that transaction is committed.
   * @throws ConnectorError `internal_error` outside `TenantDatabase.transaction`
   */
  async schedule(tenant: TenantId, connectionId: string, token: TokenToRevoke): Promise<string> {
    const id = randomUUID();
    const place = { tenantId: tenant, connectionId, field: fieldOf(id) };
    const sealed = this.box.sealWith(await this.keys.hold(tenant), { ...place, plaintext: JSON.stringify(token) });
    await this.revocations.insert(tenant, { id, connectionId, ...sealed });
    return id;
  }

  listDue(limit: number): Promise<DueItem[]> {
    return this.revocations.listDue(limit);
  }

  /** Tries once, unless another worker is at it; what does not succeed is tried again in the background. Never rejects. */
  async attempt(tenant: TenantId, id: string): Promise<void> {
    try {
      const job = await this.database.transaction(tenant, () => this.revocations.lease(tenant, id));
      if (job) await this.#settle(tenant, job, await this.#revoke(tenant, job));
    } catch (error) {
      this.#logger.warn({ msg: 'A revocation was interrupted, it is tried again', revocationId: id, err: error });
    }
  }

  /** What cannot be opened counts as an attempt too, so that it does not stay for ever. */
  async #revoke(tenant: TenantId, { id, connectionId, keyVersion, ciphertext }: LeasedRevocation): Promise<Outcome> {
    try {
      const sealed = { tenantId: tenant, connectionId, field: fieldOf(id), keyVersion, ciphertext };
      const { client, refreshToken } = parseToken(await this.box.open(sealed));
      return await this.tokens.revoke(client, refreshToken);
    } catch (error) {
      this.#logger.error({ msg: 'A revocation could not be sent', connectionId, err: error });
      return 'unreachable';
    }
  }

  async #settle(tenant: TenantId, job: LeasedRevocation, outcome: Outcome): Promise<void> {
    const { id, connectionId, attempt } = job;
    const seconds = outcome === 'unreachable' ? retryAfter(REVOCATION_RETRIES, attempt, Math.random()) : undefined;
    if (seconds !== undefined) {
      return this.database.transaction(tenant, () => this.revocations.postpone(tenant, job, seconds));
    }
    await this.#destroy(tenant, id);
    if (outcome !== 'revoked') this.#logger.error({ msg: GIVEN_UP[outcome], connectionId, attempt });
  }

  /** With the last one of a tenant without connections, the tenant's keys go too. */
  async #destroy(tenant: TenantId, id: string): Promise<void> {
    await this.database.transaction(tenant, async () => {
      await this.revocations.remove(tenant, id);
      await this.keys.destroyIfUnused(tenant);
    });
  }
}

const GIVEN_UP = {
  refused: 'Okta does not know the app of a deleted connection any more, so its token was not revoked',
  unreachable:
    "The token of a deleted connection could not be revoked for seven days and is forgotten; revoke the app's tokens in Okta",
};

const fieldOf = (id: string) => `revocation:${id}`;

/** Our own text, sealed: nobody else can have written it. */
function parseToken(text: string): TokenToRevoke {
  const token: TokenToRevoke = JSON.parse(text);
  return token;
}
