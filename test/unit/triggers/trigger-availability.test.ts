import { describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../src/core/errors.js';
import { triggerAvailabilityOf } from '../../../src/triggers/availability/trigger-availability.js';
import { TriggerRegistry } from '../../../src/triggers/trigger-registry.js';

const registry = new TriggerRegistry();
const ready = { readOnly: false, grantedScopes: undefined, pipeline: 'idx', obstacle: undefined };
const LOGS = 'okta.logs.read';
const HOOKS = 'okta.eventHooks.manage';

const availability = (id: string, standing: Partial<Parameters<typeof triggerAvailabilityOf>[1]>) =>
  triggerAvailabilityOf(registry.get(id).definition, { ...ready, ...standing });

const unrestricted = { available: true, missingScopes: [], reason: null, remedy: null };

describe('the availability of a trigger', () => {
  it('is whole with all scopes, and with an API token, which has none', () => {
    expect(availability('user-created', { grantedScopes: new Set([LOGS, HOOKS]) })).toEqual(unrestricted);
    expect(availability('user-created', {})).toEqual(unrestricted);
    expect(availability('new-user', { grantedScopes: new Set(['okta.users.manage']) })).toEqual(unrestricted);
    expect(availability('new-event-polling', { grantedScopes: new Set([LOGS]) })).toEqual(unrestricted);
  });

  it('is there without the scope for event hooks, and says that it polls', () => {
    expect(availability('user-created', { grantedScopes: new Set([LOGS]) })).toEqual({
      available: true,
      missingScopes: [HOOKS],
      reason: expect.stringContaining('polls'),
      remedy: expect.stringContaining('by hand'),
    });
  });

  it('is there without the scope for the log where hooks carry it, and says what is lost', () => {
    expect(availability('user-created', { grantedScopes: new Set([HOOKS]) })).toEqual({
      available: true,
      missingScopes: [LOGS],
      reason: expect.stringContaining('not made up for'),
      remedy: expect.any(String),
    });
    expect(availability('user-deleted', { grantedScopes: new Set([HOOKS]) })).toEqual({
      available: false,
      missingScopes: [LOGS],
      reason: `The connection lacks ${LOGS}.`,
      remedy: expect.not.stringContaining('by hand'),
    });
  });

  it('is not there without either', () => {
    const none = { grantedScopes: new Set<string>() };
    expect(availability('user-created', none)).toEqual({
      available: false,
      missingScopes: [HOOKS, LOGS],
      reason: `The connection lacks ${HOOKS}, ${LOGS}.`,
      remedy: expect.stringContaining('by hand'),
    });
    expect(availability('new-user', none)).toMatchObject({ available: false, missingScopes: ['okta.users.read'] });
  });

  it('is polling on a read-only connection, which makes no hooks', () => {
    expect(availability('user-created', { readOnly: true })).toEqual({
      available: true,
      missingScopes: [],
      reason: expect.stringContaining('read-only'),
      remedy: expect.any(String),
    });
    expect(availability('user-deleted', { readOnly: true })).toEqual(unrestricted);
    expect(availability('new-user', { readOnly: true })).toEqual(unrestricted);
  });

  it('is not there on Classic Engine for what Identity Engine writes', () => {
    expect(availability('device-enrolled', { pipeline: 'v1' })).toMatchObject({
      available: false,
      reason: expect.stringContaining('Classic Engine'),
      remedy: expect.any(String),
    });
    expect(availability('device-enrolled', { pipeline: null })).toEqual(unrestricted);
    expect(availability('user-created', { pipeline: 'v1' })).toEqual(unrestricted);
  });

  it("puts the connection's own trouble first, and names missing scopes all the same", () => {
    const obstacle = new ConnectorError('reauthorization_required', 'Okta says no.', { remedy: 'Authorize again.' });
    expect(availability('user-deleted', { obstacle, grantedScopes: new Set() })).toEqual({
      available: false,
      missingScopes: [LOGS],
      reason: 'Okta says no.',
      remedy: 'Authorize again.',
    });
    const silent = new ConnectorError('connection_not_ready', 'Disabled.');
    expect(availability('user-created', { obstacle: silent })).toMatchObject({ reason: 'Disabled.', remedy: null });
  });
});
