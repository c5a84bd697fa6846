import { done, noticed, type EventRow } from './define-event-trigger.js';

const POLICY = { PolicyEntity: 'the policy' };
const RULE = { PolicyRule: 'the rule', PolicyEntity: 'the policy' };

const rule = ({ title, eventType, when }: { title: string; eventType: string; when: string }): EventRow => ({
  title,
  eventTypes: [eventType],
  when,
  note: 'For every type of policy; filter by target.displayName or pick one by targetId.',
  targets: RULE,
  example: { message: title },
});

/** Policies, their rules, and what they decided while a session went on. */
export const policyTriggers = {
  'policy-activated': done({
    title: 'Policy activated',
    eventTypes: ['policy.lifecycle.activate'],
    when: 'a policy is activated',
    targets: POLICY,
    example: { message: 'Activate policy' },
  }),

  'policy-deactivated': done({
    title: 'Policy deactivated',
    eventTypes: ['policy.lifecycle.deactivate'],
    when: 'a policy is deactivated',
    targets: POLICY,
    example: { message: 'Deactivate policy' },
  }),

  'policy-updated': done({
    title: 'Policy updated',
    eventTypes: ['policy.lifecycle.update'],
    when: 'a policy itself changes',
    note: 'Not for its rules: policy-rule-updated and others. Creation and deletion of policies are carried by no event hook: new-event-polling with policy.lifecycle.create or policy.lifecycle.delete.',
    targets: POLICY,
    example: { message: 'Update policy' },
  }),

  'policy-rule-added': done(
    rule({ title: 'Policy rule added', eventType: 'policy.rule.add', when: 'a rule is added to a policy' }),
  ),

  'policy-rule-updated': done(
    rule({ title: 'Policy rule updated', eventType: 'policy.rule.update', when: 'a rule of a policy changes' }),
  ),

  'policy-rule-activated': done(
    rule({
      title: 'Policy rule activated',
      eventType: 'policy.rule.activate',
      when: 'a rule of a policy is activated',
    }),
  ),

  'policy-rule-deactivated': done(
    rule({
      title: 'Policy rule deactivated',
      eventType: 'policy.rule.deactivate',
      when: 'a rule of a policy is deactivated',
    }),
  ),

  'policy-rule-deleted': done(
    rule({ title: 'Policy rule deleted', eventType: 'policy.rule.delete', when: 'a rule of a policy is deleted' }),
  ),

  'policy-reevaluate-failed': noticed({
    title: 'Auth policy re-evaluation failed',
    eventTypes: ['policy.auth_reevaluate.fail'],
    when: 'a policy is evaluated again during a session and the session no longer satisfies it',
    note: 'It says which user, applications and session are concerned. Not for what Okta does about it, which other events say (policy.auth_reevaluate.action).',
    targets: {},
    pick: 'users',
    product: 'Identity Threat Protection',
    example: {
      message: 'Auth policy re-evaluation resulted in a policy violation',
      actor: 'system',
      result: 'FAILURE',
    },
  }),
};
