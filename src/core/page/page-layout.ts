import { html, type Html } from './html.js';
import { icon } from './icons.js';
import type { PageTexts } from './page-texts.js';

const EMBLEMS = { success: 'check', warning: 'warn', danger: 'fail' } as const;

/** What a page says. */
export interface PageContent {
  /** Of the browser's tab; the product's name is added. */
  title: string;
  /** The one h1; the title where it is left out. */
  heading?: string | Html;
  /** A sign above the heading, for pages that say how something ended. */
  emblem?: keyof typeof EMBLEMS;
  /** A sentence or two under the heading. */
  lead?: string | Html;
  /** Where the person is among the steps. */
  progress?: Html;
  main: Html;
  /** The page is passed through only: without JavaScript the browser is sent on at once. An http or https URL. */
  goesOnTo?: string;
  /** Beside the main part on wide screens, below it on narrow ones. */
  aside?: Html;
}

/** What is the same around every page. */
export interface PageFrame {
  productName: string;
  texts: PageTexts;
  addresses: { style: string; module: string; icon: string; logo: string };
}

/** A whole page. Nothing in it is inline: no script, no style. */
export function renderPage(content: PageContent, frame: PageFrame): string {
  const { productName, texts, addresses } = frame;
  return html`<!doctype html>
    <html lang="${texts.lang}">
      <head>
        <meta charset="utf-8" />
        <title>${content.title} - ${productName}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href="${addresses.style}" />
        <link rel="icon" href="${addresses.icon}" />
        ${content.goesOnTo !== undefined && html`<noscript><meta http-equiv="refresh" content="0;url=${content.goesOnTo}" /></noscript>`}
        <script type="module" src="${addresses.module}"></script>
      </head>
      <body${content.aside && html` class="wide"`}>
        <a class="skip-link" href="#main">${texts.skipToContent}</a>
        <header class="masthead">
          <div class="masthead-inner">
            <img class="logo" src="${addresses.logo}" alt="" /> <span class="product">${productName}</span>
          </div>
        </header>
        <div class="body">
          ${content.progress}
          <main id="main" tabindex="-1">
            ${content.emblem && html`<p class="emblem ${content.emblem}">${icon(EMBLEMS[content.emblem])}</p>`}
            <h1>${content.heading ?? content.title}</h1>
            ${content.lead && html`<p class="lead">${content.lead}</p>`} ${content.main}
          </main>
          ${content.aside && html`<aside class="aside">${content.aside}</aside>`}
        </div>
        <footer class="footer"><p>${texts.footer(productName)}</p></footer>
      </body>
    </html> `.toString();
}
