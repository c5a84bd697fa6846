import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import type { TenantId } from '../core/tenant-id.js';
import { AccessTokens } from '../tokens/oauth/access-tokens.service.js';
import { connectionView, type ConnectionView } from './connection-view.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import { ConsentService } from './consent/consent.service.js';

/** Connections as the API shows them, with the age of their tokens. */
@Injectable()
export class ConnectionViews {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: ConnectionStore,
    private readonly tokens: AccessTokens,
    private readonly consent: ConsentService,
  ) {}

  async of(connection: Connection): Promise<ConnectionView> {
    const { tenantId, id, authType, region } = connection;
    const token = authType === 'apiToken' ? undefined : await this.tokens.state(tenantId, id);
    return connectionView(connection, {
      publicUrl: this.config.publicUrl,
      callbackUrl: this.config.regions.find((candidate) => candidate.id === region)?.callbackUrl ?? null,
      tokenExpiresAt: token?.expiresAt ?? null,
      reauthorizeBefore: token?.reauthorizeBefore ?? null,
      authorizationUrl: await this.#pendingConsent(connection),
    });
  }

  async #pendingConsent({ tenantId, id, authType }: Connection): Promise<string | undefined> {
    if (authType !== 'authorizationCode') return undefined;
    return (await this.consent.pending(tenantId, id))?.authorizationUrl;
  }

  async ofAll(tenant: TenantId, connections: readonly Connection[]): Promise<ConnectionView[]> {
    return this.store.transaction(tenant, async () => {
      const views: ConnectionView[] = [];
      for (const connection of connections) views.push(await this.of(connection));
      return views;
    });
  }
}
