import type { Incoming } from './incoming.ts';
import type { OrgRuntime } from './org-runtime.ts';
import type { Reply } from './reply.ts';
import { ok } from './reply.ts';

/** `/.well-known/okta-organization`, open to everybody (Okta: getWellknownOrgMetadata). */
export function orgMetadata(runtime: OrgRuntime, incoming: Incoming): Reply {
  return ok({
    id: runtime.org.orgId,
    pipeline: runtime.org.settings.pipeline,
    _links: { organization: { href: runtime.url }, alternate: { href: incoming.origin } },
    settings: { analyticsCollectionEnabled: false, bugReportingEnabled: false, omEnabled: false },
  });
}
