import { ERROR_KINDS } from '../core/errors.js';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #8884}
tr:target{background:#fe06}code{font-family:ui-monospace,monospace}:root{color-scheme:light dark}`;

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The page that the `type` of every problem points to: one row, with an anchor, for each code. */
export function errorPage(): string {
  const rows = Object.entries(ERROR_KINDS).map(([code, { status, title, retryable }]) => {
    const again = retryable ? 'yes' : 'no';
    return `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}</td><td>${again}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Error codes - Okta connector</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body>
<h1>Error codes</h1>
<p>Every answer outside 2xx is <code>application/problem+json</code> (RFC 9457). Decide on <code>code</code>;
<code>detail</code> and <code>remedy</code> say what to do in the case at hand.</p>
<table><thead><tr><th>code</th><th>status</th><th>meaning</th><th>the same request may succeed later</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
</body>
</html>
`;
}
