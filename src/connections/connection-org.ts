import type { OktaOrg } from '../okta/okta-request.js';
import type { Connection } from './connection.entity.js';

/** Where the connection's requests go, and which hosts Okta's links may name: the org, its `-admin` twin, its custom domain. */
export function orgOf({ origin, customDomain }: Pick<Connection, 'origin' | 'customDomain'>): OktaOrg {
  const { host } = new URL(origin);
  const adminTwin = host.replace(/^([^.]+)\./, '$1-admin.');
  return { origin, linkHosts: [host, adminTwin, ...(customDomain === null ? [] : [customDomain])] };
}
