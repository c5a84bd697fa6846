import type { Route } from '../server/route.ts';
import { appGroupRoutes } from './app-groups.ts';
import { appUserRoutes } from './app-users.ts';
import { appRoutes } from './apps.ts';
import { apiTokenRoutes } from './api-tokens.ts';
import { authServerRoutes } from './auth-servers.ts';
import { deviceAssuranceRoutes } from './device-assurances.ts';
import { deviceRoutes } from './devices.ts';
import { directoryRoutes } from './directories.ts';
import { eventHookRoutes } from './event-hooks.ts';
import { governanceRoutes } from './governance.ts';
import { groupMemberRoutes } from './group-members.ts';
import { groupPushRoutes } from './group-push.ts';
import { groupRuleRoutes } from './group-rules.ts';
import { groupRoutes } from './groups.ts';
import { identityProviderRoutes } from './identity-providers.ts';
import { linkedObjectRoutes } from './linked-objects.ts';
import { logRoutes } from './logs.ts';
import { orgRoutes } from './org.ts';
import { profileMappingRoutes } from './profile-mappings.ts';
import { authenticatorRoutes } from './authenticators.ts';
import { factorRoutes } from './factors.ts';
import { identitySourceRoutes } from './identity-sources.ts';
import { realmRoutes } from './realms.ts';
import { schemaRoutes } from './schemas.ts';
import { roleAssignmentRoutes } from './role-assignments.ts';
import { customRoleRoutes } from './custom-roles.ts';
import { roleBindingRoutes } from './role-bindings.ts';
import { policyRoutes } from './policies.ts';
import { policyRuleRoutes } from './policy-rules.ts';
import { policySimulationRoutes } from './policy-simulation.ts';
import { zoneRoutes } from './zones.ts';
import { sessionRoutes } from './sessions.ts';
import { userCredentialRoutes } from './user-credentials.ts';
import { userLifecycleRoutes } from './user-lifecycle.ts';
import { userResourceRoutes } from './user-resources.ts';
import { userRiskRoutes } from './user-risk.ts';
import { userTokenRoutes } from './user-tokens.ts';
import { userTypeRoutes } from './user-types.ts';
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
  ...groupRuleRoutes,
  ...logRoutes,
  ...appRoutes,
  ...appUserRoutes,
  ...appGroupRoutes,
  ...groupPushRoutes,
  ...sessionRoutes,
  ...directoryRoutes,
  ...orgRoutes,
  ...eventHookRoutes,
  ...deviceRoutes,
  ...deviceAssuranceRoutes,
  ...authServerRoutes,
  ...apiTokenRoutes,
  ...identityProviderRoutes,
  ...governanceRoutes,
  ...schemaRoutes,
  ...userTypeRoutes,
  ...profileMappingRoutes,
  ...factorRoutes,
  ...authenticatorRoutes,
  ...userRiskRoutes,
  ...realmRoutes,
  ...identitySourceRoutes,
  ...roleAssignmentRoutes,
  ...customRoleRoutes,
  ...roleBindingRoutes,
  ...policyRoutes,
  ...policyRuleRoutes,
  ...policySimulationRoutes,
  ...zoneRoutes,
];
