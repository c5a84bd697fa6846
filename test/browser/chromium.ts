import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Like `describe`; skipped, with the reason on standard error, where there is no Chromium. */
export const describeBrowser = existsSync(PATH) ? describe : skipped();

function skipped(): typeof describe.skip {
  process.stderr.write(`The pages are not tested: there is no Chromium at ${PATH}. Install it or set CHROMIUM_PATH.\n`);
  return describe.skip;
}

export interface TabOptions {
  /** A person who has switched JavaScript off. */
  javaScript?: boolean;
}

/** A tab with cookies of its own, and what went wrong or out of the house in it. */
export class Tab {
  /** Every address that was asked. */
  readonly requests: string[] = [];
  /** Errors in the console, among them each breach of the page's policy. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    this.#watch(page);
    context.on('page', (opened) => this.#watch(opened));
  }

  static async open(browser: Browser, { javaScript = true }: TabOptions = {}): Promise<Tab> {
    const context = await browser.newContext({ javaScriptEnabled: javaScript, viewport: { width: 1024, height: 800 } });
    // Shorter than a test's, so that a failure says what it waited for.
    context.setDefaultTimeout(15_000);
    return new Tab(await context.newPage(), context);
  }

  /** Origins that were asked, without repetition. */
  get origins(): string[] {
    return [...new Set(this.requests.map((url) => new URL(url).origin))];
  }

  close(): Promise<void> {
    return this.context.close();
  }

  #watch(page: Page): void {
    page.on('request', (request) => void this.requests.push(request.url()));
    page.on('console', (message) => {
      // Chromium counts a page's own status of 4xx as an error.
      const isOfPage = message.location().url === page.url() && message.text().startsWith('Failed to load');
      if (message.type() === 'error' && !isOfPage) this.errors.push(message.text());
    });
    page.on('pageerror', (error) => void this.errors.push(error.message));
  }
}

/** @param hosts addresses by host name, as a hosts file would have them: `{ 'app.example': '127.0.0.1:4000' }` */
export function launchChromium({ hosts = {} }: { hosts?: Record<string, string> } = {}): Promise<Browser> {
  const rules = Object.entries(hosts).map(([host, address]) => `MAP ${host} ${address}`);
  const args = ['--no-sandbox', ...(rules.length > 0 ? [`--host-resolver-rules=${rules.join(',')}`] : [])];
  return chromium.launch({ executablePath: PATH, args });
}
