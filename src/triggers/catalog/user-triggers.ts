import { done, noticed } from './define-event-trigger.js';

const USER = { User: 'the user' };

/** Users over their life, their passwords, lockouts and admin roles. */
export const userTriggers = {
  'user-created': done({
    title: 'User created',
    eventTypes: ['user.lifecycle.create'],
    when: 'a user is created, by an administrator, an API, an import or self-registration',
    note: 'The user may not be active yet: user-activated.',
    targets: USER,
    example: { message: 'Create Okta user' },
  }),

  'user-activated': done({
    title: 'User activated',
    eventTypes: ['user.lifecycle.activate'],
    when: 'a user is activated for the first time, or after deactivation',
    targets: USER,
    example: { message: 'Activate Okta user' },
  }),

  'user-reactivated': done({
    title: 'User reactivated',
    eventTypes: ['user.lifecycle.reactivate'],
    when: 'the activation of a user who has not finished it is started again',
    note: 'Not for the end of a suspension: user-unsuspended.',
    targets: USER,
    example: { message: 'Reactivate Okta user' },
  }),

  'user-deactivated': done({
    title: 'User deactivated',
    eventTypes: ['user.lifecycle.deactivate'],
    when: 'a user is deactivated and thereby loses all applications',
    note: 'Not for a suspension, which can be ended: user-suspended.',
    targets: USER,
    example: { message: 'Deactivate Okta user' },
  }),

  'user-suspended': done({
    title: 'User suspended',
    eventTypes: ['user.lifecycle.suspend'],
    when: 'a user is suspended',
    targets: USER,
    example: { message: 'Suspend Okta user' },
  }),

  'user-unsuspended': done({
    title: 'User unsuspended',
    eventTypes: ['user.lifecycle.unsuspend'],
    when: 'the suspension of a user ends',
    targets: USER,
    example: { message: 'Unsuspend Okta user' },
  }),

  'user-delete-initiated': done({
    title: 'User deletion started',
    eventTypes: ['user.lifecycle.delete.initiated'],
    when: 'the deletion of a user begins',
    note: 'The end of it is user-deleted, which comes by polling; this one comes by event hook.',
    targets: USER,
    example: { message: 'Delete Okta user' },
  }),

  'user-deleted': done({
    title: 'User deleted (completed)',
    eventTypes: ['user.lifecycle.delete.completed'],
    when: 'a user is deleted for good',
    note: 'The user can no longer be read then, so enriching finds nothing. For real time take user-delete-initiated.',
    targets: USER,
    example: { message: 'Delete Okta user completed' },
  }),

  'user-profile-updated': done({
    title: 'User profile updated',
    eventTypes: ['user.account.update_profile'],
    when: 'attributes in the Okta profile of a user change',
    note: 'Which attributes is said by debugContext.debugData where Okta gives it. Not for the profile in an application: app-user-updated.',
    targets: USER,
    example: { message: 'Update user profile for Okta' },
  }),

  'user-password-updated': done({
    title: 'User password updated',
    eventTypes: ['user.account.update_password'],
    when: 'the Okta password of a user is changed, by the user or by an administrator who sets it',
    note: 'Not for a reset, after which the user still has to choose a password: user-password-reset.',
    targets: USER,
    example: { message: 'User update password for Okta', actor: 'user' },
  }),

  'user-password-reset': done({
    title: 'User password reset by admin',
    eventTypes: ['user.account.reset_password'],
    when: 'the Okta password of a user is reset',
    note: 'Okta writes the same type where users reset their own; then actor and target are the same user.',
    targets: USER,
    example: { message: "User's Okta password has been reset" },
  }),

  'user-account-locked': noticed({
    title: 'User account locked',
    eventTypes: ['user.account.lock'],
    when: 'too many failed sign-ins lock the account of a user',
    note: 'Okta gives it the outcome FAILURE with the reason LOCKED_OUT. Not for an administrator who suspends a user: user-suspended.',
    targets: USER,
    example: { message: 'Max sign in attempts exceeded', actor: 'user', result: 'FAILURE', reason: 'LOCKED_OUT' },
  }),

  'user-account-unlocked': done({
    title: 'User account unlocked',
    eventTypes: ['user.account.unlock'],
    when: 'a locked account is unlocked by itself after the time in the password policy',
    note: 'Not when an administrator unlocks it: user-account-unlocked-by-admin.',
    targets: USER,
    example: { message: 'Auto-unlock user account for Okta', actor: 'system' },
  }),

  'user-account-unlocked-by-admin': done({
    title: 'User account unlocked by admin',
    eventTypes: ['user.account.unlock_by_admin'],
    when: 'an administrator, or an API, unlocks the account of a user',
    targets: USER,
    example: { message: 'Unlock user account for Okta by admin' },
  }),

  'user-privilege-granted': done({
    title: 'User admin privilege granted',
    eventTypes: ['user.account.privilege.grant'],
    when: 'the admin roles of a user change and some are left',
    note: 'debugContext.debugData.privilegeGranted names the roles that the user has now, those through groups included.',
    targets: USER,
    example: { message: 'Grant user privilege', debugData: { privilegeGranted: 'Help Desk administrator' } },
  }),

  'user-privilege-revoked': done({
    title: 'User admin privilege revoked',
    eventTypes: ['user.account.privilege.revoke'],
    when: 'a user loses the last admin role, those through groups included',
    note: 'While some role is left, it is user-privilege-granted.',
    targets: USER,
    example: { message: 'Revoke user privilege' },
  }),

  'suspicious-activity-reported': noticed({
    title: 'Suspicious activity reported by end user',
    eventTypes: ['user.account.report_suspicious_activity_by_enduser'],
    when: 'a user answers a notification of Okta with "this was not me"',
    note: 'The actor is the user; debugContext.debugData describes the activity.',
    targets: {},
    pick: 'users',
    example: { message: 'User report suspicious activity', actor: 'user' },
  }),
};
