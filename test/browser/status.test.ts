import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { query } from '../support/postgres.js';
import { connectionTo } from '../support/service.js';
import { describeBrowser, type Tab } from './chromium.ts';
import { CONNECTOR, ConnectStage } from './connect-stage.ts';
import { inspectPage } from './inspect-page.ts';

describeBrowser('the status page of a connection', () => {
  let stage: ConnectStage;
  let connectionId: string;
  let tab: Tab;
  let page: Page;

  const run = (actionId: string, input: object) =>
    stage.service.send('POST', `/v1/connections/${connectionId}/actions/${actionId}`, { body: { input } });

  const insertDelivery = (status: string, id: string) =>
    query(
      stage.service.database.adminUrl,
      `INSERT INTO delivery (tenant_id, id, created_at, subscription_id, connection_id, webhook_id, sequence, status, due_at)
       VALUES ('acme', '${id}', now(), 'sub_1', '${connectionId}', 'msg_1', 1, '${status}', 'infinity')`,
    );

  beforeAll(async () => {
    stage = await ConnectStage.set();
    const body = connectionTo(stage.org, 'Acme production');
    ({ id: connectionId } = (await stage.service.send<{ id: string }>('POST', '/v1/connections', { body })).body);
    await run('get-user', { userId: 'admin@example.com' });
    await run('get-user', { userId: 'nobody@example.com' });
    await run('list-groups', {});
    await insertDelivery('delivered', 'dlv_1');
    await insertDelivery('failed', 'dlv_2');
  });
  beforeEach(async () => {
    tab = await stage.tab();
    ({ page } = tab);
  });
  afterEach(() => tab.close());
  afterAll(() => stage.strike());

  const address = () => page.url().replace(/(\/cs_[^/]+)\/.*/, '$1/status');

  /** Opens the link of a session for the connection, then its status. */
  async function open(body: object = { connectionId }): Promise<void> {
    await page.goto(await stage.link(body));
    await page.goto(address());
  }

  const text = async () => (await page.textContent('main'))?.replaceAll(/\s+/g, ' ') ?? '';

  test('tells what ran and what was delivered, and nothing that is secret', async () => {
    await open();
    // Reads are written down behind the answer.
    await expect(
      text().then((words) => (words.includes('2 succeeded, 1 failed.') ? words : reopened())),
    ).resolves.toContain('2 succeeded, 1 failed.');
    expect(await page.textContent('h1')).toBe('Status of Acme production');
    expect(await text()).toContain('1 delivered, 1 given up, 0 on the way.');
    expect(await text()).toMatch(/Get user Failed .*okta_not_found/);
    expect(await text()).toContain('/api/v1/groups');
    const source = await page.content();
    expect(source).not.toContain(stage.org.apiToken);
    expect(source).not.toContain('nobody@example.com');
    expect(await inspectPage(page, 'status')).toEqual([]);
    expect(tab.errors).toEqual([]);
    expect(tab.origins).toEqual([CONNECTOR]);
  });

  async function reopened(): Promise<string> {
    await page.waitForFunction(
      `fetch(location.href).then((answer) => answer.text()).then((text) => text.includes('2 succeeded'))`,
    );
    await page.reload();
    return text();
  }

  test('draws a chart, with the same as a table', async () => {
    await open();
    await page.getByRole('img', { name: /^1 delivered, 1 given up, 0 on the way/ }).waitFor();
    const chart = page.locator('figure', { hasText: 'Given up' });
    await chart.getByText('Show as a table').click();
    const cells = await chart.locator('td').allTextContents();
    expect(cells).toEqual(['1', '0', '1']);
    expect(await inspectPage(page, 'status-table')).toEqual([]);
  });

  test.each([true, false])('examines the connection when asked (JavaScript: %s)', async (javaScript) => {
    await tab.close();
    tab = await stage.tab({ javaScript });
    ({ page } = tab);
    await open();
    expect(await page.locator('.checks').count()).toBe(0);
    await page.getByRole('button', { name: 'Examine now' }).click();
    await page.getByRole('button', { name: 'Examine again' }).waitFor();
    expect(await text()).toContain('Everything that is needed works.');
    expect(await text()).toContain('Credentials In order Okta accepts the credentials.');
    if (javaScript) expect(await inspectPage(page, 'status-examined')).toEqual([]);
  });

  test('leads on where the session has no connection yet', async () => {
    await open({});
    expect(new URL(page.url()).pathname).toMatch(/\/cs_[^/]+\/org$/);
  });

  test('is for the browser of the session alone', async () => {
    await open();
    const stranger = await stage.tab();
    const answer = await stranger.page.goto(page.url());
    expect(answer?.status()).toBe(403);
    expect(await stranger.page.content()).not.toContain('Acme production');
    await stranger.close();
  });
});
