import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fastify } from 'fastify';

/** The page itself; its scripts are files of ours, so that its policy needs no inline script. */
export const REFERENCE_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Okta connector - API reference</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<div id="app"></div>
<noscript>The reference needs JavaScript. The same is in <a href="openapi.json">openapi.json</a>.</noscript>
<script src="docs/scalar.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

const SETTINGS = {
  url: 'openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  persistAuth: false,
  authentication: { preferredSecurityScheme: 'bearer' },
};

/** Starts the reference; nothing in the settings reaches out to another origin. */
export const START_SCRIPT = `Scalar.createApiReference('#app', ${JSON.stringify(SETTINGS)});\n`;

/** Scripts and requests of our own origin only; the reference sets styles from its script. */
export const REFERENCE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Script {
  plain: Buffer;
  gzipped: Buffer;
}

/** The reference's program, taken out of the package at the first need: it is 4 MB. */
export async function loadReferenceScript(): Promise<Script> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const server = fastify();
  await server.register(plugin, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
  const { rawPayload } = await server.inject('/docs/js/scalar.js');
  await server.close();
  return { plain: rawPayload, gzipped: await promisify(gzip)(rawPayload) };
}
