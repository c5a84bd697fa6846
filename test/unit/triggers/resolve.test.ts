import { describe, expect, it } from '@jest/globals';
import { nextRun } from '../../../src/triggers/catalog/cron.js';
import { resolve } from '../../../src/triggers/catalog/resolve.js';
import { TriggerRegistry } from '../../../src/triggers/trigger-registry.js';

const registry = new TriggerRegistry();

function resolved(id: string, params: Record<string, unknown> = {}) {
  const trigger = registry.get(id);
  return resolve(trigger.definition, trigger.parseParams(params));
}

describe('what a subscription hears of', () => {
  it('are the types of a trigger on typed events, by hook where hooks carry them', () => {
    expect(resolved('user-created')).toEqual({
      eventTypes: ['user.lifecycle.create'],
      hookEligible: ['user.lifecycle.create'],
    });
    expect(resolved('user-deleted')).toEqual({ eventTypes: ['user.lifecycle.delete.completed'], hookEligible: [] });
    expect(resolved('network-zone-changed')).toMatchObject({ hookEligible: [] });
    expect(resolved('network-zone-changed').eventTypes).toHaveLength(5);
  });

  it('are the types that the params name, each once', () => {
    const eventTypes = ['user.lifecycle.create', 'group.lifecycle.create', 'user.lifecycle.create'];
    const once = ['user.lifecycle.create', 'group.lifecycle.create'];
    expect(resolved('new-event-realtime', { eventTypes })).toEqual({ eventTypes: once, hookEligible: once });
  });

  it('are all types, or those named, for polling, which never uses a hook', () => {
    expect(resolved('new-event-polling')).toEqual({ eventTypes: null, hookEligible: [] });
    const eventTypes = ['user.lifecycle.create'];
    expect(resolved('new-event-polling', { eventTypes })).toEqual({ eventTypes, hookEligible: [] });
  });

  it('are none for a schedule', () => {
    expect(resolved('scheduled-event-search')).toEqual({ eventTypes: [], hookEligible: [] });
    expect(resolved('new-user')).toEqual({ eventTypes: [], hookEligible: [] });
  });
});

function scheduleOf(id: string, params: Record<string, unknown> = {}) {
  const trigger = registry.get(id);
  if (trigger.definition.mechanism !== 'schedule') throw new Error(`${id} has no schedule`);
  return trigger.definition.schedule(trigger.parseParams(params));
}

describe('when a schedule is due', () => {
  const newYear = new Date('2026-01-01T00:00:00Z');

  it('follows the cron expression in its time zone', () => {
    expect(scheduleOf('user-updated')).toEqual({ cron: '*/5 * * * *', timezone: 'UTC' });
    expect(nextRun(scheduleOf('user-updated'), newYear)).toEqual(new Date('2026-01-01T00:05:00Z'));
    const timezone = 'America/New_York';
    const daily = scheduleOf('scheduled-event-search', { cron: '0 8 * * *', timezone });
    expect(nextRun(daily, newYear)).toEqual(new Date('2026-01-01T13:00:00Z'));
    expect(nextRun(daily, new Date('2026-07-01T00:00:00Z'))).toEqual(new Date('2026-07-01T12:00:00Z'));
  });

  it('is once a day for passwords that expire', () => {
    expect(scheduleOf('password-expiring-soon')).toEqual({ cron: '0 8 * * *', timezone: 'UTC' });
    const early = scheduleOf('password-expiring-soon', { hour: 0, timezone: 'Europe/London' });
    expect(nextRun(early, new Date('2026-07-01T00:00:00Z'))).toEqual(new Date('2026-07-01T23:00:00Z'));
  });

  it('is never for a day that does not come', () => {
    expect(nextRun({ cron: '0 0 31 2 *', timezone: 'UTC' }, newYear)).toBeNull();
  });
});
