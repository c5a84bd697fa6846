import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { type OktaOrg, startOktaOrg } from '../../okta-org/okta-org-process.ts';
import { connectionTo, TestService } from '../../support/service.ts';

const SECRET = `whsec_${Buffer.from('a secret of the platform, 32 byte').toString('base64')}`;

interface Event {
  type: string;
  timestamp: string;
  data: { tenantId: string; connectionId: string; status: string; statusReason: string | null };
}

/** The platform's end: keeps what it gets, after checking the signature with the package's own verifier. */
class Platform {
  readonly events: Event[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        this.events.push(new Webhook(SECRET).verify(Buffer.concat(chunks).toString(), headers) as Event);
        response.writeHead(204).end();
      });
    });
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/events`;
  }

  async hears(type: string): Promise<Event> {
    for (;;) {
      const event = this.events.find((candidate) => candidate.type === type);
      if (event) return event;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }
}

describe('what the platform hears of a connection', () => {
  const platform = new Platform();
  let org: OktaOrg;
  let service: TestService;
  beforeAll(async () => {
    const env = { CONNECTION_EVENTS_URL: await platform.listen(), CONNECTION_EVENTS_SECRET: SECRET };
    org = await startOktaOrg();
    service = await TestService.start({ oktaOrigins: [org.url], env });
  });
  afterAll(async () => {
    await service.stop();
    await org.stop();
    await platform.close();
  });

  it('that it is active, that it must be authorized again, and that it has recovered, each signed', async () => {
    const { token } = await org.createToken({ role: 'super' });
    const body = connectionTo(org, 'Heard of', { auth: { type: 'apiToken', apiToken: token } });
    const { id } = (await service.send<{ id: string }>('POST', '/v1/connections', { body })).body;
    const data = { tenantId: 'acme', connectionId: id };
    expect((await platform.hears('connection.active')).data).toMatchObject({ ...data, status: 'active' });
    await org.revokeToken(token);
    await service.send('POST', `/v1/connections/${id}/actions/list-users`, { body: { input: {} } });
    expect((await platform.hears('connection.reauthorizationRequired')).data).toMatchObject({
      ...data,
      status: 'reauthorizationRequired',
      statusReason: expect.any(String),
    });
    const auth = { type: 'apiToken', apiToken: org.apiToken };
    await service.send('PATCH', `/v1/connections/${id}`, { body: { auth } });
    expect((await platform.hears('connection.recovered')).data).toMatchObject({ ...data, status: 'active' });
  }, 20_000);
});
