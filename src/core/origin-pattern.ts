const PATTERN = /^(https?):\/\/([a-z0-9.*-]+)(?::(\d{1,5}|\*))?$/;
const LABEL = /^[a-z0-9-]+$/;

/**
 * Whether a URL lies on one of the origins.
 * @param patterns origins; `*` may stand for the leftmost host label (exactly one) or for the port
 */
export function matchesOrigin(url: URL, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(url, pattern.toLowerCase()));
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
