import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import type { Caller } from '../tenancy/caller.js';
import { oauthSettingsOf } from './connection-auth.js';
import { ConnectionStore } from './connection-store.js';
import { ClientCredentials } from './credentials/client-credentials.js';
import { missingScopesOf } from './findings.js';
import { Grants } from './grants.service.js';
import { oauthClientOf } from './oauth-registration.js';

/** What Okta grants to service apps, asked anew. What it grants to a consent changes by reauthorization only. */
@Injectable()
export class ServiceGrants {
  constructor(
    private readonly store: ConnectionStore,
    private readonly credentials: ClientCredentials,
    private readonly grants: Grants,
  ) {}

  /** Takes scopes that an administrator has granted since, where some were missing; a refusal changes nothing. */
  async catchUp({ tenantId, subject: actor }: Caller, id: string): Promise<void> {
    const { connection, secrets } = await this.store.getWithSecrets(tenantId, id);
    if (connection.authType !== 'clientCredentials' || connection.status === 'pending') return;
    const settings = oauthSettingsOf(connection);
    if (missingScopesOf(settings).length === 0) return;
    try {
      const tokens = await this.credentials.request(oauthClientOf(connection, secrets), settings.scopesRequested);
      await this.grants.accept(tenantId, id, tokens, { actor });
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
    }
  }
}
