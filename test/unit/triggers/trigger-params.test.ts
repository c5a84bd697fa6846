import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from '../../../src/okta/event-types/event-types.js';
import { TriggerRegistry } from '../../../src/triggers/trigger-registry.js';

const registry = new TriggerRegistry();

/** The pointers of the mistakes, or null where the params are taken. */
function mistakes(id: string, params: unknown): string[] | null {
  try {
    registry.get(id).parseParams(params);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_input', status: 422 });
    return (error as { details: { errors: { pointer: string }[] } }).details.errors.map(({ pointer }) => pointer);
  }
}

describe('the params of a trigger on typed events', () => {
  it('have defaults: what was done counts where it succeeded, what was tried counts always', () => {
    expect(registry.get('user-created').parseParams({})).toEqual({ outcome: 'SUCCESS', enrich: false });
    expect(registry.get('user-sign-in-attempt').parseParams({})).toEqual({ outcome: 'ANY', enrich: false });
    expect(registry.get('user-account-locked').parseParams({})).toMatchObject({ outcome: 'ANY' });
  });

  it('are kept as they are given', () => {
    const params = {
      outcome: 'DENY',
      actorId: '00u1a2b3c4d5e6f7g8h9',
      targetId: '00g1a2b3c4d5e6f7g8h9',
      filter: 'client.ipAddress sw "203.0." and not (target.type eq "AppUser")',
      enrich: true,
    };
    expect(registry.get('user-added-to-group').parseParams(params)).toEqual(params);
  });

  it.each([
    [{ filter: 'actor.id equals "x"' }, ['/params/filter']],
    [{ filter: 'eventType eq "a" and (' }, ['/params/filter']],
    [{ filter: '' }, ['/params/filter', '/params/filter']],
    [{ filter: `eventType eq "${'x'.repeat(4000)}"` }, ['/params/filter']],
    [{ outcome: 'GOOD' }, ['/params/outcome']],
    [{ actorId: '' }, ['/params/actorId']],
    [{ targetId: 1 }, ['/params/targetId']],
    [{ enrich: 'yes' }, ['/params/enrich']],
    [{ eventTypes: ['user.lifecycle.create'] }, ['/params/eventTypes']],
    ['none', ['/params']],
  ])('refuse %j', (params, pointers) => {
    expect(mistakes('user-created', params)).toEqual(pointers);
  });

  it('do not repeat a refused filter', () => {
    expect(() => registry.get('user-created').parseParams({ filter: 'secret-thing' })).toThrow(
      expect.objectContaining({
        details: { errors: [{ pointer: '/params/filter', message: expect.not.stringContaining('secret-thing') }] },
      }),
    );
  });
});

const eligible = EVENT_TYPES.filter(({ hookEligible }) => hookEligible).map(({ eventType }) => eventType);

describe('params.eventTypes', () => {
  it('are needed for real time, and all must be carried by event hooks', () => {
    expect(mistakes('new-event-realtime', {})).toEqual(['/params/eventTypes']);
    expect(mistakes('new-event-realtime', { eventTypes: [] })).toEqual(['/params/eventTypes']);
    expect(mistakes('new-event-realtime', { eventTypes: ['user.lifecycle.create', 'zone.create'] })).toEqual([
      '/params/eventTypes/1',
    ]);
    expect(mistakes('new-event-realtime', { eventTypes: eligible })).toBeNull();
  });

  it('may be left out for polling, and may then be any', () => {
    expect(mistakes('new-event-polling', {})).toBeNull();
    expect(mistakes('new-event-polling', { eventTypes: ['zone.create', 'user.lifecycle.create'] })).toBeNull();
    expect(mistakes('new-event-polling', { eventTypes: [] })).toEqual(['/params/eventTypes']);
  });

  it.each(['new-event-realtime', 'new-event-polling'])('must be known to Okta: %s', (id) => {
    expect(mistakes(id, { eventTypes: ['user.lifecycle.creat'] })).toContain('/params/eventTypes/0');
  });
});

describe('the params of a schedule', () => {
  it('have defaults', () => {
    expect(registry.get('scheduled-event-search').parseParams({})).toEqual({
      cron: '0 * * * *',
      timezone: 'UTC',
      lookback: 5,
    });
    expect(registry.get('new-user').parseParams({})).toEqual({ cron: '*/5 * * * *', timezone: 'UTC' });
    expect(registry.get('user-updated').parseParams({})).toMatchObject({ includeCreated: true });
    expect(registry.get('password-expiring-soon').parseParams({})).toEqual({
      days: [7, 3, 1],
      hour: 8,
      timezone: 'UTC',
    });
  });

  it.each(['0 8 * * MON-FRI', '*/1 * * * *', '@daily', '0 0 29 2 *'])('take the cron expression %s', (cron) => {
    expect(mistakes('scheduled-event-search', { cron, timezone: 'America/Argentina/Buenos_Aires' })).toBeNull();
  });

  it.each(['* * * * * *', '0 0 0 1 1 * 2020', 'every day', '61 * * * *', '0 0 31 2 *', '', '*'.repeat(201)])(
    'refuse the cron expression %j: too often, never, or none',
    (cron) => {
      expect(mistakes('new-user', { cron })).toContain('/params/cron');
    },
  );

  it.each(['Nowhere/City', '+01:00', '', '../etc', 'x'.repeat(65)])('refuse the time zone %j', (timezone) => {
    expect(mistakes('new-user', { timezone })).toContain('/params/timezone');
    expect(mistakes('password-expiring-soon', { timezone })).toContain('/params/timezone');
  });

  it.each([
    ['scheduled-event-search', { filter: 'eventType' }, '/params/filter'],
    ['scheduled-event-search', { lookback: -1 }, '/params/lookback'],
    ['scheduled-event-search', { q: '' }, '/params/q'],
    ['new-user', { search: 'profile.login eq "a") or (status pr' }, '/params/search'],
    ['user-updated', { search: 'status' }, '/params/search'],
    ['group-updated-poll', { search: 'type eq' }, '/params/search'],
    ['group-updated-poll', { includeCreated: 'no' }, '/params/includeCreated'],
    ['password-expiring-soon', { days: [] }, '/params/days'],
    ['password-expiring-soon', { days: [-1] }, '/params/days/0'],
    ['password-expiring-soon', { hour: 24 }, '/params/hour'],
    ['password-expiring-soon', { cron: '* * * * *' }, '/params/cron'],
  ])('of %s refuse %j', (id, params, pointer) => {
    expect(mistakes(id, params)).toEqual([pointer]);
  });
});

describe('the registry', () => {
  it('finds triggers by id', () => {
    expect(registry.find('user-created')?.definition.title).toBe('User created');
    expect(registry.find('user-invented')).toBeUndefined();
    expect(() => registry.get('user-invented')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
