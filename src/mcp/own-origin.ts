import { ConnectorError } from '../core/errors.js';

/**
 * Refuses a request that a page of another origin makes a browser send, also one that points a name of its own at this
 * host (DNS rebinding). Programs send no `Origin`. Pure. Source: Model Context Protocol, Streamable HTTP, security warning.
 * @throws ConnectorError `forbidden`
 */
export function assertOwnOrigin(origin: string | undefined, publicUrl: string): void {
  if (origin === undefined || origin === new URL(publicUrl).origin) return;
  throw new ConnectorError('forbidden', 'A page of another origin may not send this request.', {
    remedy: 'Send it from a program, or from a page of PUBLIC_URL.',
  });
}
