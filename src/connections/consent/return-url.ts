import { matchesOrigin } from '../../core/origin-pattern.js';

const MAX_LENGTH = 2_048;
/** Scheme and authority as they are written: nothing that browsers and parsers could read in two ways. */
const WRITTEN =
  /^(https?):\/\/([a-z0-9.-]+)(?::(\d{1,5}))?(?=[/?#]|$)[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*$/i;

/**
 * Whether a person may be sent there after the consent.
 * @param allowlist origins; `*` may stand for the leftmost host label (exactly one) or for the port
 */
export function isReturnUrlAllowed(returnUrl: string, allowlist: readonly string[]): boolean {
  const [, , writtenHost] = (returnUrl.length <= MAX_LENGTH && WRITTEN.exec(returnUrl)) || [];
  const url = URL.parse(returnUrl);
  if (writtenHost === undefined || url?.hostname !== writtenHost.toLowerCase()) return false;
  return matchesOrigin(url, allowlist);
}

/** How a consent ended, as the platform reads it in the query. */
export type ConsentResult = { status: 'active' } | { status: 'failed'; code: string };

/** The return URL with the result; parameters of these names that it had are replaced. */
export function returnUrlWith(returnUrl: string, connectionId: string, result: ConsentResult): string {
  const url = new URL(returnUrl);
  for (const name of ['connectionId', 'status', 'code']) url.searchParams.delete(name);
  for (const [name, value] of Object.entries({ connectionId, ...result })) url.searchParams.set(name, value);
  return url.href;
}
