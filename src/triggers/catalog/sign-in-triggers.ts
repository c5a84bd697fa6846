import { done, noticed } from './define-event-trigger.js';

const USER = { User: 'the user' };

/** Sign-ins, sessions and factors. */
export const signInTriggers = {
  'user-sign-in-attempt': noticed({
    title: 'User sign-in attempt',
    eventTypes: ['user.session.start'],
    when: 'a user signs in to Okta or tries to',
    note: 'Failed and denied attempts are included: outcome tells which. The actor is the user; of an unknown login the actor has no id. Not for sign-ins to single applications: user-sso.',
    targets: {},
    pick: 'users',
    example: { message: 'User login to Okta', actor: 'user', result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
  }),

  'user-sign-out': done({
    title: 'User signed out',
    eventTypes: ['user.session.end'],
    when: 'a user signs out of Okta',
    note: 'The actor is the user. A session that expires by itself is no sign-out.',
    targets: {},
    pick: 'users',
    example: { message: 'User logout from Okta', actor: 'user' },
  }),

  'user-sessions-cleared': done({
    title: 'User sessions cleared',
    eventTypes: ['user.session.clear'],
    when: 'all sessions of a user are ended, by an administrator, an API or Okta itself',
    targets: USER,
    example: { message: "Clear user's sessions" },
  }),

  'user-sso': noticed({
    title: 'User single sign-on to app',
    eventTypes: ['user.authentication.sso'],
    when: 'a user goes to an application by single sign-on or tries to',
    note: 'Unsuccessful attempts are included: outcome tells which. The actor is the user.',
    targets: { AppInstance: 'the application', AppUser: "the user's account in it" },
    example: { message: 'User single sign on to app', actor: 'user' },
  }),

  'user-mfa': noticed({
    title: 'User authenticated with MFA',
    eventTypes: ['user.authentication.auth_via_mfa'],
    when: 'a user proves a factor or fails to',
    note: 'Failures are included: outcome tells which. On Classic Engine for second factors only, on Identity Engine for the first one too. The actor is the user; debugContext.debugData.factor names the factor.',
    targets: USER,
    example: { message: 'Authentication of user via MFA', actor: 'user', debugData: { factor: 'OKTA_VERIFY_PUSH' } },
  }),

  'mfa-factor-activated': done({
    title: 'MFA factor activated',
    eventTypes: ['user.mfa.factor.activate'],
    when: 'a factor of a user is activated; on Identity Engine, when an authentication method is enrolled',
    targets: USER,
    example: { message: 'Activate factor or authenticator enrollment method for user', actor: 'user' },
  }),

  'mfa-factor-deactivated': done({
    title: 'MFA factor deactivated',
    eventTypes: ['user.mfa.factor.deactivate'],
    when: 'one factor of a user is reset',
    note: 'All at once is mfa-factor-reset-all.',
    targets: USER,
    example: { message: 'Reset factor or authenticator enrollment method for user' },
  }),

  'mfa-factor-reset-all': done({
    title: 'All MFA factors reset',
    eventTypes: ['user.mfa.factor.reset_all'],
    when: 'all factors of a user are reset at once',
    note: 'Identity Engine may write an event for each enrollment instead: subscribe to mfa-factor-deactivated as well.',
    targets: USER,
    example: { message: 'Reset all factors for user' },
  }),

  'mfa-factor-suspended': done({
    title: 'MFA factor suspended',
    eventTypes: ['user.mfa.factor.suspend'],
    when: 'a factor of a user is suspended, as a rule because it may be compromised',
    targets: USER,
    product: 'Identity Engine',
    example: { message: 'Suspend factor or authenticator enrollment method for user' },
  }),

  'mfa-preregistration-initiated': done({
    title: 'MFA preregistration initiated',
    eventTypes: ['system.mfa.preregister.initiate'],
    when: 'an administrator starts the pre-registration of a factor for a user, such as a security key sent by post',
    note: 'The targets say which fulfillment provider and factor. Okta marks the type as beta: it may change, and not every org writes it.',
    targets: {},
    product: 'Identity Engine',
    example: { message: 'Admin triggered MFA preregistration flow' },
  }),

  'universal-logout': noticed({
    title: 'Universal Logout triggered',
    eventTypes: ['user.authentication.universal_logout'],
    when: 'an administrator, or Okta itself, triggers Universal Logout for an application',
    note: 'Only for applications that are configured for it. Sessions in Okta alone are user-sessions-cleared.',
    targets: { AppInstance: 'the application' },
    product: 'Identity Threat Protection',
    example: { message: 'Universal Logout triggered', actor: 'system' },
  }),
};
