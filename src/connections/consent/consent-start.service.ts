import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { OAuthTokenClient } from '../../okta/oauth/oauth-token-client.js';
import { ConnectionStore } from '../connection-store.js';
import { oauthClientOf } from '../oauth-registration.js';
import { arrivedAt } from './callback-region.js';
import { showPage, type Browser, type ConsentAnswer } from './consent-answer.js';
import { flowCookie, readFlowCookie } from './flow-cookie.js';
import { FlowProofs } from './flow-proofs.service.js';
import { hashOfToken, isFlowToken, newFlowToken } from './flow-token.js';
import { OauthFlowRepository, type OauthFlow } from './oauth-flow.repository.js';
import { NO_SUCH_FLOW, wrongRegionPage } from './result-page.js';

/** Opens the link of a consent: ties the flow to the browser and sends it to Okta. */
@Injectable()
export class ConsentStart {
  constructor(
    private readonly database: TenantDatabase,
    private readonly flows: OauthFlowRepository,
    private readonly proofs: FlowProofs,
    private readonly store: ConnectionStore,
    private readonly tokens: OAuthTokenClient,
  ) {}

  /** The first browser is sent on, also when it opens the link again; for any other one there is no such link. */
  async open(token: string, browser: Browser): Promise<ConsentAnswer> {
    const startHash = hashOfToken(token);
    const tenant = isFlowToken(token) ? await this.flows.tenantOf(startHash) : undefined;
    if (!tenant) return showPage(NO_SUCH_FLOW);
    const flow = await this.database.transaction(tenant, () => this.flows.findByLink(tenant, startHash));
    if (!flow) return showPage(NO_SUCH_FLOW);
    const { region, redirectUri } = flow;
    if (!arrivedAt(redirectUri, browser.host)) return showPage(wrongRegionPage({ region, callbackUrl: redirectUri }));
    // One cookie serves all flows of a browser, so that two links can be followed side by side.
    return this.#sendToOkta(tenant, flow, readFlowCookie(browser.cookie, redirectUri) ?? newFlowToken());
  }

  async #sendToOkta(tenant: TenantId, flow: OauthFlow, cookie: string): Promise<ConsentAnswer> {
    const { connectionId, startHash, redirectUri, scopes } = flow;
    const [state, nonce, codeVerifier] = [newFlowToken(), newFlowToken(), newFlowToken()];
    const { connection, secrets } = await this.store.getWithSecrets(tenant, connectionId);
    const request = { redirectUri, scopes, state, nonce, codeVerifier };
    const url = await this.tokens.authorizationUrl(oauthClientOf(connection, secrets), request);
    const sealed = await this.proofs.seal(tenant, flow, { nonce, codeVerifier });
    const binding = { cookieHash: hashOfToken(cookie), stateHash: hashOfToken(state), ...sealed };
    const bound = await this.database.transaction(tenant, () => this.flows.bind(tenant, startHash, binding));
    if (!bound) return showPage(NO_SUCH_FLOW);
    return { kind: 'redirect', location: url.href, cookie: flowCookie(cookie, redirectUri) };
  }
}
