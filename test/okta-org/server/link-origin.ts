import type { LinkHost } from '../state/org-settings.ts';

/**
 * Origin of Link headers. `admin` puts `-admin` behind the first label of the host (acme.okta.com → acme-admin.okta.com)
 * or behind a bare address, as some of Okta's lists do (developer.okta.com/docs/reference/core-okta-api, recordings).
 */
export function linkOrigin(origin: string, linkHost: LinkHost): string {
  if (linkHost === 'same') return origin;
  if (linkHost !== 'admin') return linkHost.origin;
  const url = new URL(origin);
  const port = url.port === '' ? '' : `:${url.port}`;
  return `${url.protocol}//${adminTwin(url.hostname)}${port}`;
}

function adminTwin(host: string): string {
  if (/^[\d.]+$/.test(host) || !host.includes('.')) return `${host}-admin`;
  return host.replace('.', '-admin.');
}
