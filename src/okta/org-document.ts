import { ConnectorError } from '../core/errors.js';
import type { ExchangeAnswer } from './exchange.js';
import { mapOktaError } from './okta-error.js';
import { rateLimitWait } from './rate-limit-headers.js';

/** What `/.well-known/okta-organization` says. */
export interface OrgDocument {
  orgId: string;
  /** `idx`: Identity Engine, `v1`: Classic Engine. */
  pipeline: string | undefined;
  /** The org's own address, as it says. */
  organization: string | undefined;
  /** Its custom domains. */
  alternates: string[];
}

export const ORG_DOCUMENT_PATH = '/.well-known/okta-organization';

const NOT_AN_ORG = 'Check the spelling: it must be the address under which the org signs in, such as acme.okta.com.';

/**
 * Reads the answer to `GET /.well-known/okta-organization`.
 * @throws ConnectorError `domain_not_allowed` where no org answers, `okta_unavailable` or `okta_rate_limited` where
 *   one may, but not now
 */
export function readOrgDocument(answer: ExchangeAnswer, now: number): OrgDocument {
  const { status, headers } = answer;
  if (status === 429) throw mapOktaError({ ...answer, retryAfterMs: waitMs(headers, now) });
  if (status >= 500) throw mapOktaError(answer);
  const document = status === 200 ? parseDocument(answer.text) : undefined;
  const orgId = document?.['id'];
  if (!document || typeof orgId !== 'string' || !/^[A-Za-z0-9]{1,64}$/.test(orgId)) throw noOrgHere();
  const links = asObject(document['_links']);
  return {
    orgId,
    pipeline: typeof document['pipeline'] === 'string' ? document['pipeline'].slice(0, 32) : undefined,
    organization: hrefs(links['organization'])[0],
    alternates: [links['alternate'], links['alternates'], document['alternates']].flatMap(hrefs),
  };
}

export const noOrgHere = (cause?: unknown) =>
  new ConnectorError('domain_not_allowed', `No Okta org answers at this domain. ${NOT_AN_ORG}`, {
    remedy: NOT_AN_ORG,
    ...(cause !== undefined && { cause }),
  });

const waitMs = (headers: ExchangeAnswer['headers'], now: number) =>
  rateLimitWait({ headers, now, attempt: 1, random: 0 }).waitMs;

function parseDocument(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** A link is an object with `href`, or a list of such. */
function hrefs(link: unknown): string[] {
  const links = Array.isArray(link) ? link.slice(0, 20) : [link];
  return links.map((it) => asObject(it)['href']).filter((href) => typeof href === 'string');
}
