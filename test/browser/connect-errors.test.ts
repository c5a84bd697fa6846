import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeBrowser, type Tab } from './chromium.ts';
import { CONNECTOR, ConnectStage, PLATFORM, SCOPES } from './connect-stage.ts';
import { inspectPage } from './inspect-page.ts';

describeBrowser('the connect page, when something is not as it should be', () => {
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
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
  const heading = () => page.getByRole('heading', { level: 1 }).textContent();
  const look = async (name: string) => expect(await inspectPage(page, `connect-${name}`)).toEqual([]);

  async function toToken(body: object = {}): Promise<void> {
    await page.goto(await stage.link({ scopes: SCOPES, authTypes: ['apiToken'], name: 'Acme', ...body }));
    await fill('Address of your Okta org', stage.org.url);
    await press('Check and continue');
    await press('Continue');
    await page.getByRole('link', { name: 'I have done this' }).click();
  }

  test('an address that is none: the summary has the focus and leads to the field', async () => {
    await page.goto(await stage.link());
    await fill('Address of your Okta org', 'https://acme.okta.com.evil.example/admin');
    await press('Check and continue');
    await look('error-address');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    await page.getByRole('alert').getByRole('link').click();
    expect(await page.evaluate('document.activeElement.name')).toBe('address');
  });

  test('a token that Okta refuses, and one that need not be typed again', async () => {
    await toToken();
    await fill('API token', '00aTokenThatNobodyEverMadeInOkta012345678');
    await press('Try it');
    await look('error-token');
    expect(await page.content()).not.toContain('00aTokenThatNobodyEverMadeInOkta012345678');
    await fill('API token', stage.org.apiToken);
    await stage.org.faults.add({ kind: 'status', status: 503, path: '^/api/v1/users/me$', times: 10 });
    await press('Try again');
    await look('error-okta-away');
    await stage.org.faults.clear();
    await press('Try again');
    expect(await heading()).toBe('Connected');
    expect(tab.errors).toEqual([]);
  });

  test('a connection that does not work at the end', async () => {
    const { token } = await stage.org.createToken({ role: 'super' });
    await toToken({ name: 'Acme at the end' });
    await fill('API token', token);
    await press('Try it');
    await stage.org.revokeToken(token);
    await press('Check again');
    expect(await heading()).toBe('Not connected yet');
    await look('error-result');
  });

  test('links that do not work, have expired, or belong to another browser', async () => {
    await page.goto(`${CONNECTOR}/connect/${'A'.repeat(43)}`);
    await look('link-unknown');
    const link = await stage.link();
    const other = await stage.tab();
    await other.page.goto(link);
    await page.goto(link);
    expect(await heading()).toBe('This link belongs to another browser');
    await look('link-other-browser');
    await stage.expireSessions();
    await other.page.reload();
    expect(await other.page.getByRole('heading', { level: 1 }).textContent()).toBe('This link has expired');
    expect(await inspectPage(other.page, 'connect-link-expired')).toEqual([]);
    await other.close();
  });

  test('without JavaScript everything works, down to the way back', async () => {
    const plain = await stage.tab({ javaScript: false });
    ({ page } = plain);
    await toToken({ name: 'Acme without JavaScript' });
    expect(await page.getByRole('button', { name: /^Copy/ }).isVisible()).toBe(false);
    await fill('API token', stage.org.apiToken);
    await press('Try it');
    expect(await heading()).toBe('Connected');
    await press('Done, back to the platform');
    await page.waitForURL(`${PLATFORM}/done?**`);
    expect(new URL(page.url()).searchParams.get('status')).toBe('active');
    expect(plain.errors).toEqual([]);
    await plain.close();
  });

  test('without JavaScript a key can be pasted, and a file is not offered', async () => {
    const plain = await stage.tab({ javaScript: false });
    ({ page } = plain);
    await page.goto(await stage.link({ scopes: SCOPES, authTypes: ['clientCredentials'] }));
    await fill('Address of your Okta org', stage.org.url);
    await press('Check and continue');
    await page.getByText('Private key', { exact: true }).click();
    await press('Continue');
    await page.getByRole('link', { name: 'I have done this' }).click();
    expect(await page.getByText('Choose a file').isVisible()).toBe(false);
    expect(await page.getByLabel('Private key', { exact: true }).isVisible()).toBe(true);
    await plain.close();
  });

  test('in a popup the platform hears of the end, at its exact origin', async () => {
    const link = await stage.link({ scopes: SCOPES, authTypes: ['apiToken'], name: 'Acme in a popup' });
    const platform = page;
    await platform.goto(`${PLATFORM}/`);
    const [popup] = await Promise.all([
      platform.waitForEvent('popup'),
      platform.evaluate(`void window.open(${JSON.stringify(link)}, 'connect', 'width=600,height=700')`),
    ]);
    page = popup;
    await fill('Address of your Okta org', stage.org.url);
    await press('Check and continue');
    await press('Continue');
    await page.getByRole('link', { name: 'I have done this' }).click();
    await fill('API token', stage.org.apiToken);
    await press('Try it');
    await press('Done, back to the platform');
    await platform.waitForFunction('document.getElementById("heard").textContent !== ""');
    const heard = JSON.parse((await platform.locator('#heard').textContent()) ?? '{}');
    expect(heard).toEqual({
      origin: CONNECTOR,
      data: {
        type: 'okta-connector.connected',
        connectionId: expect.stringMatching(/^con_/),
        status: 'active',
        session: expect.stringMatching(/^cs_/),
      },
    });
    expect(new URL(popup.url()).pathname).toMatch(/\/done$/);
    await look('done-popup');
  });

  test('a page of another origin that opens the popup hears nothing', async () => {
    const link = await stage.link({ scopes: SCOPES, authTypes: ['apiToken'], name: 'Acme of a stranger' });
    const stranger = page;
    await stranger.goto(`${stage.strangerUrl}/`);
    const [popup] = await Promise.all([
      stranger.waitForEvent('popup'),
      stranger.evaluate(`void window.open(${JSON.stringify(link)}, 'connect')`),
    ]);
    page = popup;
    await fill('Address of your Okta org', stage.org.url);
    await press('Check and continue');
    await press('Continue');
    await page.getByRole('link', { name: 'I have done this' }).click();
    await fill('API token', stage.org.apiToken);
    await press('Try it');
    await press('Done, back to the platform');
    await page.getByRole('link', { name: 'Back to app.platform.example' }).waitFor();
    expect(await stranger.locator('#heard').textContent()).toBe('');
  });
});
