import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startShell, type ShellApp } from '../support/shell-app.ts';
import { describeBrowser, launchChromium, Tab } from './chromium.ts';
import { GalleryModule, PAGE_NAMES } from './gallery.ts';
import { inlineComplaints, inspectPage, overflowComplaints } from './inspect-page.ts';

const WORDMARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"><rect width="120" height="32" rx="6" fill="#5b2a86"/><circle cx="100" cy="16" r="9" fill="#ffd400"/></svg>';

const BRANDS: Record<string, Record<string, string>> = {
  yellow: { CONNECT_ACCENT_COLOR: '#ffd400', CONNECT_PRODUCT_NAME: 'Sunny Side Automations' },
  wordmark: {
    CONNECT_ACCENT_COLOR: '#5b2a86',
    CONNECT_LOGO_URL: `data:image/svg+xml;base64,${Buffer.from(WORDMARK).toString('base64')}`,
    CONNECT_PRODUCT_NAME: 'A product whose name is as long as a name may be, sixty all',
  },
};

describeBrowser('the look of the pages', () => {
  let browser: Browser;
  let shell: ShellApp;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    tab = await Tab.open(browser);
  });
  afterEach(() => tab.close());
  afterAll(() => browser.close());

  const visit = (name: string) => tab.page.goto(`${shell.url}/connect/gallery/${name}`);

  describe('as it comes', () => {
    beforeAll(async () => {
      shell = await startShell([GalleryModule]);
    });
    afterAll(() => shell.close());

    test.each(PAGE_NAMES)('%s: WCAG 2.2 AA, light and dark, narrow and wide, all from our origin', async (name) => {
      await visit(name);
      expect(await inspectPage(tab.page, `page-${name}`)).toEqual([]);
      expect(tab.errors).toEqual([]);
      expect(tab.origins).toEqual([shell.url]);
    });

    test('control: what is wrong with a page is found', async () => {
      await visit('parts');
      await tab.page.evaluate(`(() => {
        const text = document.querySelector('.lead');
        text.style.color = '#999';
        text.style.width = '2000px';
        document.querySelector('label').remove();
      })()`);
      const found = (await inspectPage(tab.page, 'control')).join('\n');
      expect(found).toMatch(/^P style$/m);
      expect(found).toMatch(/360 px, light: \d+ px wider than the window/);
      expect(found).toMatch(/1280 px, light: color-contrast: \.lead/);
      expect(found).toMatch(/1280 px, dark: label: #field-domain/);
    });

    test('control: the policy keeps out what is written into a page', async () => {
      await visit('parts');
      await tab.page.evaluate(`(() => {
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        document.head.append(style);
      })()`);
      expect(await tab.page.isVisible('main')).toBe(true);
      expect(await inlineComplaints(tab.page)).toEqual(['inline STYLE']);
      expect(tab.errors.join()).toContain('Content Security Policy');
    });

    test('a page can be read when letters are twice as large (1.4.4) and on 320 px (1.4.10)', async () => {
      await tab.page.setViewportSize({ width: 320, height: 600 });
      for (const name of PAGE_NAMES) {
        await visit(name);
        expect([name, await overflowComplaints(tab.page)]).toEqual([name, []]);
      }
      await visit('parts');
      await tab.page.setViewportSize({ width: 640, height: 600 });
      await tab.page.evaluate(`document.documentElement.style.fontSize = '200%'`);
      expect(await overflowComplaints(tab.page)).toEqual([]);
    });

    test('nothing moves for those who do not want it', async () => {
      await tab.page.emulateMedia({ reducedMotion: 'reduce' });
      await visit('parts');
      const durations = await tab.page.evaluate<string[]>(
        `[...document.querySelectorAll('*')].map((element) => getComputedStyle(element).transitionDuration)`,
      );
      expect(new Set(durations)).toEqual(new Set(['0s']));
    });

    test('what is pressed is large enough (2.5.8)', async () => {
      await tab.page.setViewportSize({ width: 360, height: 800 });
      await visit('parts');
      const small = await tab.page.evaluate(`[...document.querySelectorAll('button, .button, select, summary')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 24)
        .map((element) => element.textContent)`);
      expect(small).toEqual([]);
    });
  });

  describe.each(Object.entries(BRANDS))('branded %s', (brand, env) => {
    beforeAll(async () => {
      shell = await startShell([GalleryModule], env);
    });
    afterAll(() => shell.close());

    test('can be read all the same', async () => {
      await visit('parts');
      expect(await inspectPage(tab.page, `brand-${brand}`)).toEqual([]);
      expect(tab.origins).toEqual([shell.url]);
    });
  });
});
