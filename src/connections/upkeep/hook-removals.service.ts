import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError, type ErrorCode } from '../../core/errors.js';
import type { TenantId } from '../../core/tenant-id.js';
import { EventHookClient } from '../../okta/event-hooks/event-hook-client.js';
import { hookUri } from '../../okta/event-hooks/event-hook.js';
import { DpopNonces } from '../../okta/oauth/dpop-nonces.js';
import { OAuthTokenClient } from '../../okta/oauth/oauth-token-client.js';
import { OktaClient } from '../../okta/okta-client.js';
import { SecretBox, type SealedSecret } from '../../tokens/secret-box.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import { orgOf } from '../connection-org.js';
import { HookRemovalRepository, type LeasedHookRemoval } from './hook-removal.repository.js';
import { lastAuthority, lastClientOf, type LastCredentials } from './last-authority.js';
import type { DueItem } from './leased-rows.repository.js';
import { retryAfter, REVOCATION_RETRIES } from './retry-schedule.js';
import { Revocations } from './revocations.service.js';

/** What it takes to remove hooks after their connection is gone, and to revoke its refresh token then. */
export interface HooksToRemove extends LastCredentials {
  hookIds: string[];
}

type Outcome = 'removed' | 'refused' | 'unreachable';

/** Trying again is of no use after these. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  'insufficient_scope',
  'insufficient_role',
  'invalid_credentials',
  'reauthorization_required',
  'connection_not_ready',
  'okta_rejected',
  'okta_conflict',
  'feature_not_enabled',
  'invalid_scope',
]);

/** Removes event hooks of deleted connections at Okta, for seven days where Okta cannot be reached. */
@Injectable()
export class HookRemovals {
  readonly #logger = new Logger(HookRemovals.name);

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly database: TenantDatabase,
    private readonly removals: HookRemovalRepository,
    private readonly revocations: Revocations,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
    private readonly tokens: OAuthTokenClient,
    private readonly nonces: DpopNonces,
    private readonly okta: OktaClient,
  ) {}

  /** Ids of hooks that the connection leaves at Okta; in the transaction that deletes it. */
  hooksOf(tenant: TenantId, connectionId: string): Promise<string[]> {
    return this.removals.hooksOf(tenant, connectionId);
  }

  /**
   * Writes the removal down, sealed, in the transaction that deletes the connection; before `destroyIfUnused`. The refresh
   * token is revoked after it. `attempt` with the answered id does it once that transaction is committed.
   */
  async schedule(tenant: TenantId, connectionId: string, hooks: HooksToRemove): Promise<string> {
    const id = randomUUID();
    await this.removals.insert(tenant, {
      id,
      connectionId,
      ...(await this.#seal(tenant, { id, connectionId }, hooks)),
    });
    return id;
  }

  listDue(limit: number): Promise<DueItem[]> {
    return this.removals.listDue(limit);
  }

  /** Tries once, unless another worker is at it; what does not succeed is tried again in the background. Never rejects. */
  async attempt(tenant: TenantId, id: string): Promise<void> {
    try {
      const job = await this.database.transaction(tenant, () => this.removals.lease(tenant, id));
      if (job) await this.#settle(tenant, job, await this.#carryOut(tenant, job));
    } catch (error) {
      this.#logger.warn({ msg: 'The removal of event hooks was interrupted, it is tried again', id, err: error });
    }
  }

  async #carryOut(tenant: TenantId, job: LeasedHookRemoval): Promise<{ outcome: Outcome; hooks?: HooksToRemove }> {
    let hooks: HooksToRemove | undefined;
    try {
      hooks = await this.#open(tenant, job);
      await this.#remove(tenant, job, hooks);
      return { outcome: 'removed', hooks };
    } catch (error) {
      const final = error instanceof ConnectorError && FINAL.has(error.code);
      this.#logger.warn({ msg: 'Event hooks could not be removed', connectionId: job.connectionId, err: error });
      return { outcome: final ? 'refused' : 'unreachable', ...(hooks && { hooks }) };
    }
  }

  async #remove(tenant: TenantId, job: LeasedHookRemoval, hooks: HooksToRemove): Promise<void> {
    const { tokens, nonces } = this;
    const keep = async (refreshToken: string) => {
      hooks.refreshToken = refreshToken;
      await this.database.transaction(tenant, async () =>
        this.removals.reseal(tenant, job, await this.#seal(tenant, job, hooks)),
      );
    };
    const authorizer = await lastAuthority(hooks, { tokens, nonces, keep });
    const remote = new EventHookClient(this.okta, { org: orgOf(hooks.connection), authorizer });
    const uris = new Set(hooks.hookIds.map((hookId) => hookUri(this.config.publicUrl, hookId)));
    const ours = (await remote.list()).filter(({ channel }) => uris.has(channel.config.uri));
    for (const { id } of ours) await remote.remove(id);
  }

  async #settle(
    tenant: TenantId,
    job: LeasedHookRemoval,
    { outcome, hooks }: { outcome: Outcome; hooks?: HooksToRemove },
  ): Promise<void> {
    const { connectionId, attempt } = job;
    const seconds = outcome === 'unreachable' ? retryAfter(REVOCATION_RETRIES, attempt, Math.random()) : undefined;
    if (seconds !== undefined) {
      return this.database.transaction(tenant, () => this.removals.postpone(tenant, job, seconds));
    }
    if (outcome !== 'removed') this.#logger.error({ msg: GIVEN_UP, connectionId, attempt });
    const revocation = await this.#end(tenant, job, hooks);
    if (revocation !== undefined) await this.revocations.attempt(tenant, revocation);
  }

  /** With the last one of a tenant without connections, the tenant's keys go too. */
  #end(tenant: TenantId, { id, connectionId }: LeasedHookRemoval, hooks?: HooksToRemove): Promise<string | undefined> {
    return this.database.transaction(tenant, async () => {
      await this.removals.remove(tenant, id);
      const token = hooks?.refreshToken;
      if (hooks && token !== undefined) {
        const client = lastClientOf(hooks);
        return this.revocations.schedule(tenant, connectionId, { client, refreshToken: token });
      }
      await this.keys.destroyIfUnused(tenant);
      return undefined;
    });
  }

  async #seal(
    tenant: TenantId,
    { id, connectionId }: Pick<LeasedHookRemoval, 'id' | 'connectionId'>,
    hooks: HooksToRemove,
  ): Promise<SealedSecret> {
    const place = { tenantId: tenant, connectionId, field: fieldOf(id) };
    return this.box.sealWith(await this.keys.hold(tenant), { ...place, plaintext: JSON.stringify(hooks) });
  }

  async #open(tenant: TenantId, { id, connectionId, keyVersion, ciphertext }: LeasedHookRemoval) {
    const sealed = { tenantId: tenant, connectionId, field: fieldOf(id), keyVersion, ciphertext };
    return parseHooks(await this.box.open(sealed));
  }
}

const GIVEN_UP =
  'Event hooks of a deleted connection could not be removed and are forgotten; delete them in Okta (Workflow > Event Hooks)';

const fieldOf = (id: string) => `hook-removal:${id}`;

/** Our own text, sealed: nobody else can have written it. */
function parseHooks(text: string): HooksToRemove {
  const hooks: HooksToRemove = JSON.parse(text);
  return hooks;
}
