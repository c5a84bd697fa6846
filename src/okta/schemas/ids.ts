import { z } from 'zod';

/** Anything but `.` and `..`, which would change the path that a value is put into. */
const NOT_A_DOT_SEGMENT = /^([^.]|\.[^.]|\.\..)/;

/** A value that becomes one segment of a path; every character is encoded there. */
export function pathSegment(maxLength: number) {
  return z.string().min(1).max(maxLength).regex(NOT_A_DOT_SEGMENT, 'must not be "." or ".."');
}

/** Okta's ids have 20 characters; the bound leaves room for others, such as client ids. */
const oktaId = () => pathSegment(100);

/** A user by id or login. Okta also takes a short login where it is unambiguous. */
export const UserId = pathSegment(100).describe('The user: id or login').meta({ 'x-options': 'users' });

/** Whether a text is the id of a user rather than a login. */
export const isUserId = (text: string): boolean => /^00u[A-Za-z0-9]{17}$/.test(text);

export const GroupId = oktaId().describe('The id of the group').meta({ 'x-options': 'groups' });

export const GroupOwnerId = oktaId().describe('The id of the user or group that owns the group');

export const ClientId = oktaId().describe('The client id of the OAuth app').meta({ 'x-options': 'apps' });

export const DirectoryId = oktaId()
  .describe('The id of the Active Directory or LDAP integration (an app instance)')
  .meta({ 'x-options': 'apps' });

export const RelationshipName = pathSegment(100).describe(
  'The name of one side of a linked object definition, such as manager or subordinate',
);

/** An assignment of an admin role; those of standard roles carry the role in their id. */
export const RoleAssignmentId = oktaId().describe('The id of the role assignment, as the lists of roles give it');

export const RoleIdOrLabel = pathSegment(255).describe('The custom role: id or label').meta({ 'x-options': 'roles' });

export const ResourceSetIdOrLabel = pathSegment(255).describe('The resource set: id or label');

export const BindingMemberId = oktaId().describe('The id of the member within the binding, which begins with irb');

export const PolicyId = oktaId().describe('The id of the policy').meta({ 'x-options': 'policies' });

export const PolicyRuleId = oktaId().describe('The id of the rule of the policy');

export const ZoneId = oktaId().describe('The id of the network zone').meta({ 'x-options': 'zones' });

export const AppId = oktaId().describe('The id of the application').meta({ 'x-options': 'apps' });

export const FactorId = oktaId().describe("The id of the user's factor").meta({ 'x-options': 'factors' });

export const FactorTransactionId = oktaId().describe('The id of the push challenge; the end of its poll link');

export const EnrollmentId = oktaId().describe('The id of the authenticator enrollment');

export const UserSchemaId = oktaId().describe(
  "default for the default user type, else the end of the type's schema link, such as osc1a2b3c4d5e6f7g8h9",
);

export const IdentitySourceId = oktaId()
  .describe('The id of the custom identity source (an app instance)')
  .meta({ 'x-options': 'apps' });

export const ImportSessionId = oktaId().describe('The id of the import session');

export const RealmId = oktaId().describe('The id of the realm').meta({ 'x-options': 'realms' });

export const GroupRuleId = oktaId().describe('The id of the group rule').meta({ 'x-options': 'groupRules' });

export const PushMappingId = oktaId().describe('The id of the group push mapping');

export const DeviceId = oktaId().describe('The id of the device').meta({ 'x-options': 'devices' });

export const EventHookId = oktaId().describe('The id of the event hook');

export const AuthServerId = oktaId().describe('The id of the authorization server, or default');

export const AuthScopeId = oktaId().describe('The id of the scope');

/** `current` would be another operation: it revokes the very token that makes the call. */
export const ApiTokenId = oktaId()
  .regex(/^(?!current$)/, 'must be an id; "current" would revoke the token of the connection itself')
  .describe('The id of the API token, never the token itself');

export const CampaignId = oktaId().describe('The id of the campaign');

/** The ids that the examples use. */
export const EXAMPLE_IDS = {
  ada: '00u1a2b3c4d5e6f7g8h9',
  grace: '00u2b3c4d5e6f7g8h9i0',
  engineers: '00g1a2b3c4d5e6f7g8h9',
  app: '0oa1a2b3c4d5e6f7g8h9',
  groupRule: '0pr2b3c4d5e6f7g8h9i0',
  pushMapping: 'gPm1a2b3c4d5e6f7g8h9',
  directory: '0oa2b3c4d5e6f7g8h9i0',
  userType: 'oty1a2b3c4d5e6f7g8h9',
  device: 'guo1a2b3c4d5e6f7g8h9',
  deviceAssurance: 'dae1a2b3c4d5e6f7g8h9',
  eventHook: 'who1a2b3c4d5e6f7g8h9',
  authServer: 'aus1a2b3c4d5e6f7g8h9',
  authScope: 'scp1a2b3c4d5e6f7g8h9',
  authClaim: 'ocl1a2b3c4d5e6f7g8h9',
  apiToken: '00T1a2b3c4d5e6f7g8h9',
  identityProvider: '0oa3c4d5e6f7g8h9i0j1',
  campaign: 'ici1a2b3c4d5e6f7g8h9',
  review: 'icr1a2b3c4d5e6f7g8h9',
  entitlement: 'esp1a2b3c4d5e6f7g8h9',
  entitlementValue: 'ent1a2b3c4d5e6f7g8h9',
  governanceGrant: '0gg1a2b3c4d5e6f7g8h9',
  factor: 'mbl1a2b3c4d5e6f7g8h9',
  authenticator: 'aut1a2b3c4d5e6f7g8h9',
  userSchema: 'osc1a2b3c4d5e6f7g8h9',
  identitySource: '0oa3c4d5e6f7g8h9i0j1',
  importSession: 'uij1a2b3c4d5e6f7g8h9',
  realm: 'guo2b3c4d5e6f7g8h9i0',
  customRole: 'cr01a2b3c4d5e6f7g8h9',
  resourceSet: 'iam1a2b3c4d5e6f7g8h9',
  bindingMember: 'irb1a2b3c4d5e6f7g8h9',
  policy: '00p1a2b3c4d5e6f7g8h9',
  policyRule: '0pr1a2b3c4d5e6f7g8h9',
  zone: 'nzo1a2b3c4d5e6f7g8h9',
} as const;
