import type { Route } from '../server/route.ts';
import { appRoutes } from './apps.ts';
import { directoryRoutes } from './directories.ts';
import { eventHookRoutes } from './event-hooks.ts';
import { groupMemberRoutes } from './group-members.ts';
import { groupRoutes } from './groups.ts';
import { linkedObjectRoutes } from './linked-objects.ts';
import { logRoutes } from './logs.ts';
import { orgRoutes } from './org.ts';
import { sessionRoutes } from './sessions.ts';
import { userCredentialRoutes } from './user-credentials.ts';
import { userLifecycleRoutes } from './user-lifecycle.ts';
import { userResourceRoutes } from './user-resources.ts';
import { userTokenRoutes } from './user-tokens.ts';
import { userRoutes } from './users.ts';

/** Every operation the org answers. A new family is a file of routes and one line here. */
export const allRoutes: Route[] = [
  ...userRoutes,
  ...userLifecycleRoutes,
  ...userCredentialRoutes,
  ...userResourceRoutes,
  ...userTokenRoutes,
  ...linkedObjectRoutes,
  ...groupRoutes,
  ...groupMemberRoutes,
  ...logRoutes,
  ...appRoutes,
  ...sessionRoutes,
  ...directoryRoutes,
  ...orgRoutes,
  ...eventHookRoutes,
];
