import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser } from '../okta-org/browser.ts';
import { startOktaOrg, type OktaOrg } from '../okta-org/okta-org-process.ts';
import { connectionTo, TestService } from '../support/service.js';

const CALLBACK = 'https://us.connector.example/oauth/callback';
const SCOPES = ['okta.users.manage', 'okta.groups.manage', 'okta.logs.read'];

/** What a release does all day, once: connections of each kind, runs, events and their deliveries, and their administration. */
export async function playRelease(): Promise<void> {
  const org = await startOktaOrg({ users: 3 });
  const received: string[] = [];
  const receiver = createServer((request, response) => {
    received.push(request.url ?? '');
    const refused = received.length % 3 === 2;
    request.resume().on('end', () => response.writeHead(refused ? 500 : 204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const service = await TestService.start({
    oktaOrigins: [org.url],
    env: {
      CALLBACK_URLS: `us=${CALLBACK}`,
      DELIVERY_ALLOWED_ORIGINS: 'http://127.0.0.1:*',
      CONNECTION_EVENTS_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/events`,
      CONNECTION_EVENTS_SECRET: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX',
    },
  });
  try {
    await new Play(service, org, `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`).play();
  } finally {
    await service.stop();
    await org.stop();
    receiver.close();
  }
}

class Play {
  constructor(
    private readonly service: TestService,
    private readonly org: OktaOrg,
    private readonly receiverUrl: string,
  ) {}

  async play(): Promise<void> {
    const byToken = await this.connections();
    await this.runs(byToken);
    await this.events(byToken);
    const byConsent = await this.consent();
    await this.run(byConsent, 'list-users', {});
    await this.send('DELETE', `/v1/connections/${byConsent}`);
    await this.send('GET', '/v1/audit');
    await this.send('DELETE', `/v1/connections/${byToken}`);
  }

  private async connections(): Promise<string> {
    const { id } = await this.made('/v1/connections', connectionTo(this.org, 'By token'));
    await this.send('GET', '/v1/connections?status=active&name=By+token');
    await this.send('PATCH', `/v1/connections/${id}`, { name: 'By API token', rateLimitShare: 0.4 });
    for (const verb of ['test', 'disable', 'enable', 'test']) await this.send('POST', `/v1/connections/${id}/${verb}`);
    return id;
  }

  private async runs(id: string): Promise<void> {
    const login = 'ada@acme.example';
    const profile = { login, email: login, firstName: 'Ada', lastName: 'Lovelace' };
    const headers = { 'idempotency-key': 'once' };
    for (const _ of [1, 2]) await this.run(id, 'create-user', { profile }, headers);
    await this.run(id, 'get-user', { userId: login });
    await this.run(id, 'get-user', { userId: 'nobody@acme.example' });
    const queued = await this.run(id, 'list-groups', {}, { prefer: 'respond-async' });
    const runId = queued['runId'];
    for (let status = 'queued'; status === 'queued' || status === 'running';) {
      status = String((await this.send('GET', `/v1/runs/${String(runId)}`))['status']);
    }
    await this.send('GET', `/v1/runs?connectionId=${id}&limit=2`);
    await this.send('GET', `/v1/connections/${id}/runs?limit=2`);
  }

  private async events(id: string): Promise<void> {
    const path = `/v1/connections/${id}/subscriptions`;
    const delivery = { type: 'webhook', url: this.receiverUrl };
    const webhook = await this.made(path, { triggerId: 'user-created', params: {}, mode: 'hybrid', delivery });
    const pull = await this.made(path, {
      triggerId: 'user-created',
      params: {},
      mode: 'polling',
      delivery: { type: 'pull' },
    });
    const login = 'grace@acme.example';
    await this.run(id, 'create-user', { profile: { login, email: login, firstName: 'G', lastName: 'H' } });
    await this.until(async () => (await this.deliveries(pull.id)).length > 0);
    await this.until(async () => (await this.deliveries(webhook.id)).length > 0);
    const pulled = await this.send('GET', `/v1/subscriptions/${pull.id}/events?limit=1`);
    await this.send('GET', `/v1/subscriptions/${pull.id}/events?cursor=${String(pulled['nextCursor'])}`);
    for (const verb of ['test', 'pause', 'resume', 'rotate-secret'])
      await this.send('POST', `/v1/subscriptions/${webhook.id}/${verb}`);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    await this.send('POST', `/v1/subscriptions/${webhook.id}/replay`, { since });
    await this.until(async () => (await this.deliveries(webhook.id)).length > 2);
    const [latest] = await this.deliveries(webhook.id);
    await this.send('POST', `/v1/deliveries/${latest?.id ?? ''}/retry`);
    await this.send('PATCH', `/v1/subscriptions/${webhook.id}`, { delivery: { type: 'pull' } });
    await this.send('GET', path);
    for (const one of [webhook, pull]) await this.send('DELETE', `/v1/subscriptions/${one.id}`);
  }

  private async consent(): Promise<string> {
    const { clientId, clientSecret } = await this.org.createOauthClient({
      kind: 'web',
      redirectUris: [CALLBACK],
      grantedScopes: SCOPES,
    });
    const auth = { type: 'authorizationCode', clientId, clientSecret, scopes: SCOPES };
    const { id } = await this.made('/v1/connections', { ...connectionTo(this.org, 'By consent'), auth });
    const { authorizationUrl } = await this.send('GET', `/v1/connections/${id}`);
    const origins = { [new URL(CALLBACK).origin]: this.service.baseUrl };
    await new Browser({ decision: {}, origins, follows: () => true }).visit(String(authorizationUrl));
    await this.org.oauth.expire({ clientId, kind: 'access' });
    await this.run(id, 'get-user', { userId: 'ada@acme.example' });
    return id;
  }

  private async deliveries(id: string): Promise<{ id: string }[]> {
    return (await this.send('GET', `/v1/subscriptions/${id}/deliveries`))['data'] as { id: string }[];
  }

  private async until(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition()));
  }

  private run(id: string, actionId: string, input: object, headers: Record<string, string> = {}) {
    return this.send('POST', `/v1/connections/${id}/actions/${actionId}`, { input }, headers);
  }

  private async made(path: string, body: object): Promise<{ id: string }> {
    const answer = await this.service.send<{ id: string }>('POST', path, { body });
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  private async send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const options = { headers, ...(body && { body }) };
    return (await this.service.send<Record<string, unknown>>(method, path, options)).body ?? {};
  }
}
