import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { regionAt, arrivedAt } from './callback-region.js';
import { parseCallback, type CallbackParameters } from './callback-parameters.js';
import { showPage, type Browser, type ConsentAnswer } from './consent-answer.js';
import { ConsentCompletion, type ConsentOutcome } from './consent-completion.service.js';
import { readFlowCookie } from './flow-cookie.js';
import { hashOfToken } from './flow-token.js';
import { OauthFlowRepository, type OauthFlow } from './oauth-flow.repository.js';
import { connectedPage, failurePage, NO_SUCH_FLOW, wrongRegionPage } from './result-page.js';
import { returnUrlWith } from './return-url.js';
import { ReturnUrls } from './return-urls.js';

/** Receives the browser that Okta sends back. */
@Injectable()
export class ConsentCallback {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'regions'>,
    private readonly database: TenantDatabase,
    private readonly flows: OauthFlowRepository,
    private readonly completion: ConsentCompletion,
    private readonly returnUrls: ReturnUrls,
    private readonly audit: AuditTrail,
  ) {}

  /** Nothing is asked of Okta unless state, cookie, host and time all fit one flow, which is gone from then on. */
  async finish(query: string, browser: Browser): Promise<ConsentAnswer> {
    const parameters = parseCallback(query);
    const tenant = parameters && (await this.flows.tenantOf(hashOfToken(parameters.state)));
    if (!tenant) return showPage(NO_SUCH_FLOW);
    const flow = await this.#take(tenant, parameters, browser);
    if (!flow) return this.#notTaken(tenant, parameters, browser);
    const outcome = await this.completion.complete(tenant, flow, parameters);
    if (outcome.kind === 'failed') await this.#recordFailure(tenant, flow, outcome.code);
    return this.#tell(flow, outcome);
  }

  async #take(tenant: TenantId, { state }: CallbackParameters, browser: Browser): Promise<OauthFlow | undefined> {
    const redirectUri = regionAt(this.config.regions, browser.host)?.callbackUrl;
    const cookie = redirectUri === undefined ? undefined : readFlowCookie(browser.cookie, redirectUri);
    if (redirectUri === undefined || cookie === undefined) return undefined;
    const proof = { stateHash: hashOfToken(state), cookieHash: hashOfToken(cookie), redirectUri };
    return this.database.transaction(tenant, () => this.flows.take(tenant, proof));
  }

  /** Who holds a state but came to the wrong host is shown the right one; the flow stays. */
  async #notTaken(tenant: TenantId, { state }: CallbackParameters, browser: Browser): Promise<ConsentAnswer> {
    const flow = await this.database.transaction(tenant, () => this.flows.findByState(tenant, hashOfToken(state)));
    if (!flow || arrivedAt(flow.redirectUri, browser.host)) return showPage(NO_SUCH_FLOW);
    return showPage(wrongRegionPage({ region: flow.region, callbackUrl: flow.redirectUri }));
  }

  async #recordFailure(tenant: TenantId, { actor, connectionId }: OauthFlow, errorCode: string): Promise<void> {
    const action = 'connection.authorizationFailed';
    await this.database.transaction(tenant, () =>
      this.audit.record(tenant, { actor, action, connectionId, outcome: 'failed', errorCode }),
    );
  }

  /** The return URL is held against the allow-list once more, which may have become narrower. */
  #tell({ connectionId, returnUrl }: OauthFlow, outcome: ConsentOutcome): ConsentAnswer {
    if (returnUrl !== null && this.returnUrls.isAllowed(returnUrl)) {
      const result =
        outcome.kind === 'active' ? { status: 'active' as const } : { status: 'failed' as const, code: outcome.code };
      return { kind: 'redirect', location: returnUrlWith(returnUrl, connectionId, result) };
    }
    return showPage(
      outcome.kind === 'active' ? connectedPage(outcome.connectionName) : failurePage(outcome.code, outcome.oktaSays),
    );
  }
}
