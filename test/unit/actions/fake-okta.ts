import type { OktaSession } from '../../../src/connections/okta-session.js';
import { parseTenantId } from '../../../src/core/tenant-id.js';
import type { OktaAnswer, OktaRequest } from '../../../src/okta/okta-request.js';

/** An answer of Okta with this body. */
export function answerOf(json: unknown, changes: Partial<OktaAnswer> = {}): OktaAnswer {
  const text = json === null ? '' : JSON.stringify(json);
  return {
    status: 200,
    headers: {},
    text,
    json,
    requestId: 'req1',
    rateLimit: undefined,
    next: undefined,
    attempts: 1,
    ...changes,
  };
}

/** Stands in for OktaClient: gives the answers in turn, keeps the requests, and throws when it has run out. */
export class ScriptedOkta {
  readonly requests: OktaRequest[] = [];

  constructor(private readonly answers: OktaAnswer[]) {}

  async send(_org: unknown, request: OktaRequest): Promise<OktaAnswer> {
    this.requests.push(request);
    const answer = this.answers.shift();
    if (!answer) throw new Error(`No answer is left for ${request.method} ${request.target}`);
    return answer;
  }
}

const tenantId = parseTenantId('acme');
if (!tenantId) throw new Error('acme is a tenant id');

export const session: OktaSession = {
  tenantId,
  connectionId: 'con_1',
  version: 1,
  readOnly: false,
  org: { origin: 'https://acme.okta.com', linkHosts: ['acme.okta.com'] },
  authorizer: { authorize: () => Promise.resolve({}) },
  grantedScopes: undefined,
};
