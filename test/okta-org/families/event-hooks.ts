import { ok } from '../server/reply.ts';
import type { Reply } from '../server/reply.ts';
import type { Route } from '../server/route.ts';

/** No hooks yet: whether they may be listed at all is what a connection test asks (Okta: listEventHooks). */
const listEventHooks = (): Reply => ok([]);

export const eventHookRoutes: Route[] = [{ method: 'GET', path: '/api/v1/eventHooks', handle: listEventHooks }];
