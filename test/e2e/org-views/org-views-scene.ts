import { callApi } from '../../okta-org/api-call.ts';
import type { RecordedRequest } from '../../okta-org/control-contract.ts';
import type { Answer, Problem, Stage } from '../../support/service.ts';
import { clientKey } from '../oauth/client-keys.ts';

export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: unknown;
  [keyword: string]: unknown;
}

interface Schemas {
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
}

export interface Options {
  data: { value: string; label: string; description: string | null }[];
  nextCursor: string | null;
}

const key = clientKey('ES256');

/** What the tests of one org's schemas, options and availability do again and again. */
export class OrgViews {
  constructor(private readonly stage: Stage) {}

  /** A connection of a service app that has just these scopes. */
  async connectedWith(scopes: string[], changes: object = {}): Promise<string> {
    const { clientId } = await this.stage.org.createOauthClient({
      kind: 'service',
      jwks: { keys: [key.publicJwk] },
      grantedScopes: scopes,
    });
    const auth = { type: 'clientCredentials', clientId, keyId: key.publicJwk.kid, privateKey: key.privateKey, scopes };
    const body = { name: clientId, domain: new URL(this.stage.org.url).host, auth, ...changes };
    const {
      status,
      body: made,
      text,
    } = await this.stage.service.send<{ id: string }>('POST', '/v1/connections', {
      body,
    });
    if (status !== 201) throw new Error(`The connection was not created: ${text}`);
    return made.id;
  }

  schemas(actionId: string, input: object = {}, connectionId = this.stage.connectionId) {
    const path = `/v1/connections/${connectionId}/actions/${actionId}/schema`;
    return this.stage.service.send<Schemas & Problem>('POST', path, { body: { input } });
  }

  options(source: string, query: Record<string, string> = {}, connectionId = this.stage.connectionId) {
    const path = `/v1/connections/${connectionId}/options/${source}?${new URLSearchParams(query).toString()}`;
    return this.stage.service.send<Options & Problem>('GET', path);
  }

  /** Every option, page by page. */
  async allOptions(
    source: string,
    query: Record<string, string> = {},
  ): Promise<{ options: Options['data']; pages: number }> {
    const options: Options['data'] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const answer: Answer<Options & Problem> = await this.options(source, { ...query, ...(cursor && { cursor }) });
      if (answer.status !== 200) throw new Error(`${source} answered ${answer.status}: ${answer.text}`);
      options.push(...answer.body.data);
      cursor = answer.body.nextCursor;
      pages += 1;
    } while (cursor !== null);
    return { options, pages };
  }

  /** A call past the service, into the org itself. */
  async okta<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await callApi(this.stage.org, method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  /** Requests that reached the org while `work` ran. */
  async requestsOf(work: () => Promise<unknown>): Promise<RecordedRequest[]> {
    const last = (await this.stage.org.requests()).at(-1)?.seq ?? 0;
    await work();
    return this.stage.org.requests(last);
  }
}
