import { describe, expect, it } from '@jest/globals';
import { actions } from './catalogue.ts';
import { triggers } from './triggers.ts';
import { OKTA_SCOPES, scopeCovered } from '../../src/okta/okta-scopes.js';
import {
  DEFAULT_SCOPES,
  isKnownScope,
  withConsentScopes,
  withoutConsentScopes,
} from '../../src/okta/requested-scopes.js';

describe('the default scopes', () => {
  const granted = new Set<string>(DEFAULT_SCOPES);

  it.each(actions.filter(({ definition }) => definition.product !== 'Identity Governance'))(
    'cover $id',
    ({ requiredScopes }) => {
      expect(requiredScopes.filter((scope) => !scopeCovered(scope, granted))).toEqual([]);
    },
  );

  it.each([...triggers])('cover $id, enriched too', ({ definition: { requiredScopes }, enrichScopes }) => {
    expect([...requiredScopes, ...enrichScopes].filter((scope) => !scopeCovered(scope, granted))).toEqual([]);
  });

  it('ask for nothing of Identity Governance, whose scopes an org without it may not know', () => {
    const scopes = actions
      .filter(({ definition }) => definition.product === 'Identity Governance')
      .flatMap(({ requiredScopes }) => requiredScopes);
    expect(scopes.length).toBeGreaterThan(0);
    expect(scopes.filter((scope) => scopeCovered(scope, granted))).toEqual([]);
  });

  it('name no scope twice, and none that Okta does not have', () => {
    expect(granted.size).toBe(DEFAULT_SCOPES.length);
    expect(DEFAULT_SCOPES.filter((scope) => !OKTA_SCOPES.includes(scope))).toEqual([]);
  });

  it('fit into one request', () => {
    expect(withConsentScopes(DEFAULT_SCOPES).join(' ').length).toBeLessThan(4096);
  });
});

describe('known scopes', () => {
  it.each([
    'okta.users.read',
    'okta.users.read.self',
    'openid',
    'okta.myAccount.profile.read',
    'okta.governance.entitlements.read',
  ])('%s', (scope) => {
    expect(isKnownScope(scope)).toBe(true);
  });

  it.each(['okta.users.reed', 'users.read', 'okta.', 'OPENID', 'okta.users.read okta.groups.read'])(
    'not %s',
    (scope) => {
      expect(isKnownScope(scope)).toBe(false);
    },
  );
});

describe('scopes of a consent', () => {
  it('are added where a person consents, each once', () => {
    expect(withConsentScopes(['okta.users.read', 'openid'])).toEqual(['openid', 'offline_access', 'okta.users.read']);
  });

  it('are left out for client credentials, which may not ask for them', () => {
    expect(withoutConsentScopes(['openid', 'okta.users.read', 'offline_access', 'okta.users.read'])).toEqual([
      'okta.users.read',
    ]);
  });
});
