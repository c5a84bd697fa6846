import { isIP } from 'node:net';
import { matchesOrigin } from '../../core/origin-pattern.js';
import { isPublicAddress } from '../../okta/public-address.js';

const MAX_LENGTH = 2_048;

/** Scheme and authority as they are written, without userinfo: nothing that two parsers could read in two ways. */
const WRITTEN =
  /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?=[/?]|$)[\x21\x24-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*$/i;

/** Names that lead nowhere public, or that no public certificate is given for. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|invalid|onion|home\.arpa)$/;

/**
 * Whether events may be sent there: to an origin of the list, or to any public host by https on the standard port or one
 * above 1023. What a public name leads to is checked again each time it is connected to.
 */
export function isDeliveryUrlAllowed(url: string, allowlist: readonly string[]): boolean {
  const parsed = parse(url);
  return parsed !== undefined && (matchesOrigin(parsed, allowlist) || isPublic(parsed));
}

function parse(text: string): URL | undefined {
  return (text.length <= MAX_LENGTH && WRITTEN.test(text) && URL.parse(text)) || undefined;
}

function isPublic({ protocol, hostname, port }: URL): boolean {
  if (protocol !== 'https:' || (port !== '' && Number(port) < 1_024)) return false;
  const address = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  if (isIP(address) !== 0) return isPublicAddress(address);
  return hostname.includes('.') && !hostname.endsWith('.') && !LOCAL_NAME.test(hostname);
}
