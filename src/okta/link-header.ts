import { ConnectorError } from '../core/errors.js';
import type { OktaOrg } from './okta-request.js';
import { isSafeTarget } from './safe-target.js';

type Headers = Record<string, string | string[] | undefined>;

/** A link value (RFC 8288): the target in angle brackets, then parameters whose values may be quoted. */
const LINK = /<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\*?\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
const PARAMETER = /;\s*([\w!#$&+.^`|~-]+)\*?\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;
const ABSOLUTE = /^https?:\/\/([^/?#\\]+)(\/.*)$/i;

/**
 * Path and query of the next page, from one or several `Link` headers; undefined at the end.
 * @throws ConnectorError `okta_unavailable` when the link leads away from the org: it is never followed
 */
export function nextTarget(headers: Headers, org: OktaOrg): string | undefined {
  const { link } = headers;
  if (link === undefined) return undefined;
  const text = typeof link === 'string' ? link : link.join(', ');
  const href = /next/i.test(text) ? nextHref(text) : undefined;
  return href === undefined ? undefined : linkTarget(href, org);
}

/**
 * Path and query of the next page of a list that is an object and has `_links.next.href` in its body.
 * @throws ConnectorError `okta_unavailable` as `nextTarget` does
 */
export function nextTargetInBody(body: unknown, org: OktaOrg): string | undefined {
  const href = property(property(property(body, '_links'), 'next'), 'href');
  return typeof href === 'string' ? linkTarget(href, org) : undefined;
}

/** Okta's links may name the `-admin` host or the custom domain: path and query stay, the origin becomes ours. */
function linkTarget(href: string, org: OktaOrg): string {
  const [, authority, absoluteTarget] = ABSOLUTE.exec(href) ?? [];
  const host = authority?.toLowerCase().replace(/:443$/, '');
  const target = host === undefined ? href : org.linkHosts.includes(host) ? absoluteTarget : undefined;
  if (target === undefined || !isSafeTarget(target)) {
    throw new ConnectorError('okta_unavailable', 'Okta named a next page that does not lie on the org.', {
      remedy: 'Report this: the link was not followed, and the pages read so far are complete.',
      retryable: false,
    });
  }
  return target;
}

function nextHref(text: string): string | undefined {
  for (const [, href, parameters = ''] of text.matchAll(LINK)) {
    if (relations(parameters).includes('next')) return href;
  }
  return undefined;
}

function relations(parameters: string): string[] {
  for (const [, name, quoted, plain] of parameters.matchAll(PARAMETER)) {
    if (name?.toLowerCase() === 'rel') return (quoted ?? plain ?? '').toLowerCase().split(/\s+/);
  }
  return [];
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
