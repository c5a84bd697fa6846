import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { ConnectorError } from '../core/errors.js';
import type { Caller } from '../tenancy/caller.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import { ConnectionStore } from './connection-store.js';
import { TokenSources } from './token-sources.js';

/** What came of it. */
export interface ForcedToken {
  expiresAt: Date;
  /** When the consent ends; undefined where there is none. */
  reauthorizeBefore: Date | undefined;
}

/** A new access token before the old one ends, because somebody wants it. */
@Injectable()
export class ForcedRefresh {
  constructor(
    private readonly store: ConnectionStore,
    private readonly sources: TokenSources,
    private readonly tokens: AccessTokens,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Under the lease of every refresh, so that there is never a second one at once: where one is under way, its token will
   * do. Audited, also where it fails.
   * @throws ConnectorError `not_found`, `connection_not_ready`, `reauthorization_required`, and what became of the request
   */
  async refresh(caller: Caller, id: string): Promise<ForcedToken> {
    const { tenantId } = caller;
    const source = await this.sources.load(tenantId, id);
    if (!source) throw withoutTokens();
    const stored = await this.tokens.state(tenantId, id);
    try {
      const { expiresAt } = await this.tokens.replace(source, { version: stored?.version ?? 0 });
      await this.#record(caller, id, {});
      const state = await this.tokens.state(tenantId, id);
      return { expiresAt, reauthorizeBefore: state?.reauthorizeBefore };
    } catch (error) {
      await this.#record(caller, id, { outcome: 'failed', errorCode: codeOf(error) });
      throw error;
    }
  }

  async #record(
    { tenantId, subject: actor }: Caller,
    connectionId: string,
    end: { outcome?: 'failed'; errorCode?: string },
  ): Promise<void> {
    const entry = { actor, action: 'connection.refreshed', connectionId, ...end };
    await this.store.transaction(tenantId, () => this.audit.record(tenantId, entry));
  }
}

const codeOf = (error: unknown): string => (error instanceof ConnectorError ? error.code : 'internal_error');

function withoutTokens(): ConnectorError {
  return new ConnectorError(
    'connection_not_ready',
    'The connection needs no access token now: it has an API token, is disabled, or waits for its first consent or key.',
  );
}
