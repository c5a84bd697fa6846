import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { availabilityOf } from '../../../src/actions/availability/availability.js';
import { defineAction } from '../../../src/actions/define-action.js';
import { ActionRegistry, RegisteredAction } from '../../../src/actions/registry.js';
import { ConnectorError } from '../../../src/core/errors.js';

const registry = new ActionRegistry();
const ready = { readOnly: false, grantedScopes: undefined, pipeline: 'idx', obstacle: undefined };

const needsIdentityEngine = new RegisteredAction(
  'read-something-new',
  'users',
  defineAction({
    title: 'Read something new',
    description: 'Reads what only Identity Engine has.',
    product: 'Identity Engine',
    route: 'GET /api/v1/users/{userId}',
    scopes: ['okta.users.read'],
    roles: [],
    effect: 'read',
    input: z.strictObject({ userId: z.string() }),
    output: z.null(),
    example: { input: { userId: 'u' }, response: null },
  }),
);

describe('availabilityOf', () => {
  it('knows that Classic Engine lacks what Identity Engine has', () => {
    expect(availabilityOf(needsIdentityEngine, ready).available).toBe(true);
    expect(availabilityOf(needsIdentityEngine, { ...ready, pipeline: null }).available).toBe(true);
    expect(availabilityOf(needsIdentityEngine, { ...ready, pipeline: 'v1' })).toMatchObject({
      available: false,
      reason: expect.stringContaining('Classic Engine'),
      remedy: expect.any(String),
    });
  });

  it("puts the connection's own trouble first, and names missing scopes all the same", () => {
    const obstacle = new ConnectorError('reauthorization_required', 'Okta says no.', { remedy: 'Authorize again.' });
    const standing = { ...ready, readOnly: true, grantedScopes: new Set<string>(), obstacle };
    expect(availabilityOf(registry.get('suspend-user'), standing)).toEqual({
      available: false,
      missingScopes: ['okta.users.manage'],
      reason: 'Okta says no.',
      remedy: 'Authorize again.',
    });
  });

  it('lets a request of the own be tried on a read-only connection, where it may read', () => {
    const custom = registry.get('custom-api-action');
    expect(availabilityOf(custom, { ...ready, readOnly: true }).available).toBe(true);
  });
});
