import { Injectable, Logger } from '@nestjs/common';
import { classifyError } from '../../core/http/classify-error.js';
import type { TenantId } from '../../core/tenant-id.js';
import { OAuthTokenClient } from '../../okta/oauth/oauth-token-client.js';
import type { OAuthClient, TokenResult, TokenSet } from '../../okta/oauth/oauth-client.js';
import { withoutConsentScopes } from '../../okta/requested-scopes.js';
import { OrgDiscovery } from '../../okta/org-discovery.js';
import { ConnectionStore } from '../connection-store.js';
import type { Connection } from '../connection.entity.js';
import { Grants } from '../grants.service.js';
import { oauthClientOf } from '../oauth-registration.js';
import type { CallbackParameters } from './callback-parameters.js';
import { failureOfCallback, failureOfError, failureOfTokens, type FailureCode } from './consent-failure.js';
import { FlowProofs } from './flow-proofs.service.js';
import { grantRefusal } from './grant-refusal.js';
import type { OauthFlow } from './oauth-flow.repository.js';

/** How a consent ended. */
export type ConsentOutcome =
  { kind: 'active'; connectionName: string } | { kind: 'failed'; code: FailureCode; oktaSays: string };

type CodeParameters = Extract<CallbackParameters, { kind: 'code' }>;

/** Turns a flow that was taken into an active connection, or says why not. */
@Injectable()
export class ConsentCompletion {
  readonly #logger = new Logger(ConsentCompletion.name);

  constructor(
    private readonly proofs: FlowProofs,
    private readonly store: ConnectionStore,
    private readonly discovery: OrgDiscovery,
    private readonly tokens: OAuthTokenClient,
    private readonly grants: Grants,
  ) {}

  /** Never rejects: the flow is used up, so the person is told whatever happens. */
  async complete(tenant: TenantId, flow: OauthFlow, parameters: CallbackParameters): Promise<ConsentOutcome> {
    if (parameters.kind === 'error') {
      return failed(failureOfCallback(parameters.error, parameters.description), parameters.description);
    }
    try {
      return await this.#redeem(tenant, flow, parameters);
    } catch (error) {
      return this.#failedBy(error, flow);
    }
  }

  async #redeem(tenant: TenantId, flow: OauthFlow, parameters: CodeParameters): Promise<ConsentOutcome> {
    const { connection, secrets } = await this.store.getWithSecrets(tenant, flow.connectionId);
    if (!(await this.#isFromOrgOf(connection, parameters))) return failed('wrong_org');
    const client = oauthClientOf(connection, secrets);
    const result = await this.#exchange(client, flow, { tenant, parameters });
    if (result.kind === 'tokens') return this.#accept(client, result.tokens, { connection, flow });
    const { failure, error } = result;
    return failed(failureOfTokens(failure, error.code), error.details.upstream?.summary);
  }

  /** Before the client secret is sent: the answer names this org, and its address still belongs to it. */
  async #isFromOrgOf({ origin, orgId }: Connection, { iss }: CodeParameters): Promise<boolean> {
    if (iss !== undefined && iss !== origin) return false;
    const { orgId: found } = await this.discovery.discover(new URL(origin).host);
    return orgId === null || found === orgId;
  }

  /** The answer is put together anew: nothing of the browser's query but code, state and issuer gets further. */
  async #exchange(
    client: OAuthClient,
    flow: OauthFlow,
    { tenant, parameters: { code, state, iss } }: { tenant: TenantId; parameters: CodeParameters },
  ): Promise<TokenResult> {
    const callback = new URL(flow.redirectUri);
    callback.search = new URLSearchParams({ code, state, ...(iss !== undefined && { iss }) }).toString();
    const proof = await this.proofs.open(tenant, flow);
    return this.tokens.exchangeCode(client, { callback, redirectUri: flow.redirectUri, state, ...proof });
  }

  async #accept(
    client: OAuthClient,
    tokens: TokenSet,
    { connection, flow }: { connection: Connection; flow: OauthFlow },
  ): Promise<ConsentOutcome> {
    const refusal = grantRefusal(tokens, { origin: connection.origin, scopes: flow.scopes });
    const outcome = refusal === undefined ? await this.#keep(tokens, { connection, flow }) : failed(refusal);
    if (outcome.kind === 'failed' && tokens.refreshToken !== undefined) {
      await this.tokens.revoke(client, tokens.refreshToken);
    }
    return outcome;
  }

  async #keep(
    tokens: TokenSet,
    { connection, flow }: { connection: Connection; flow: OauthFlow },
  ): Promise<ConsentOutcome> {
    try {
      const { name } = await this.grants.accept(connection.tenantId, connection.id, tokens, {
        actor: flow.actor,
        scopesRequested: withoutConsentScopes(flow.scopes),
      });
      return { kind: 'active', connectionName: name };
    } catch (error) {
      return this.#failedBy(error, flow);
    }
  }

  #failedBy(error: unknown, { connectionId }: OauthFlow): ConsentOutcome {
    const { code, details } = classifyError(error);
    const outcome = failed(failureOfError(code), details.upstream?.summary);
    const fields = { msg: 'A consent could not be finished', connectionId, code };
    if (outcome.code === 'internal_error') this.#logger.error({ ...fields, err: error });
    else this.#logger.warn(fields);
    return outcome;
  }
}

function failed(code: FailureCode, oktaSays = ''): ConsentOutcome & { kind: 'failed' } {
  return { kind: 'failed', code, oktaSays };
}
