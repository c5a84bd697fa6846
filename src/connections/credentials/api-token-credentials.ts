import { Injectable } from '@nestjs/common';
import type { OktaOrg } from '../../okta/okta-request.js';
import { apiTokenAuthorizer } from '../api-token.js';
import type { ApiTokenAuth } from '../connection.schema.js';
import { CredentialCheck } from '../credential-check.js';
import type { PreparedCredentials } from './prepared-credentials.js';

@Injectable()
export class ApiTokenCredentials {
  constructor(private readonly check: CredentialCheck) {}

  /** @throws ConnectorError `invalid_credentials`, `okta_unavailable`, `okta_timeout` */
  async prepare(org: OktaOrg, { apiToken }: ApiTokenAuth): Promise<PreparedCredentials> {
    await this.check.accept(org, apiTokenAuthorizer(apiToken));
    return { authType: 'apiToken', settings: {}, secrets: { apiToken }, status: 'active', tokens: undefined };
  }
}
