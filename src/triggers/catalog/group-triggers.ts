import { done } from './define-event-trigger.js';

const GROUP = { UserGroup: 'the group' };
const MEMBERSHIP = { UserGroup: 'the group', User: 'the user' };
const PRIVILEGES = 'debugContext.debugData.privilegeGranted names the admin roles that it has now.';

/** Groups, their members and their admin roles. */
export const groupTriggers = {
  'group-created': done({
    title: 'Group created',
    eventTypes: ['group.lifecycle.create'],
    when: 'a group is created in Okta',
    note: 'Not for groups that an import brings: import-group-created.',
    targets: GROUP,
    example: { message: 'Create Okta group' },
  }),

  'group-deleted': done({
    title: 'Group deleted',
    eventTypes: ['group.lifecycle.delete'],
    when: 'a group is deleted in Okta',
    note: 'The group can no longer be read then, so enriching finds nothing. Not for groups that an import removes: import-group-deleted.',
    targets: GROUP,
    example: { message: 'Delete Okta group' },
  }),

  'group-profile-updated': done({
    title: 'Group profile updated',
    eventTypes: ['group.profile.update'],
    when: 'name, description or another attribute of a group changes',
    note: 'Not for members that come and go: user-added-to-group and user-removed-from-group.',
    targets: GROUP,
    example: { message: 'Update group profile' },
  }),

  'group-privilege-granted': done({
    title: 'Group admin privilege granted',
    eventTypes: ['group.privilege.grant'],
    when: 'a group is given an admin role',
    note: PRIVILEGES,
    targets: GROUP,
    example: {
      message: 'Grant group privilege',
      debugData: { privilegeGranted: 'Help Desk administrator' },
    },
  }),

  'group-privilege-revoked': done({
    title: 'Group admin privilege revoked',
    eventTypes: ['group.privilege.revoke'],
    when: 'a group loses the last of its admin roles',
    targets: GROUP,
    example: { message: 'Revoke group privilege' },
  }),

  'user-added-to-group': done({
    title: 'User added to group',
    eventTypes: ['group.user_membership.add'],
    when: 'a user becomes a member of a group, by hand, by a group rule or by an import',
    targets: MEMBERSHIP,
    example: { message: 'Add user to group membership' },
  }),

  'user-removed-from-group': done({
    title: 'User removed from group',
    eventTypes: ['group.user_membership.remove'],
    when: 'a user ceases to be a member of a group',
    targets: MEMBERSHIP,
    example: { message: 'Remove user from group membership' },
  }),
};
