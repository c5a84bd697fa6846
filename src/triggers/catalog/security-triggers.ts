import { done, noticed } from './define-event-trigger.js';

/** Risk, rate limits, and changes to how people get in. */
export const securityTriggers = {
  'user-risk-detected': noticed({
    title: 'User risk detected',
    eventTypes: ['user.risk.detect'],
    when: 'Okta detects risk in connection with a user',
    note: 'A changed level is user-risk-changed.',
    targets: { User: 'the user' },
    product: 'Identity Threat Protection',
    example: { message: 'User risk detected', actor: 'system' },
  }),

  'user-risk-changed': noticed({
    title: 'User risk changed',
    eventTypes: ['user.risk.change'],
    when: 'the risk level of a user changes, up or down',
    targets: { User: 'the user' },
    product: 'Identity Threat Protection',
    example: { message: 'User risk level changed', actor: 'system' },
  }),

  'breached-credential-detected': noticed({
    title: 'Breached credential detected',
    eventTypes: ['security.breached_credential.detected'],
    when: 'somebody signs in with a password that is known from a breach',
    note: 'The actor is the user. The outcome is SUCCESS always: it says that the breach was detected.',
    targets: {},
    pick: 'users',
    example: { message: 'Breached credential detected', actor: 'user' },
  }),

  'rate-limit-warning': noticed({
    title: 'Org rate limit warning',
    eventTypes: ['system.org.rate_limit.warning'],
    when: 'requests to the org come near a rate limit',
    note: 'Not when it is reached: rate-limit-violation.',
    targets: {},
    example: { message: 'Rate limit warning', actor: 'system' },
  }),

  'rate-limit-violation': noticed({
    title: 'Org rate limit violation',
    eventTypes: ['system.org.rate_limit.violation'],
    when: 'a rate limit of the org is exceeded and Okta refuses requests',
    targets: {},
    example: { message: 'Rate limit violation', actor: 'system', result: 'DENY' },
  }),

  'network-zone-changed': done({
    title: 'Network zone created, updated, deleted or (de)activated',
    eventTypes: ['zone.create', 'zone.update', 'zone.delete', 'zone.activate', 'zone.deactivate'],
    when: 'a network zone is created, changed, deleted, activated or deactivated; eventType tells which',
    targets: {},
    pick: 'zones',
    example: { message: 'Network zone create' },
  }),

  'idp-updated': done({
    title: 'Identity provider created, updated or deleted',
    eventTypes: ['system.idp.lifecycle.create', 'system.idp.lifecycle.update', 'system.idp.lifecycle.delete'],
    when: 'an identity provider is created, changed or deleted; eventType tells which',
    note: 'Activation and deactivation have types of their own: new-event-realtime with system.idp.lifecycle.activate or system.idp.lifecycle.deactivate.',
    targets: {},
    example: { message: 'Identity provider created' },
  }),
};
