import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';

const CREATED = '2024-01-15T09:00:00.000Z';

function getOrg(call: Call): Reply {
  return ok({
    id: call.org.orgId,
    subdomain: 'local',
    companyName: 'Local Okta Org',
    status: 'ACTIVE',
    website: 'https://example.com',
    created: CREATED,
    lastUpdated: CREATED,
    expiresAt: null,
    _links: { contacts: { href: `${call.baseUrl}/api/v1/org/contacts` } },
  });
}

export const orgRoutes: Route[] = [{ method: 'GET', path: '/api/v1/org', handle: getOrg }];
