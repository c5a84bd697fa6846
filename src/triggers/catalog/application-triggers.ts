import { done, noticed } from './define-event-trigger.js';

const APP = { AppInstance: 'the application' };
const ASSIGNMENT = { AppInstance: 'the application', AppUser: "the user's account in it", User: 'the user' };
const GROUP_ASSIGNMENT = { AppInstance: 'the application', UserGroup: 'the group' };

/** Applications, and who may use them. */
export const applicationTriggers = {
  'application-created': done({
    title: 'Application created',
    eventTypes: ['application.lifecycle.create'],
    when: 'an application is added to the org',
    targets: APP,
    example: { message: 'Create application' },
  }),

  'application-updated': done({
    title: 'Application updated',
    eventTypes: ['application.lifecycle.update'],
    when: 'settings of an application change, such as sign-on or provisioning',
    note: 'Not for its users and groups: user-assigned-to-application, group-assigned-to-application and others are for these.',
    targets: APP,
    example: { message: 'Update application' },
  }),

  'application-activated': done({
    title: 'Application activated',
    eventTypes: ['application.lifecycle.activate'],
    when: 'an application is activated',
    targets: APP,
    example: { message: 'Activate application' },
  }),

  'application-deactivated': done({
    title: 'Application deactivated',
    eventTypes: ['application.lifecycle.deactivate'],
    when: 'an application is deactivated',
    targets: APP,
    example: { message: 'Deactivate application' },
  }),

  'application-deleted': done({
    title: 'Application deleted',
    eventTypes: ['application.lifecycle.delete'],
    when: 'an application is deleted',
    note: 'The application can no longer be read then, so enriching finds nothing.',
    targets: APP,
    example: { message: 'Delete application' },
  }),

  'application-signon-denied': noticed({
    title: 'App sign-on denied by policy',
    eventTypes: ['application.policy.sign_on.deny_access'],
    when: 'the sign-on policy of an application keeps a user out',
    note: 'The actor is the user. Not for denied sign-ins to Okta itself: user-sign-in-attempt.',
    targets: APP,
    example: { message: 'Deny user access due to app sign on policy', actor: 'user', result: 'FAILURE' },
  }),

  'group-push-failed': noticed({
    title: 'Group push failed',
    eventTypes: ['application.provision.group_push.mapping.update.or.delete.failed.with.error'],
    when: 'the push of a group to an application fails and Okta will not try again',
    note: 'Failures that Okta repeats by itself have a type of their own that no event hook carries: application.provision.group_push.mapping.update.or.delete.failed.',
    targets: {},
    pick: 'apps',
    example: { message: 'Group push mapping change failed and cannot be retried', actor: 'system', result: 'FAILURE' },
  }),

  'user-synced-in-app': done({
    title: 'User synced in external application',
    eventTypes: ['application.provision.user.sync'],
    when: 'provisioning brings the account of a user in an external application up to date',
    targets: { AppInstance: 'the application', User: 'the user' },
    example: { message: 'Sync user in external application', actor: 'system' },
  }),

  'user-app-password-changed': done({
    title: 'User app password changed',
    eventTypes: ['application.user_membership.change_password'],
    when: 'the password that Okta keeps of a user for one application is changed',
    note: 'Not for the Okta password: user-password-updated.',
    targets: ASSIGNMENT,
    example: { message: 'Change application password for user', actor: 'user' },
  }),

  'user-assigned-to-application': done({
    title: 'User assigned to application',
    eventTypes: ['application.user_membership.add'],
    when: 'a user gets an application, alone or through a group',
    targets: ASSIGNMENT,
    example: { message: 'Add user to application membership' },
  }),

  'user-unassigned-from-application': done({
    title: 'User unassigned from application',
    eventTypes: ['application.user_membership.remove'],
    when: 'a user loses an application',
    targets: ASSIGNMENT,
    example: { message: "Remove user's application membership" },
  }),

  'app-user-updated': done({
    title: 'Application user profile updated',
    eventTypes: ['application.user_membership.update'],
    when: "attributes of a user's account in an application are changed in Okta",
    note: 'Not for the Okta profile: user-profile-updated.',
    targets: ASSIGNMENT,
    example: { message: 'Update user application property' },
  }),

  'group-assigned-to-application': done({
    title: 'Group assigned to application',
    eventTypes: ['group.application_assignment.add'],
    when: 'a group is assigned to an application',
    note: 'Each member that gets the application by it is a user-assigned-to-application of its own.',
    targets: GROUP_ASSIGNMENT,
    example: { message: 'Add assigned application to group' },
  }),

  'group-unassigned-from-application': done({
    title: 'Group unassigned from application',
    eventTypes: ['group.application_assignment.remove'],
    when: 'the assignment of a group to an application is taken back',
    targets: GROUP_ASSIGNMENT,
    example: { message: 'Remove assigned application from group' },
  }),
};
