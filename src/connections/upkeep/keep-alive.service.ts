import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import { OktaClient } from '../../okta/okta-client.js';
import { ConnectionAccess } from '../connection-access.js';
import { IdleConnectionsRepository } from './idle-connections.repository.js';
import type { DueItem } from './leased-rows.repository.js';

/** Okta ends an API token that was not used for 30 days (https://developer.okta.com/docs/guides/create-an-api-token/). */
const IDLE_DAYS = 7;

/** The cheapest call that every API token may make: it answers the token's owner. */
const WHO_AM_I = { method: 'GET', target: '/api/v1/users/me', idempotent: true } as const;

/** Uses API tokens that nobody else uses, once a week. */
@Injectable()
export class KeepAlive {
  constructor(
    private readonly connections: IdleConnectionsRepository,
    private readonly access: ConnectionAccess,
    private readonly client: OktaClient,
  ) {}

  listDue(limit: number): Promise<DueItem[]> {
    return this.connections.list(IDLE_DAYS, limit);
  }

  /**
   * Calls Okta, unless a recipe did. A token that Okta refuses marks its connection.
   * @throws ConnectorError where Okta cannot be reached, or the connection cannot be opened
   */
  async keepAlive({ tenantId, id }: DueItem, signal?: AbortSignal): Promise<void> {
    if (await this.connections.verifyByUse(tenantId, id, IDLE_DAYS)) return;
    const session = await this.access.open(tenantId, id);
    try {
      await this.client.send(session.org, WHO_AM_I, session.authorizer, signal && { signal });
    } catch (error) {
      if (codeOf(error) === 'reauthorization_required') return this.access.learn(session, error);
      if (!PERMISSION_CODES.has(codeOf(error) ?? '')) throw error;
    }
    await this.connections.verifiedNow(tenantId, id);
  }
}

/** Okta took the token, whatever it may do. */
const PERMISSION_CODES = new Set(['insufficient_role', 'insufficient_scope']);

const codeOf = (error: unknown) => (error instanceof ConnectorError ? error.code : undefined);
