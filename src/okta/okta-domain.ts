import { ConnectorError } from '../core/errors.js';

/**
 * The domains that Okta gives to orgs: production, EMEA, preview, and the government and military clouds.
 * Source: https://developer.okta.com/docs/guides/find-your-domain/ and the domain checks of Okta's SDKs.
 */
export const DEFAULT_OKTA_SUFFIXES = [
  'okta.com',
  'okta-emea.com',
  'oktapreview.com',
  'okta-gov.com',
  'okta.mil',
  'okta-miltest.com',
  'trex-govcloud.com',
] as const;

export interface DomainRules {
  /** Without a leading dot; default: Okta's own. */
  suffixes?: readonly string[] | undefined;
  /** Extra origins, matched exactly, such as `http://127.0.0.1:9000`. */
  devOrigins?: readonly string[] | undefined;
}

/** An org's own address, or a host that may be a custom domain and has yet to be proven one. */
export type OktaDomain =
  { kind: 'okta'; host: string; origin: string; linkHosts: string[] } | { kind: 'custom'; host: string };

const EXAMPLE = "Give the org's own address, such as acme.okta.com.";

/** Below Okta's suffixes, but no org: Okta's sites, and what custom domains point to. */
const NO_ORG = new Set(['www', 'login', 'admin', 'customdomains', 'developer', 'help', 'support', 'status', 'trust']);

const PLACEHOLDER = /[{}<>]|%7b|%7d|your-?(?:okta)?-?(?:sub)?domain|your-?org\b/i;
/** Letters only, so that no spelling of an IPv4 address (127.1, 0x7f.0.0.1, 0177.0.0.01) is a host name. */
const TOP_LABEL = /^[a-z]{2,63}$/;
const LABEL = /^(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const TEXT_RULES: { broken: (text: string) => boolean; remedy: string }[] = [
  { broken: (text) => text === '' || text.length > 2048, remedy: EXAMPLE },
  { broken: (text) => PLACEHOLDER.test(text), remedy: `Replace the placeholder. ${EXAMPLE}` },
  { broken: (text) => !/^[\x21-\x7e]+$/.test(text), remedy: `Only ASCII letters, digits and hyphens. ${EXAMPLE}` },
  { broken: (text) => text.split('://').length > 2, remedy: `The address holds two addresses. ${EXAMPLE}` },
  { broken: (text) => text.includes('\\'), remedy: `The address holds a backslash. ${EXAMPLE}` },
  { broken: (text) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^https:/i.test(text), remedy: 'Use https.' },
];

const HOST_RULES: { broken: (authority: string) => boolean; remedy: string }[] = [
  { broken: (authority) => authority.includes('@'), remedy: `Leave out what stands before the @. ${EXAMPLE}` },
  {
    broken: (authority) => /[:[\]]/.test(authority),
    remedy: `Leave out the port; IP addresses do not count. ${EXAMPLE}`,
  },
  { broken: (authority) => authority.endsWith('.'), remedy: 'Leave out the dot at the end.' },
  { broken: (authority) => authority.endsWith('.com.com'), remedy: 'The address ends in .com twice.' },
  { broken: (authority) => !isHostName(authority), remedy: EXAMPLE },
];

const refused = (remedy: string) =>
  new ConnectorError('domain_not_allowed', `This is not the address of an Okta org. ${remedy}`, { remedy });

/**
 * Reads what a person gives as the org's domain: `acme.okta.com`, or a pasted address of the org or of its admin
 * console. Pure; whether a `custom` host belongs to an org is for `OrgDiscovery` to prove.
 * @throws ConnectorError `domain_not_allowed` with a remedy
 */
export function parseOktaDomain(text: string, rules: DomainRules = {}): OktaDomain {
  const given = text.trim();
  const devOrigin = rules.devOrigins?.find((origin) => isDevOrigin(given, origin));
  if (devOrigin) return oktaDomain(new URL(devOrigin).host, devOrigin);
  refuseBroken(TEXT_RULES, given);
  const authority = (/^(?:https:\/\/)?([^/?#]*)/i.exec(given)?.[1] ?? '').toLowerCase();
  refuseBroken(HOST_RULES, authority);
  const suffix = (rules.suffixes ?? DEFAULT_OKTA_SUFFIXES).find(
    (it) => authority === it || authority.endsWith(`.${it}`),
  );
  if (!suffix) return { kind: 'custom', host: authority };
  const name = authority.slice(0, -suffix.length - 1).replace(/(?:-admin)+$/, '');
  if (!LABEL.test(name) || NO_ORG.has(name)) throw refused(EXAMPLE);
  const host = `${name}.${suffix}`;
  return oktaDomain(host, `https://${host}`, `${name}-admin.${suffix}`);
}

function isDevOrigin(text: string, origin: string): boolean {
  const { host } = new URL(origin);
  return [origin, `${origin}/`, host].includes(text.toLowerCase());
}

function refuseBroken(rules: { broken: (text: string) => boolean; remedy: string }[], text: string): void {
  const rule = rules.find(({ broken }) => broken(text));
  if (rule) throw refused(rule.remedy);
}

function isHostName(authority: string): boolean {
  const labels = authority.split('.');
  if (authority.length > 253 || labels.length < 2) return false;
  return labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? '');
}

function oktaDomain(host: string, origin: string, ...otherHosts: string[]): OktaDomain {
  return { kind: 'okta', host, origin, linkHosts: [host, ...otherHosts] };
}
