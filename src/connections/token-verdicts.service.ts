import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import type { TenantId } from '../core/tenant-id.js';
import type { ReauthorizationReason } from '../tokens/oauth/access-token.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import { ConnectionStore } from './connection-store.js';

const REASONS: Record<ReauthorizationReason, string> = {
  rotation_lost: 'rotation_lost: the answer with the next refresh token was lost',
  revoked: 'revoked: Okta does not accept the refresh token any more',
};

/** Marks connections whose refresh token is dead for good. */
@Injectable()
export class TokenVerdicts implements OnModuleInit {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly store: ConnectionStore,
  ) {}

  onModuleInit(): void {
    this.tokens.onReauthorizationRequired((tenant, connectionId, reason) => this.#mark(tenant, connectionId, reason));
  }

  /** Heard at least once; a connection that is gone, disabled or marked already stays as it is. */
  async #mark(tenant: TenantId, connectionId: string, reason: ReauthorizationReason): Promise<void> {
    try {
      await this.store.change(tenant, connectionId, {
        entry: { actor: 'okta-connector', action: 'connection.reauthorizationRequired', detail: { reason } },
        changes: ({ status }) =>
          status === 'disabled' || status === 'reauthorizationRequired'
            ? undefined
            : { status: 'reauthorizationRequired', statusReason: REASONS[reason] },
      });
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code !== 'not_found') throw error;
    }
  }
}
