import { done } from './define-event-trigger.js';

/** Requests and reviews of access in Okta Identity Governance. */
export const governanceTriggers = {
  'access-request-created': done({
    title: 'Access request created',
    eventTypes: ['access.request.create'],
    when: 'somebody asks for access in Okta Access Requests',
    note: 'The request itself is not in the event: read it by the Identity Governance API.',
    targets: {},
    product: 'Identity Governance',
    example: { message: 'Access request created', actor: 'user' },
  }),

  'access-request-resolved': done({
    title: 'Access request resolved',
    eventTypes: ['access.request.resolve'],
    when: 'an access request is settled',
    note: 'Requests that expire, are cancelled or are rejected have types of their own: new-event-realtime with access.request.expire, access.request.cancel or access.request.reject.',
    targets: {},
    product: 'Identity Governance',
    example: { message: 'Access request resolved' },
  }),

  'access-certification-decision-submitted': done({
    title: 'Access certification decision submitted',
    eventTypes: ['certification.campaign.item.decide'],
    when: 'a reviewer approves or revokes access in a campaign, or a campaign ends with items that nobody reviewed',
    note: 'The decision (APPROVE, REVOKE, NORESPONSE) is in debugContext.debugData. A decision to delegate has the outcome SKIPPED, which the default leaves out.',
    targets: {},
    product: 'Identity Governance',
    example: { message: 'Certification campaign item decided' },
  }),

  'certification-campaign-launched': done({
    title: 'Certification campaign launched',
    eventTypes: ['certification.campaign.launch'],
    when: 'an access certification campaign starts and moves from scheduled to active',
    targets: {},
    product: 'Identity Governance',
    example: { message: 'Certification campaign launched' },
  }),

  'certification-campaign-closed': done({
    title: 'Certification campaign closed',
    eventTypes: ['certification.campaign.close'],
    when: 'an access certification campaign is closed, by an administrator or on its end date',
    targets: {},
    product: 'Identity Governance',
    example: { message: 'Certification campaign closed' },
  }),
};
