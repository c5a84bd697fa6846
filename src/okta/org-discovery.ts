import { ConnectorError } from '../core/errors.js';
import type { EgressGuard } from './egress-guard.js';
import { errorCode, exchange, type ExchangeFailure, type ExchangeResult } from './exchange.js';
import { parseOktaDomain, type DomainRules, type OktaDomain } from './okta-domain.js';
import type { OktaOrg } from './okta-request.js';
import { noOrgHere, ORG_DOCUMENT_PATH, readOrgDocument, type OrgDocument } from './org-document.js';
import { USER_AGENT } from './user-agent.js';

/** An org, proven to be one. */
export interface DiscoveredOrg extends OktaOrg {
  /** Okta's id of the org, which stays when its name or domain changes. */
  orgId: string;
  /** `idx`: Identity Engine, `v1`: Classic Engine; undefined where Okta does not say. */
  pipeline: string | undefined;
  /** `acme.okta.com`, with the port for a development origin: a connection's `domain`. */
  host: string;
  customDomain?: string;
}

type OktaHost = Extract<OktaDomain, { kind: 'okta' }>;

export interface DiscoveryOptions extends DomainRules {
  timeoutMs?: number;
  now?: () => number;
  /** Gives the document of an origin; replaced in tests. */
  fetchDocument?: (origin: string) => Promise<ExchangeResult>;
}

const MAX_DOCUMENT_BYTES = 65_536;

/** DNS says that there is no such host. */
const UNRESOLVED_OKTA = ['ENOTFOUND', 'ENODATA'];
/** A host that nobody knows to be Okta's is not Okta's while DNS does not answer for it. */
const UNRESOLVED_CUSTOM = [...UNRESOLVED_OKTA, 'EAI_AGAIN'];

/** Finds out which org a domain belongs to, without credentials. */
export class OrgDiscovery {
  private readonly fetchDocument: (origin: string) => Promise<ExchangeResult>;
  private readonly now: () => number;

  constructor(
    guard: EgressGuard,
    private readonly options: DiscoveryOptions = {},
  ) {
    this.now = options.now ?? Date.now;
    this.fetchDocument =
      options.fetchDocument ?? ((origin) => requestDocument(guard, origin, options.timeoutMs ?? 10_000));
  }

  /**
   * The org at a domain as a person gives it. A custom domain must name an org on one of Okta's suffixes, and that
   * org's own document must name the custom domain; from then on the org's own address is used.
   * @throws ConnectorError `domain_not_allowed`; `okta_unavailable`, `okta_timeout`, `okta_rate_limited`
   */
  async discover(domain: string): Promise<DiscoveredOrg> {
    const parsed = parseOktaDomain(domain, this.options);
    return parsed.kind === 'okta' ? this.discoverOrg(parsed) : this.discoverCustomDomain(parsed.host);
  }

  private async discoverOrg(domain: OktaHost): Promise<DiscoveredOrg> {
    const document = await this.read(domain.origin);
    const custom = document.alternates.map(hostOf).filter((host) => host !== undefined && host !== domain.host);
    return discovered(
      domain,
      document,
      custom.filter((host) => host !== undefined),
    );
  }

  private async discoverCustomDomain(host: string): Promise<DiscoveredOrg> {
    const { organization } = await this.read(`https://${host}`, UNRESOLVED_CUSTOM);
    const org = organization === undefined ? undefined : oktaHostOf(organization, this.options);
    if (!org) throw unproven(`The document at ${host} names no Okta org.`);
    const document = await this.read(org.origin);
    const custom = customHosts(document);
    if (!custom.includes(host)) throw unproven(`The org at ${org.host} does not name ${host} as its custom domain.`);
    return { ...discovered(org, document, custom), customDomain: host };
  }

  private async read(origin: string, unresolved: readonly string[] = UNRESOLVED_OKTA): Promise<OrgDocument> {
    const result = await this.fetchDocument(origin);
    if (result.kind === 'failure') throw unreachable(result, unresolved);
    return readOrgDocument(result, this.now());
  }
}

async function requestDocument(guard: EgressGuard, origin: string, timeoutMs: number): Promise<ExchangeResult> {
  const headers = { accept: 'application/json', 'user-agent': USER_AGENT };
  const request = {
    method: 'GET',
    target: ORG_DOCUMENT_PATH,
    headers,
    timeoutMs,
    maxBytes: MAX_DOCUMENT_BYTES,
  } as const;
  return exchange(guard.pool(origin), request);
}

function discovered(domain: OktaHost, document: OrgDocument, custom: string[]): DiscoveredOrg {
  const customDomain = custom.find((host) => host !== domain.host);
  return {
    orgId: document.orgId,
    pipeline: document.pipeline,
    origin: domain.origin,
    host: domain.host,
    linkHosts: [...new Set([...domain.linkHosts, ...custom])],
    ...(customDomain !== undefined && { customDomain }),
  };
}

const customHosts = ({ alternates }: OrgDocument) => alternates.map(hostOf).filter((host) => host !== undefined);

/** The org that a document names; development origins do not count, or a public host could point the service to them. */
function oktaHostOf(organization: string, { suffixes }: DomainRules): OktaHost | undefined {
  const host = hostOf(organization);
  if (host === undefined) return undefined;
  try {
    const parsed = parseOktaDomain(host, { suffixes });
    return parsed.kind === 'okta' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The host of an https link without port and userinfo. */
function hostOf(href: string): string | undefined {
  const url = URL.parse(href);
  return url?.protocol === 'https:' && !url.port && !url.username && !url.password ? url.hostname : undefined;
}

const unproven = (detail: string) =>
  new ConnectorError('domain_not_allowed', `${detail} Give the org's own address, such as acme.okta.com.`, {
    remedy: "Give the org's own address, such as acme.okta.com.",
  });

function unreachable({ reason, error }: ExchangeFailure, unresolved: readonly string[]): ConnectorError {
  const code = errorCode(error) ?? '';
  if (reason === 'tooLarge' || code === 'url_not_allowed' || unresolved.includes(code)) return noOrgHere(error);
  const details = { remedy: 'Check the spelling of the domain, and try again.', cause: error };
  if (reason === 'timeout') return new ConnectorError('okta_timeout', 'The domain did not answer in time.', details);
  return new ConnectorError('okta_unavailable', 'The domain could not be reached.', details);
}
