import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventIntake } from '../../../src/triggers/events/event-intake.service.js';
import type { LogEvent } from '../../../src/triggers/events/log-event.js';
import { type OktaOrg, startOktaOrg } from '../../okta-org/okta-org-process.ts';
import { tenantId } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { type Answer, connectionTo, type Problem, TestService } from '../../support/service.js';

export const acme = tenantId('acme');

export interface SubscriptionBody {
  id: string;
  connectionId: string;
  triggerId: string;
  mode: string;
  effectiveMode: string;
  status: string;
  statusReason: string | null;
  params: Record<string, unknown>;
  delivery: { type: string; url: string | null };
  signingSecret?: string;
  hook: { state: string; setupRequired?: { url: string; secretHeader: string; secret: string; eventTypes: string[] } };
  lagSeconds: number;
  lastEventAt: string | null;
  startFrom: string;
}

export interface PulledBody {
  data: {
    webhookId: string;
    type: string;
    timestamp: string;
    data: { sequence: number; event: LogEvent; subscriptionId: string };
  }[];
  nextCursor: string;
}

/** What a receiver got. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

export const WEBHOOK = { type: 'webhook', url: 'https://recipes.platform.example/in/42' };
export const PULL = { type: 'pull' };

const MINUTE_MS = 60_000;

/** An event of some minutes ago. */
export function lockEvent(changes: Partial<LogEvent> = {}, minutesAgo = 0): LogEvent {
  return {
    uuid: randomUUID(),
    published: new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString(),
    eventType: 'user.account.lock',
    outcome: { result: 'SUCCESS' },
    ...changes,
  };
}

/** A service, a local org, a connection between them, and somebody who receives. */
export class SubscriptionScene {
  private static common: Promise<SubscriptionScene> | undefined;

  readonly received: Received[] = [];
  private struck: Promise<void> | undefined;

  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
    readonly connectionId: string,
    private readonly receiver: Server,
  ) {
    receiver.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        this.received.push({ headers: request.headers, body });
        response.writeHead(204).end();
      });
    });
  }

  /** The background takes part with the role `all` only. */
  static async set(role: 'all' | 'api'): Promise<SubscriptionScene> {
    const org = await startOktaOrg();
    const receiver = createServer();
    await new Promise<void>((resolve) => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const env = { ROLE: role, DELIVERY_ALLOWED_ORIGINS: 'http://127.0.0.1:*' };
    const service = await TestService.start({ oktaOrigins: [org.url], oktaTimeoutMs: 3_000, env });
    const { body } = await service.send<{ id: string }>('POST', '/v1/connections', { body: connectionTo(org, 'Acme') });
    return new SubscriptionScene(service, org, body.id, receiver);
  }

  /** The one scene of a test file, for all suites that it imports; without the background. */
  static shared(): Promise<SubscriptionScene> {
    SubscriptionScene.common ??= SubscriptionScene.set('api');
    return SubscriptionScene.common;
  }

  get receiverUrl(): string {
    return `http://127.0.0.1:${(this.receiver.address() as AddressInfo).port}/in`;
  }

  async connect(name: string, changes: object = {}): Promise<string> {
    const body = connectionTo(this.org, name, changes);
    const answer = await this.service.send<{ id: string }>('POST', '/v1/connections', { body });
    if (answer.status !== 201) throw new Error(`The connection was not created: ${answer.text}`);
    return answer.body.id;
  }

  /** A connection whose token has these scopes. */
  async connectWithScopes(name: string, scopes: string[]): Promise<string> {
    const { clientId, clientSecret } = await this.org.createOauthClient({
      kind: 'service-secret',
      grantedScopes: scopes,
    });
    return this.connect(name, { auth: { type: 'clientCredentials', clientId, clientSecret, scopes } });
  }

  ask(changes: object = {}, connectionId = this.connectionId): Promise<Answer<SubscriptionBody & Problem>> {
    const body = { triggerId: 'user-account-locked', delivery: WEBHOOK, ...changes };
    return this.service.send('POST', `/v1/connections/${connectionId}/subscriptions`, { body });
  }

  /** A subscription that must succeed. */
  async subscribe(changes: object = {}, connectionId = this.connectionId): Promise<SubscriptionBody> {
    const { status, body, text } = await this.ask(changes, connectionId);
    if (status !== 201) throw new Error(`The subscription was not created: ${text}`);
    return body;
  }

  send<T = SubscriptionBody & Problem>(method: string, path: string, body?: unknown, tenant = 'acme') {
    return this.service.send<T>(method, `/v1/subscriptions/${path}`, { tenant, ...(body !== undefined && { body }) });
  }

  /** Events that have come. */
  arrive(events: LogEvent[], connectionId = this.connectionId) {
    const intake = this.service.app.get(EventIntake, { strict: false });
    return intake.accept({ tenantId: acme, connectionId, source: 'log', events });
  }

  sql<T extends object = Record<string, unknown>>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return query<T & Record<string, unknown>>(this.service.database.adminUrl, text, parameters);
  }

  strike(): Promise<void> {
    this.struck ??= this.end();
    return this.struck;
  }

  private async end(): Promise<void> {
    // The next test file may be given this very module.
    if ((await SubscriptionScene.common) === this) SubscriptionScene.common = undefined;
    await this.service.stop();
    await this.org.stop();
    this.receiver.closeAllConnections();
    await new Promise((resolve) => {
      this.receiver.close(resolve);
    });
  }
}
