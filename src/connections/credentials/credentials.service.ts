import { Injectable } from '@nestjs/common';
import type { OktaOrg } from '../../okta/okta-request.js';
import type { Connection } from '../connection.entity.js';
import type { ConnectionAuth } from '../connection.schema.js';
import { ApiTokenCredentials } from './api-token-credentials.js';
import { AuthorizationCodeCredentials } from './authorization-code-credentials.js';
import { ClientCredentials } from './client-credentials.js';
import type { PreparedCredentials } from './prepared-credentials.js';

/** Tests credentials of every type before they are stored. */
@Injectable()
export class Credentials {
  constructor(
    private readonly apiToken: ApiTokenCredentials,
    private readonly authorizationCode: AuthorizationCodeCredentials,
    private readonly clientCredentials: ClientCredentials,
  ) {}

  prepare(org: OktaOrg & Pick<Connection, 'customDomain'>, auth: ConnectionAuth): Promise<PreparedCredentials> {
    if (auth.type === 'apiToken') return this.apiToken.prepare(org, auth);
    if (auth.type === 'authorizationCode') return this.authorizationCode.prepare(auth);
    return this.clientCredentials.prepare(org, auth);
  }
}
