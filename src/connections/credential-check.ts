import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import { OktaClient } from '../okta/okta-client.js';
import type { Authorizer, OktaAnswer, OktaOrg } from '../okta/okta-request.js';

/** The cheapest call that every API token may make: it answers the token's owner. */
const WHO_AM_I = { method: 'GET', target: '/api/v1/users/me', idempotent: true } as const;

/** Tries credentials at Okta before they are stored. */
@Injectable()
export class CredentialCheck {
  constructor(private readonly client: OktaClient) {}

  /**
   * Resolves when Okta accepts the credentials, whatever they may do.
   * @throws ConnectorError `invalid_credentials` with Okta's own words; `okta_unavailable`, `okta_timeout`
   */
  async accept(org: OktaOrg, authorizer: Authorizer): Promise<OktaAnswer | undefined> {
    try {
      return await this.client.send(org, WHO_AM_I, authorizer);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (error.code === 'reauthorization_required') throw refused(error);
      if (error.code === 'insufficient_role' || error.code === 'insufficient_scope') return undefined;
      throw error;
    }
  }
}

function refused({ details }: ConnectorError): ConnectorError {
  return new ConnectorError(
    'invalid_credentials',
    'Okta does not accept the API token. Check that it was copied whole and belongs to this org.',
    {
      remedy:
        'Create a token in the Admin Console (Security > API > Tokens) as an administrator of this org, and paste it.',
      errors: [{ pointer: '/auth/apiToken', message: 'is refused by Okta' }],
      ...(details.upstream && { upstream: details.upstream }),
    },
  );
}
