import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import type { TenantId } from '../../core/tenant-id.js';
import { scopeParameter } from '../../okta/oauth/grants.js';
import { withConsentScopes } from '../../okta/requested-scopes.js';
import type { Connection } from '../connection.entity.js';
import { regionOf } from './callback-region.js';
import { FLOW_SECONDS } from './flow-cookie.js';
import { FlowProofs } from './flow-proofs.service.js';
import { hashOfToken, newFlowToken } from './flow-token.js';
import { OauthFlowRepository } from './oauth-flow.repository.js';
import { ReturnUrls } from './return-urls.js';

export interface ConsentRequest {
  /** Scopes to ask for; `openid` and `offline_access` are added. */
  scopes: readonly string[];
  /** Where the person ends; without one, on a page of this service. */
  returnUrl: string | null;
  /** The caller who asks. */
  actor: string;
}

/** A link for one person, for one use. */
export interface BegunConsent {
  authorizationUrl: string;
  expiresAt: Date;
}

/** Asks for a person's consent. */
@Injectable()
export class ConsentService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'regions'>,
    private readonly database: TenantDatabase,
    private readonly flows: OauthFlowRepository,
    private readonly proofs: FlowProofs,
    private readonly returnUrls: ReturnUrls,
  ) {}

  /**
   * A link that leads one browser through Okta's consent, within ten minutes. Callable inside the tenant's transaction
   * that makes the connection, or later; earlier links stay valid.
   * @throws ConnectorError `url_not_allowed`, `invalid_input` when the connection is not of type authorizationCode or the
   *   scopes are too long together, `connection_not_ready` when its region is not served
   */
  async begin(connection: Connection, { scopes, returnUrl, actor }: ConsentRequest): Promise<BegunConsent> {
    assertByConsent(connection);
    assertAskable(scopes);
    const { tenantId, id: connectionId, region } = connection;
    const redirectUri = regionOf(this.config.regions, region).callbackUrl;
    if (returnUrl !== null) this.returnUrls.assertAllowed(returnUrl);
    const token = newFlowToken();
    const startHash = hashOfToken(token);
    const expiresAt = await this.database.transaction(tenantId, async () => {
      const sealed = await this.proofs.sealLink(tenantId, { connectionId, startHash }, token);
      const asked = { scopes: withConsentScopes(scopes), returnUrl, actor };
      return this.flows.insert(
        tenantId,
        { startHash, connectionId, region, redirectUri, ...asked, ...sealed },
        FLOW_SECONDS,
      );
    });
    return { authorizationUrl: linkTo(redirectUri, token), expiresAt };
  }

  /** The newest link that nobody has opened and that has not expired; with `returnUrl`, of those that end there. */
  async pending(tenant: TenantId, connectionId: string, returnUrl?: string): Promise<BegunConsent | undefined> {
    return this.database.transaction(tenant, async () => {
      const flow = await this.flows.findUnopened(tenant, connectionId, returnUrl);
      if (!flow) return undefined;
      const token = await this.proofs.openLink(tenant, flow);
      return { authorizationUrl: linkTo(flow.redirectUri, token), expiresAt: flow.expiresAt };
    });
  }
}

function assertByConsent({ authType }: Connection): void {
  if (authType === 'authorizationCode') return;
  const detail =
    'Nobody consents to this connection: it has credentials of its own. Change them with PATCH /v1/connections/{id}.';
  throw new ConnectorError('invalid_input', detail);
}

/** Okta would tell the person; the caller is told now. */
const assertAskable = (scopes: readonly string[]) => void scopeParameter(withConsentScopes(scopes));

const linkTo = (redirectUri: string, token: string) => new URL(`/oauth/start/${token}`, redirectUri).href;
