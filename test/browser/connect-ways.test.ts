import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pemKey } from '../e2e/connect/connect-scene.ts';
import { describeBrowser, type Tab } from './chromium.ts';
import { CALLBACK, CONNECTOR, ConnectStage, PLATFORM, SCOPES } from './connect-stage.ts';
import { inspectPage } from './inspect-page.ts';

describeBrowser('the connect page', () => {
  let stage: ConnectStage;
  let tab: Tab;
  let page: Page;
  beforeAll(async () => {
    stage = await ConnectStage.set();
  });
  beforeEach(async () => {
    await stage.org.reset();
    tab = await stage.tab();
    ({ page } = tab);
  });
  afterEach(() => tab.close());
  afterAll(() => stage.strike());

  const press = (name: string) => page.getByRole('button', { name }).click();
  const follow = (name: string) => page.getByRole('link', { name }).click();
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
  const heading = () => page.getByRole('heading', { level: 1 }).textContent();
  const look = async (name: string) => expect(await inspectPage(page, `connect-${name}`)).toEqual([]);

  async function toSetup(way: string, body: object = {}): Promise<void> {
    await page.goto(await stage.link({ scopes: SCOPES, ...body }));
    await fill('Address of your Okta org', stage.org.url);
    await press('Check and continue');
    await page.getByText(way, { exact: true }).click();
    await press('Continue');
  }

  /** Finishes, and follows to the platform. */
  async function finish(type: string): Promise<void> {
    await press('Done, back to the platform');
    await page.waitForURL(`${PLATFORM}/**`);
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('status')).toBe('active');
    await expect(stage.connection(searchParams.get('connectionId') ?? '')).resolves.toMatchObject({
      status: 'active',
      auth: { type },
    });
    expect(tab.errors).toEqual([]);
  }

  test('an API token: every page from the link to the platform', async () => {
    await page.goto(await stage.link());
    await look('1-org');
    await fill('Address of your Okta org', stage.org.url);
    await press('Check and continue');
    expect(await heading()).toBe('How do you want to connect?');
    await look('2-way');
    await page.getByText('API token', { exact: true }).click();
    await press('Continue');
    await look('3-permissions');
    await press('Continue');
    await follow('Change what it may do');
    await page.getByText('Choose by task').click();
    await page.getByText('People (11)').click();
    await page.getByText('Unlock accounts').click();
    await look('3-permissions-tasks');
    await press('Continue');
    await look('3-setup-token');
    await follow('I have done this');
    await look('4-token');
    await fill('Name of the connection', 'Acme production');
    await fill('API token', stage.org.apiToken);
    await press('Try it');
    expect(await heading()).toBe('Connected');
    await look('5-result-token');
    await finish('apiToken');
  });

  test('a key without secrets', async () => {
    await toSetup('Key without secrets', { name: 'Acme keyless' });
    await look('3-setup-keyless');
    await follow('I have done this');
    await look('4-keyless');
    await fill('Client ID', '0oakeyless');
    await press('Make the key');
    await look('4-key');
    await press('Check now');
    await look('4-key-waiting');
    const jwksUri =
      (await page.getByRole('textbox', { name: 'Address of the public keys' }).textContent())?.trim() ?? '';
    await stage.org.createOauthClient({
      kind: 'service',
      clientId: '0oakeyless',
      jwksUri: jwksUri.replace(CONNECTOR, stage.service.baseUrl),
      grantedScopes: SCOPES,
    });
    await press('Check again');
    expect(await heading()).toBe('Connected');
    await look('5-result-keyless');
    await finish('clientCredentials');
  });

  test('a private key', async () => {
    const { pem, keyId, jwks } = pemKey();
    const app = await stage.org.createOauthClient({
      kind: 'service',
      jwks,
      grantedScopes: SCOPES.slice(0, 1),
    });
    await toSetup('Private key', { name: 'Acme key' });
    await look('3-setup-key');
    await follow('I have done this');
    await fill('Client ID', app.clientId);
    await fill('Key ID (KID)', 'wrong');
    await page.getByLabel('Choose a file').setInputFiles({
      name: 'key.pem',
      mimeType: 'application/x-pem-file',
      buffer: Buffer.from(pem),
    });
    await press('Try it');
    expect(await heading()).toBe('Enter the key of the app');
    await look('4-key-refused');
    await fill('Key ID (KID)', keyId);
    await press('Try again');
    expect(await heading()).toBe('Connected');
    await look('5-result-warnings');
    await finish('clientCredentials');
  });

  test("a consent, clicked in the org's own page", async () => {
    const app = await stage.org.createOauthClient({ kind: 'web', redirectUris: [CALLBACK], grantedScopes: SCOPES });
    await toSetup('Consent in the browser', { name: 'Acme consent' });
    await look('3-setup-consent');
    await follow('I have done this');
    await look('4-consent');
    await fill('Client ID', app.clientId);
    await fill('Client secret', app.clientSecret ?? '');
    await press('Check and continue');
    await look('4-consent-go');
    // The org has no icon, which its page in the browser asks for.
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await follow('Go to Okta');
    await press("Don't Allow");
    await look('4-consent-declined');
    await press('Try again');
    await follow('Go to Okta');
    await press('Allow Access');
    expect(await heading()).toBe('Connected');
    await finish('authorizationCode');
  });
});
