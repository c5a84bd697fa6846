const MAX_LENGTH = 2_048;
/** Scheme and authority as they are written: nothing that browsers and parsers could read in two ways. */
const WRITTEN =
  /^(https?):\/\/([a-z0-9.-]+)(?::(\d{1,5}))?(?=[/?#]|$)[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*$/i;
const PATTERN = /^(https?):\/\/([a-z0-9.*-]+)(?::(\d{1,5}|\*))?$/;
const LABEL = /^[a-z0-9-]+$/;

/**
 * Whether a person may be sent there after the consent.
 * @param allowlist origins; `*` may stand for the leftmost host label (exactly one) or for the port
 */
export function isReturnUrlAllowed(returnUrl: string, allowlist: readonly string[]): boolean {
  const [, , writtenHost] = (returnUrl.length <= MAX_LENGTH && WRITTEN.exec(returnUrl)) || [];
  const url = URL.parse(returnUrl);
  if (writtenHost === undefined || url?.hostname !== writtenHost.toLowerCase()) return false;
  return allowlist.some((pattern) => matches(url, pattern.toLowerCase()));
}

function matches(url: URL, pattern: string): boolean {
  const [, scheme, host, port] = PATTERN.exec(pattern) ?? [];
  if (scheme === undefined || host === undefined || url.protocol !== `${scheme}:`) return false;
  return matchesHost(url.hostname, host) && (port === '*' || portOf(url) === (port ?? defaultPort(scheme)));
}

function matchesHost(hostname: string, host: string): boolean {
  if (!host.startsWith('*.')) return hostname === host;
  const suffix = host.slice(1);
  return hostname.endsWith(suffix) && LABEL.test(hostname.slice(0, -suffix.length));
}

const defaultPort = (scheme: string) => (scheme === 'https' ? '443' : '80');
const portOf = ({ port, protocol }: URL) => port || defaultPort(protocol.slice(0, -1));

/** How a consent ended, as the platform reads it in the query. */
export type ConsentResult = { status: 'active' } | { status: 'failed'; code: string };

/** The return URL with the result; parameters of these names that it had are replaced. */
export function returnUrlWith(returnUrl: string, connectionId: string, result: ConsentResult): string {
  const url = new URL(returnUrl);
  for (const name of ['connectionId', 'status', 'code']) url.searchParams.delete(name);
  for (const [name, value] of Object.entries({ connectionId, ...result })) url.searchParams.set(name, value);
  return url.href;
}
