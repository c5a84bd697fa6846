import { describe, expect, it } from '@jest/globals';
import { bucketOf, windowOf } from '../../../../src/okta/limits/rate-bucket.js';
import type { HttpMethod } from '../../../../src/okta/okta-request.js';
import { fc } from '../../../support/fast-check.js';

const cases: [HttpMethod, string, string][] = [
  ['GET', '/api/v1/users', '/api/v1/users'],
  ['POST', '/api/v1/users?activate=true', '/api/v1/users'],
  ['GET', '/api/v1/users/me', 'GET /api/v1/users/me'],
  ['GET', '/api/v1/users/00u1?expand=blocks', 'GET /api/v1/users/{id}'],
  ['POST', '/api/v1/users/00u1', 'write /api/v1/users/{id}'],
  ['DELETE', '/api/v1/users/me', 'write /api/v1/users/{id}'],
  ['GET', '/api/v1/users/00u1/groups', '/api/v1/users'],
  ['POST', '/api/v1/users/00u1/lifecycle/suspend', '/api/v1/users'],
  ['GET', '/api/v1/users/00u1/factors/opf1', '/api/v1/users'],
  ['GET', '/api/v1/groups/00g1', '/api/v1/groups/{id}'],
  ['PUT', '/api/v1/groups/00g1/users/00u1', '/api/v1/groups'],
  ['GET', '/api/v1/groups/rules/0pr1', '/api/v1/groups'],
  ['GET', '/api/v1/apps', '/api/v1/apps'],
  ['PUT', '/api/v1/apps/0oa1', '/api/v1/apps/{id}'],
  ['GET', '/api/v1/apps/0oa1/users', '/api/v1/apps'],
  ['GET', '/api/v1/logs?limit=1000', '/api/v1/logs'],
  ['GET', '/api/v1/devices/guo1', '/api/v1/devices'],
  ['GET', '/api/v1/devices/guo1/users', '/api/v1/devices/{id}/users'],
  ['GET', '/api/v1/policies/0pr1/rules', '/api/v1/policies'],
  ['POST', '/oauth2/v1/token', '/oauth2/v1/token'],
  ['GET', '/oauth2/v1/clients/0oa1/roles', '/oauth2/v1/clients'],
  ['POST', '/oauth2/v1/revoke', '/oauth2/v1'],
  ['GET', '/governance/api/v1/campaigns/icm1', '/governance/api/v1/campaigns'],
  ['GET', '/attack-protection/api/v1/user-lockout-settings', '/attack-protection/api/v1/user-lockout-settings'],
  ['GET', '/something', '/something'],
];

describe('bucketOf', () => {
  it.each(cases)('%s %s counts as %s', (method, target, bucket) => {
    expect(bucketOf(method, target)).toBe(bucket);
  });

  it('does not depend on the query, and knows few buckets however many ids there are', () => {
    const id = fc.stringMatching(/^[a-zA-Z0-9]{1,20}$/).filter((text) => text !== 'me');
    fc.assert(
      fc.property(id, fc.webQueryParameters(), (name, query) => {
        expect(bucketOf('GET', `/api/v1/users/${name}?${query}`)).toBe('GET /api/v1/users/{id}');
        expect(bucketOf('GET', `/api/v1/zones/${name}?${query}`)).toBe('/api/v1/zones');
      }),
    );
  });
});

describe('windowOf', () => {
  it.each([
    ['/api/v1/users', 60_000],
    ['GET /api/v1/users/me', 10_000],
  ])('%s lasts %d ms', (bucket, ms) => {
    expect(windowOf(bucket)).toBe(ms);
  });
});
