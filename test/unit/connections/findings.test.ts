import { describe, expect, it } from '@jest/globals';
import { newOAuthSettings } from '../../../src/connections/connection-auth.js';
import {
  clockFinding,
  dpopFinding,
  hookFinding,
  missingScopesOf,
  rateLimitFinding,
  refreshTokenFinding,
  roleFinding,
  scopeFinding,
} from '../../../src/connections/findings.js';
import { answerOf } from '../actions/fake-okta.js';

const someone = answerOf([{ id: '00u1' }]);
const nobody = answerOf([]);

describe('findings of the doctor', () => {
  it.each([
    ['users and groups are seen', someone, answerOf([]), 'pass', ''],
    ['Okta answers an empty user list, as it does without a role', nobody, answerOf([]), 'warn', 'users;'],
    ['groups are refused', someone, undefined, 'warn', 'groups;'],
    ['both', undefined, undefined, 'warn', 'users and groups;'],
  ])('admin role: %s', (_, users, groups, status, missing) => {
    const finding = roleFinding(users, groups);
    expect(finding.status).toBe(status);
    expect(finding.detail).toContain(missing);
  });

  it.each([
    [100, 'pass'],
    [10, 'pass'],
    [9, 'warn'],
    [0, 'warn'],
  ])('rate limit: %i of 100 left', (remaining, status) => {
    const rateLimit = { limit: 100, remaining, resetAt: '2026-01-01T00:00:00.000Z' };
    expect(rateLimitFinding(answerOf([], { rateLimit })).status).toBe(status);
  });

  it('rate limit: no headers', () => {
    expect(rateLimitFinding(answerOf([])).status).toBe('warn');
  });

  it.each([
    ['2026-01-01T00:00:30Z', 'pass', 'agree'],
    ['2026-01-01T00:02:00Z', 'warn', '120 s ahead'],
    ['2025-12-31T23:58:00Z', 'warn', '120 s behind'],
  ])('clock: it is %s here', (now, status, words) => {
    const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT' };
    const finding = clockFinding(answerOf([], { headers }), new Date(now));
    expect([finding.status, finding.detail]).toEqual([status, expect.stringContaining(words)]);
  });

  it('clock: Okta sent no date', () => {
    expect(clockFinding(answerOf([]), new Date()).status).toBe('warn');
  });

  const granted = (scopesRequested: string[], scopesGranted: string[]) =>
    newOAuthSettings({ clientId: 'c', scopesRequested, scopesGranted });

  it('scopes: a manage scope covers its read scope, and those of the consent do not count', () => {
    const settings = granted(['openid', 'offline_access', 'okta.users.read', 'okta.logs.read'], ['okta.users.manage']);
    expect(missingScopesOf(settings)).toEqual(['okta.logs.read']);
    expect(scopeFinding(settings, 'clientCredentials')).toMatchObject({
      status: 'warn',
      detail: expect.stringContaining('okta.logs.read'),
    });
  });

  it('scopes: all granted', () => {
    expect(scopeFinding(granted(['okta.users.read'], ['okta.users.read']), 'authorizationCode').status).toBe('pass');
  });

  const app = (refreshToken: object) => answerOf({ settings: { oauthClient: { refresh_token: refreshToken } } });

  it.each([
    ['rotation with a grace', app({ rotation_type: 'ROTATE', leeway: 30 }), 'pass', '30 s'],
    ['rotation with the default grace', app({ rotation_type: 'ROTATE' }), 'pass', '30 s'],
    ['rotation without one', app({ rotation_type: 'ROTATE', leeway: 0 }), 'warn', 'lost'],
    ['no rotation', app({ rotation_type: 'STATIC' }), 'pass', 'one refresh token'],
  ])('refresh token: %s', (_, answer, status, words) => {
    expect(refreshTokenFinding(answer)).toMatchObject({ status, detail: expect.stringContaining(words) });
  });

  it('refresh token: nothing is said where the app cannot be read or has none', () => {
    expect([refreshTokenFinding(undefined), refreshTokenFinding(answerOf({ settings: {} }))]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('event hooks: may be managed or not', () => {
    expect([hookFinding(answerOf([])).status, hookFinding(undefined).status]).toEqual(['pass', 'warn']);
  });

  it.each([
    [{ dpopBound: true }, 'bound'],
    [{ dpop: 'never' as const }, 'switched off'],
    [{}, 'plain bearer'],
  ])('DPoP: %j', (settings, words) => {
    const finding = dpopFinding(newOAuthSettings({ clientId: 'c', scopesRequested: [], ...settings }));
    expect([finding.status, finding.detail]).toEqual(['pass', expect.stringContaining(words)]);
  });
});
