import { ConnectorError } from '../../core/errors.js';
import type { Config } from '../../core/config.js';
import { EgressGuard } from '../../okta/egress-guard.js';
import { OrgDiscovery } from '../../okta/org-discovery.js';
import { fail, pass, type SystemCheck } from './system-check.js';

type EgressConfig = Pick<Config, 'oktaDevOrigins' | 'oktaDomainSuffixes'>;

const REMEDY =
  'Check the spelling, DNS in this network, and that TCP 443 to the internet is open (networkPolicy.httpsTo in the chart).';

/** Asks an org for its public document, the way every call to Okta takes: DNS, guard, TCP, TLS. */
export async function egressCheck(domain: string, config: EgressConfig): Promise<SystemCheck> {
  const subject = { id: 'egress', title: 'Egress' };
  const guard = new EgressGuard({ trustedOrigins: config.oktaDevOrigins });
  try {
    const { oktaDomainSuffixes: suffixes, oktaDevOrigins: devOrigins } = config;
    const { host, orgId } = await new OrgDiscovery(guard, { suffixes, devOrigins }).discover(domain);
    return pass(subject, `${host} answers; it is org ${orgId}.`);
  } catch (error) {
    return fail(subject, reasonOf(error), REMEDY);
  } finally {
    await guard.close();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ConnectorError)) return 'The check failed for a reason of this service.';
  const { cause } = error.details;
  const code = cause instanceof Object && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `${error.message}${code}`;
}
