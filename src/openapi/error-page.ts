import { ERROR_KINDS } from '../core/errors.js';
import { ERROR_TEXTS } from './error-texts.js';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
section{border-top:1px solid #8886;padding:.2rem .8rem}section:target{background:#fe06}
dl{display:grid;grid-template-columns:8rem 1fr;gap:.3rem 1rem}dt{opacity:.75}dd{margin:0}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}nav{columns:14rem}nav a{display:block}
h2 a{color:inherit;text-decoration:none}:root{color-scheme:light dark}
@media(max-width:30rem){dl{grid-template-columns:1fr}}`;

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const CODES = Object.entries(ERROR_KINDS);
const TEXTS = new Map(Object.entries(ERROR_TEXTS));

/** The page that the `type` of every problem points to: one section, with an anchor, for each code. */
export function errorPage(): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Error codes - Okta connector</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body>
<h1>Error codes</h1>
<p>Every answer outside 2xx is <code>application/problem+json</code> (RFC 9457). Decide on <code>code</code>; the set is
closed. <code>detail</code> and <code>remedy</code> say in words what to do in the case at hand, <code>retryable</code>
whether the same request may succeed later, <code>upstream</code> what Okta said. Name the <code>requestId</code> when you
report a problem.</p>
<nav aria-label="Codes">${CODES.map(([code]) => `<a href="#${code}"><code>${code}</code></a>`).join('\n')}</nav>
<main>
${CODES.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section([code, { status, title, retryable }]: (typeof CODES)[number]): string {
  const { cause = '', todo = '' } = TEXTS.get(code) ?? {};
  const facts = [
    ['status', String(status)],
    ['meaning', title],
    ['cause', cause],
    ['what to do', todo],
    ['retryable', retryable ? 'yes, the same request may succeed later' : 'no, unless the problem itself says so'],
  ];
  const rows = facts.map(([name = '', text = '']) => `<dt>${name}</dt><dd>${escapeHtml(text)}</dd>`).join('');
  return `<section id="${code}"><h2><a href="#${code}"><code>${code}</code></a></h2><dl>${rows}</dl></section>`;
}
