import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startShell, type ShellApp } from '../support/shell-app.ts';
import { describeBrowser, launchChromium, Tab } from './chromium.ts';
import { GalleryModule } from './gallery.ts';
import { Opener } from './opener.ts';
import { HOSTILE, SCOPES } from './parts-page.ts';

const PLATFORM = 'app.platform.example';
const STRANGER = 'evil.example';

describeBrowser('the comfort of the pages', () => {
  let shell: ShellApp;
  let platform: Opener;
  let browser: Browser;
  let tab: Tab;

  const partsAddress = () => `${shell.url}/connect/gallery/parts`;
  const originOf = (host: string) => `http://${host}:${platform.port}`;

  beforeAll(async () => {
    platform = await Opener.start();
    const address = `127.0.0.1:${platform.port}`;
    shell = await startShell([GalleryModule], { CONNECT_FRAME_ANCESTORS: originOf(PLATFORM) });
    browser = await launchChromium({ hosts: { [PLATFORM]: address, [STRANGER]: address } });
  });
  beforeEach(async () => {
    tab = await Tab.open(browser);
  });
  afterEach(() => tab.close());
  afterAll(async () => {
    await browser.close();
    await shell.close();
    await platform.stop();
  });

  test('what others wrote stays text', async () => {
    const { page } = tab;
    await page.goto(partsAddress());
    expect(await page.inputValue('#field-domain')).toBe(HOSTILE);
    expect(await page.title()).toBe('Connect your Okta org - Okta connector');
  });

  test('the focus goes to the error summary, whose links go to the fields', async () => {
    const { page } = tab;
    await page.goto(partsAddress());
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    await page.click('.summary a[href="#field-domain"]');
    expect(await page.evaluate('document.activeElement.id')).toBe('field-domain');
  });

  test('the keyboard reaches the content first, and the focus can be seen', async () => {
    const { page } = tab;
    await page.goto(`${shell.url}/connect/gallery/quiet`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip-link');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top >= 0')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  test('a value is copied with its lines, and the button says so', async () => {
    const { page } = tab;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(partsAddress());
    const button = page.getByRole('button', { name: 'Copy Scopes' });
    await button.click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(SCOPES);
    await button.waitFor();
  });

  test('a value is selected and copied where the clipboard is closed', async () => {
    const { page } = tab;
    await page.goto(partsAddress());
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("closed"))');
    await page.getByRole('button', { name: 'Copy Scopes' }).click();
    expect(await page.evaluate('getSelection().toString()')).toBe(SCOPES);
  });

  describe('a key from a file', () => {
    const choose = (name: string, content: Buffer) =>
      tab.page.setInputFiles('#file-privateKey', { name, mimeType: 'application/x-pem-file', buffer: content });

    test('is put into its field, and not sent as a file', async () => {
      await tab.page.goto(partsAddress());
      await choose('key.pem', Buffer.from('-----BEGIN PRIVATE KEY-----\nAAAA\n'));
      await tab.page.getByText('key.pem').waitFor();
      expect(await tab.page.inputValue('#field-privateKey')).toBe('-----BEGIN PRIVATE KEY-----\nAAAA\n');
      expect(await tab.page.getAttribute('#file-privateKey', 'name')).toBeNull();
    });

    test('is refused where it is no key', async () => {
      await tab.page.goto(partsAddress());
      await choose('film.mp4', Buffer.alloc(70_000));
      await tab.page.getByText('too large for a key').waitFor();
      expect(await tab.page.inputValue('#field-privateKey')).toBe('\nsecond line');
    });
  });

  test('a form is sent once, however often its button is pressed', async () => {
    const { page } = tab;
    await page.goto(partsAddress());
    const seen = await page.evaluate(`(() => {
      const button = document.querySelector('button[value="on"]');
      const dropped = [];
      button.form.addEventListener('submit', (event) => {
        dropped.push(event.defaultPrevented);
        event.preventDefault();
      });
      button.click();
      const busy = button.textContent;
      button.click();
      return { dropped, busy };
    })()`);
    expect(seen).toEqual({ dropped: [false, true], busy: 'Checking with Okta …' });
  });

  test('a form is sent with the button that was pressed, says where it comes from, and is fresh on the way back', async () => {
    const { page } = tab;
    await page.goto(partsAddress());
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(new URLSearchParams((await sent).postData() ?? '').get('go')).toBe('on');
    expect(await page.textContent('#origin')).toBe(shell.url);
    await page.goBack();
    await page.getByRole('button', { name: 'Continue' }).waitFor();
  });

  describe('the way to another origin', () => {
    const there = () => `${originOf(PLATFORM)}/`;
    const leave = (allowed = '') =>
      tab.page.goto(`${shell.url}/connect/gallery/leaving?to=${encodeURIComponent(there())}${allowed}`);

    test('is closed to a form, also by redirection', async () => {
      await leave();
      const refusal = tab.page.waitForEvent('console', (message) => message.text().includes('form-action'));
      await tab.page.getByRole('button', { name: 'By a form' }).click();
      await refusal;
      expect(await tab.page.textContent('h1')).toBe('Leaving');
    });

    test('is open to a form where the page names it', async () => {
      await leave(`&allowed=${encodeURIComponent(originOf(PLATFORM))}`);
      await tab.page.getByRole('button', { name: 'By a form' }).click();
      await tab.page.waitForURL(there());
    });

    test('is open to a link', async () => {
      await leave();
      await tab.page.getByRole('link', { name: 'By a link' }).click();
      await tab.page.waitForURL(there());
    });
  });

  describe('without JavaScript', () => {
    beforeEach(async () => {
      await tab.close();
      tab = await Tab.open(browser, { javaScript: false });
    });

    test('everything can be read and sent; what could not work is not offered', async () => {
      const { page } = tab;
      await page.goto(partsAddress());
      expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);
      expect(await page.getByText('Choose a file').isVisible()).toBe(false);
      expect(await page.getByText('okta.logs.read').isVisible()).toBe(true);
      await page.getByLabel('API token').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.textContent('h1')).toBe('Sent');
    });
  });

  describe('the platform that opened a page', () => {
    const told = (host: string) => `${shell.url}/connect/gallery/told?origin=${encodeURIComponent(originOf(host))}`;
    const openPlatform = (host: string, address: string) =>
      tab.page.goto(`${originOf(host)}/?open=${encodeURIComponent(address)}`);

    test('hears in a popup how it ended', async () => {
      await openPlatform(PLATFORM, told(PLATFORM));
      await tab.page.evaluate('openPopup()');
      await tab.page.waitForFunction('told.length > 0');
      expect(await tab.page.evaluate('told')).toEqual([
        { origin: shell.url, data: { type: 'okta-connector', connectionId: 'con_1', status: 'active' } },
      ]);
    });

    test('hears it in a frame, where it may show one', async () => {
      await openPlatform(PLATFORM, told(PLATFORM));
      await tab.page.evaluate('openFrame()');
      await tab.page.waitForFunction('told.length > 0');
      expect(await tab.page.evaluate('told.length')).toBe(1);
    });

    test('hears nothing where the message is for another origin', async () => {
      await openPlatform(STRANGER, told(PLATFORM));
      const [popup] = await Promise.all([tab.page.waitForEvent('popup'), tab.page.evaluate('openPopup()')]);
      await popup.waitForLoadState('load');
      // Messages arrive in the order in which they were sent.
      await popup.evaluate(`opener.postMessage('the control', '*')`);
      await tab.page.waitForFunction('told.length > 0');
      expect(await tab.page.evaluate('told')).toEqual([{ origin: shell.url, data: 'the control' }]);
    });

    test('cannot frame a page where the operator has not said so', async () => {
      await openPlatform(STRANGER, told(STRANGER));
      await tab.page.evaluate('openFrame()');
      const frame = await tab.page.waitForSelector('iframe');
      const content = await frame.contentFrame();
      await content?.waitForURL(/^chrome-error:/);
      expect(await tab.page.evaluate('told')).toEqual([]);
      expect(tab.errors.join()).toContain('frame-ancestors');
    });
  });
});
