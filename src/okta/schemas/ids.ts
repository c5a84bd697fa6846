import { z } from 'zod';

/** Anything but `.` and `..`, which would change the path that a value is put into. */
const NOT_A_DOT_SEGMENT = /^([^.]|\.[^.]|\.\..)/;

/** A value that becomes one segment of a path; every character is encoded there. */
function pathSegment(maxLength: number) {
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

/** The ids that the examples use. */
export const EXAMPLE_IDS = {
  ada: '00u1a2b3c4d5e6f7g8h9',
  grace: '00u2b3c4d5e6f7g8h9i0',
  engineers: '00g1a2b3c4d5e6f7g8h9',
  app: '0oa1a2b3c4d5e6f7g8h9',
  directory: '0oa2b3c4d5e6f7g8h9i0',
  userType: 'oty1a2b3c4d5e6f7g8h9',
  device: 'guo1a2b3c4d5e6f7g8h9',
} as const;
