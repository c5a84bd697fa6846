import { ConnectorError } from '../../../src/core/errors.js';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { OktaClient, type OktaClientOptions, type SendOptions } from '../../../src/okta/okta-client.js';
import type { Authorizer, OktaAnswer, OktaOrg, OktaRequest } from '../../../src/okta/okta-request.js';
import { FaultServer } from './fault-server.js';

export const GET: OktaRequest = { method: 'GET', target: '/api/v1/users/00u1', idempotent: true };
export const POST: OktaRequest = { method: 'POST', target: '/api/v1/users', body: '{"a":1}', idempotent: false };

type CallOptions = OktaClientOptions & SendOptions & { org?: OktaOrg; authorizer?: Authorizer };

/** A server that plays faults, and clients whose waits pass at once but are noted and count against the budget. */
export class ClientScene {
  readonly sleeps: number[] = [];
  /** How often credentials were asked for. */
  attempts = 0;

  private constructor(
    readonly okta: FaultServer,
    public guard: EgressGuard,
  ) {}

  static async start(): Promise<ClientScene> {
    const okta = await FaultServer.start();
    return new ClientScene(okta, new EgressGuard({ trustedOrigins: [okta.origin] }));
  }

  async stop(): Promise<void> {
    await this.okta.stop();
    await this.guard.close();
  }

  async replaceGuard(guard: EgressGuard): Promise<void> {
    await this.guard.close();
    this.guard = guard;
  }

  readonly authorizer: Authorizer = {
    authorize: async ({ method, url }) => {
      this.attempts += 1;
      return { authorization: `SSWS token-${this.attempts}`, 'x-seen': `${method} ${url}` };
    },
  };

  client(options: OktaClientOptions = {}): OktaClient {
    return new OktaClient(this.guard, {
      random: () => 0.5,
      monotonic: () => performance.now() + this.sleeps.reduce((sum, ms) => sum + ms, 0),
      sleep: async (ms) => void this.sleeps.push(ms),
      ...options,
    });
  }

  async send(request: OktaRequest, options: CallOptions = {}): Promise<OktaAnswer> {
    const {
      acceptClientErrors = false,
      signal,
      org = this.okta.org,
      authorizer = this.authorizer,
      ...client
    } = options;
    return this.client(client).send(org, request, authorizer, { acceptClientErrors, ...(signal && { signal }) });
  }

  /** The error that a call ends with. */
  async failure(request: OktaRequest, options: CallOptions = {}): Promise<ConnectorError> {
    const outcome: unknown = await this.send(request, options).catch((thrown: unknown) => thrown);
    if (outcome instanceof ConnectorError) return outcome;
    throw new Error('The call did not fail with a ConnectorError', { cause: outcome });
  }
}

export async function until(holds: () => boolean): Promise<void> {
  if (holds()) return;
  await new Promise((resolve) => setTimeout(resolve, 5));
  await until(holds);
}
