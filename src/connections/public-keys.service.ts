import { Injectable } from '@nestjs/common';
import { oauthSettingsOf } from './connection-auth.js';
import { ConnectionStore } from './connection-store.js';
import { ConnectionTenants } from './connection-tenants.repository.js';
import { noConnection } from './no-connection.js';

/** What `/v1/connections/{id}/jwks.json` publishes. */
@Injectable()
export class PublicKeys {
  constructor(
    private readonly tenants: ConnectionTenants,
    private readonly store: ConnectionStore,
  ) {}

  /** The keys made here, the current one and, during a rotation, the next. @throws ConnectorError `not_found` */
  async of(connectionId: string): Promise<Record<string, unknown>[]> {
    const tenant = await this.tenants.find(connectionId);
    if (tenant === undefined) throw noConnection();
    const connection = await this.store.get(tenant, connectionId);
    if (connection.authType === 'apiToken') throw noConnection();
    const { publicKeys, algorithm } = oauthSettingsOf(connection);
    if (publicKeys.length === 0) throw noConnection();
    return publicKeys.map(({ kid, jwk }) => ({
      ...jwk,
      kid,
      use: 'sig',
      ...(algorithm !== null && { alg: algorithm }),
    }));
  }
}
