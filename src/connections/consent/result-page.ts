import { html } from '../../core/page/html.js';
import type { Page } from '../../core/page/pages.js';
import { failureText, type FailureCode } from './consent-failure.js';

/** What the person at the browser is told, in plain text. Failures are 400, also Okta's: proxies replace the bodies of 5xx. */
export interface ResultPage {
  status: 200 | 400;
  title: string;
  /** What happened. */
  paragraphs: string[];
  /** Okta's own words. */
  said?: string;
  /** What to do. */
  remedy?: string;
  code?: FailureCode;
}

/** Where nothing matches: the same whether the link is unknown, used, expired, altered or another browser's. */
export const NO_SUCH_FLOW: ResultPage = {
  status: 400,
  title: 'This link does not work',
  paragraphs: ['The link has expired, was used before, or was opened in another browser. Nothing was connected.'],
  remedy:
    'Ask for a new link, open it within ten minutes, and stay in the same browser until you are back here. Cookies must be allowed.',
};

export function connectedPage(connectionName: string): ResultPage {
  return {
    status: 200,
    title: 'Connected',
    paragraphs: [`${connectionName} is connected to Okta.`, 'You can close this page.'],
  };
}

/** @param oktaSays Okta's own words, where there are some */
export function failurePage(code: FailureCode, oktaSays = ''): ResultPage {
  const { title, detail, remedy } = failureText(code);
  const said = oktaSays === '' ? {} : { said: `Okta says: “${oktaSays}”` };
  return { status: 400, title, paragraphs: [detail], ...said, remedy, code };
}

/** For a flow of another region than the one whose address was opened. */
export function wrongRegionPage({ region, callbackUrl }: { region: string; callbackUrl: string }): ResultPage {
  return {
    status: 400,
    title: 'This is the address of another region',
    paragraphs: [
      `This connection belongs to the region “${region}”, whose address is ${new URL(callbackUrl).host}. Nothing was connected.`,
    ],
    remedy: `Ask an Okta administrator to check that the sign-in redirect URI of the app in Okta is ${callbackUrl}, then open the link again.`,
  };
}

const TO_DO = 'What to do';

/** The page to send: no form; its files come from the region's own host. */
export const pageOf = ({ status, title, paragraphs, said, remedy, code }: ResultPage): Page => ({
  status,
  title,
  emblem: status === 200 ? 'success' : 'danger',
  surface: 'oauth',
  framing: 'never',
  formTargets: 'none',
  main: html`${paragraphs.map((text) => html`<p>${text}</p>`)}
  ${said !== undefined && html`<p class="said">${said}</p>`}
  ${
    remedy !== undefined &&
    html`<section class="section">
      <h2>${TO_DO}</h2>
      <p>${remedy}</p>
    </section>`
  }
  ${code !== undefined && html`<p class="small-print">Code: ${code}</p>`}`,
});
