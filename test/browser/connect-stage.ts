import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { startOktaOrg, type OktaOrg } from '../okta-org/okta-org-process.ts';
import { query } from '../support/postgres.js';
import { TestService } from '../support/service.js';
import { launchChromium, Tab, type TabOptions } from './chromium.ts';

/** Where the browser believes the service to be; a trustworthy origin, so that the clipboard is open. */
export const CONNECTOR = 'http://localhost';
export const CALLBACK = `${CONNECTOR}/oauth/callback`;
export const PLATFORM = 'http://app.platform.example';
export const SCOPES = ['okta.users.read', 'okta.groups.read', 'okta.logs.read'];

/** What the platform's own pages do: one to come back to, and one that opens the connect page in a popup and listens. */
const PLATFORM_PAGE = `<!doctype html><html lang="en"><title>The platform</title><h1>The platform</h1><pre id="heard"></pre>
<script>addEventListener('message', (event) => { document.getElementById('heard').textContent += JSON.stringify({ origin: event.origin, data: event.data }) + '\\n'; });</script>`;

/** Service, local Okta org, platform and browser; each address as a person sees it. */
export class ConnectStage {
  private constructor(
    readonly org: OktaOrg,
    readonly service: TestService,
    readonly browser: Browser,
    private readonly platform: Server,
  ) {}

  static async set(env: Record<string, string> = {}): Promise<ConnectStage> {
    const org = await startOktaOrg();
    const service = await TestService.start({
      oktaOrigins: [org.url],
      oktaTimeoutMs: 5_000,
      env: { PUBLIC_URL: CONNECTOR, CALLBACK_URLS: `eu=${CALLBACK}`, RETURN_URL_ALLOWLIST: PLATFORM, ...env },
    });
    const platform = createServer((_, response) => response.setHeader('content-type', 'text/html').end(PLATFORM_PAGE));
    await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
    const browser = await launchChromium({
      hosts: {
        'localhost:80': new URL(service.baseUrl).host,
        'app.platform.example:80': `127.0.0.1:${portOf(platform)}`,
      },
    });
    return new ConnectStage(org, service, browser, platform);
  }

  tab(options: TabOptions = {}): Promise<Tab> {
    return Tab.open(this.browser, options);
  }

  /** A link to the connect page. */
  async link(body: object = {}): Promise<string> {
    const asked = { returnUrl: `${PLATFORM}/done`, user: 'ada@acme.example', ...body };
    const answer = await this.service.send<{ url: string }>('POST', '/v1/connect-sessions', { body: asked });
    if (answer.status !== 201) throw new Error(`There is no session: ${answer.text}`);
    return answer.body.url;
  }

  async connection(id: string): Promise<{ status: string; name: string; auth: { type: string } }> {
    const answer = await this.service.send<{ status: string; name: string; auth: { type: string } }>(
      'GET',
      `/v1/connections/${id}`,
    );
    return answer.body;
  }

  /** The platform's page at another origin. */
  get strangerUrl(): string {
    return `http://127.0.0.1:${portOf(this.platform)}`;
  }

  /** Every session ends now. */
  async expireSessions(): Promise<void> {
    await query(this.service.database.adminUrl, 'UPDATE connect_session SET expires_at = now()');
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.service.stop();
    await this.org.stop();
    this.platform.closeAllConnections();
    await new Promise((resolve) => this.platform.close(resolve));
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen');
  return address.port;
}
