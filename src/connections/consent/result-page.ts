import { createHash } from 'node:crypto';
import { failureText, type FailureCode } from './consent-failure.js';

/** A page for the person at the browser. Failures are 400, also Okta's: proxies replace the bodies of 5xx. */
export interface ResultPage {
  status: 200 | 400;
  title: string;
  /** Plain text; escaped when it is rendered. */
  paragraphs: string[];
}

/** Where nothing matches: the same whether the link is unknown, used, expired, altered or another browser's. */
export const NO_SUCH_FLOW: ResultPage = {
  status: 400,
  title: 'This link does not work',
  paragraphs: [
    'The link has expired, was used before, or was opened in another browser. Nothing was connected.',
    'Ask for a new link, open it within ten minutes, and stay in the same browser until you are back here. Cookies must be allowed.',
  ],
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
  const quoted = oktaSays === '' ? [] : [`Okta says: “${oktaSays}”`];
  return { status: 400, title, paragraphs: [detail, ...quoted, remedy, `Code: ${code}`] };
}

/** For a flow of another region than the one whose address was opened. */
export function wrongRegionPage({ region, callbackUrl }: { region: string; callbackUrl: string }): ResultPage {
  return {
    status: 400,
    title: 'This is the address of another region',
    paragraphs: [
      `This connection belongs to the region “${region}”, whose address is ${new URL(callbackUrl).host}. Nothing was connected.`,
      `Ask an Okta administrator to check that the sign-in redirect URI of the app in Okta is ${callbackUrl}, then open the link again.`,
    ],
  };
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto 0;padding:0 1rem;overflow-wrap:anywhere}
:root{color-scheme:light dark}`;

/** No script, no form, no image; the one style by its hash. */
export const RESULT_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page as HTML. */
export function renderResultPage({ title, paragraphs }: ResultPage): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)} - Okta connector</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><style>${STYLE}</style></head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
</main>
</body>
</html>
`;
}

const escapeHtml = (text: string) => text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
