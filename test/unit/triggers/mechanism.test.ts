import { describe, expect, it } from '@jest/globals';
import { assertMode, assertServable, mechanismOf, storedMode } from '../../../src/triggers/subscriptions/mechanism.js';
import { TriggerRegistry } from '../../../src/triggers/trigger-registry.js';

const registry = new TriggerRegistry();
const locked = registry.get('user-account-locked');
const deleted = registry.get('user-deleted');
const polling = registry.get('new-event-polling');
const newUser = registry.get('new-user');

const rights = (scopes?: string[], readOnly = false) => ({ grantedScopes: scopes && new Set(scopes), readOnly });
const ALL = rights();
const LOG = rights(['okta.logs.read']);
const HOOK = rights(['okta.eventHooks.manage']);
const NONE = rights(['okta.users.manage']);

const hook = (state: 'none' | 'wanted' | 'verified' | 'manual' | 'unavailable', reason: string | null = null) => ({
  state,
  reason,
  live: state === 'verified',
});

const codeOf = (work: () => void): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
};

describe('the mode', () => {
  it('is stored as asked for, but for those that use no event hook', () => {
    expect(storedMode(locked.definition, 'realtime')).toBe('realtime');
    expect(storedMode(deleted.definition, 'hybrid')).toBe('hybrid');
    expect(storedMode(polling.definition, 'hybrid')).toBe('polling');
    expect(storedMode(newUser.definition, 'hybrid')).toBe('polling');
  });

  it('is refused where it cannot bring the events', () => {
    expect(codeOf(() => assertMode(deleted, 'realtime'))).toBe('invalid_input');
    expect(codeOf(() => assertMode(polling, 'realtime'))).toBe('invalid_input');
    expect(codeOf(() => assertMode(deleted, 'hybrid'))).toBeUndefined();
    expect(codeOf(() => assertMode(locked, 'realtime'))).toBeUndefined();
    expect(codeOf(() => assertMode(newUser, 'realtime'))).toBeUndefined();
  });
});

describe('what the connection must be granted', () => {
  it.each([
    ['an API token', locked, 'hybrid', ALL, true],
    ['the log', locked, 'hybrid', LOG, true],
    ['the log, for real time as long as there is no hook', locked, 'realtime', LOG, true],
    ['hooks', locked, 'hybrid', HOOK, true],
    ['hooks, for real time', locked, 'realtime', HOOK, true],
    ['hooks, for polling', locked, 'polling', HOOK, false],
    ['hooks of a read-only connection', locked, 'hybrid', rights(['okta.eventHooks.manage'], true), false],
    ['nothing', locked, 'hybrid', NONE, false],
    ['hooks, for what they do not carry', deleted, 'hybrid', HOOK, false],
    ['manage for read', newUser, 'polling', NONE, true],
    ['nothing, for a schedule', newUser, 'polling', LOG, false],
  ] as const)('%s', (_, trigger, mode, granted, enough) => {
    expect(codeOf(() => assertServable(trigger, mode, granted))).toBe(enough ? undefined : 'insufficient_scope');
  });
});

describe('the effective mode', () => {
  it.each([
    [locked, 'hybrid', ALL, hook('verified'), 'hybrid', null],
    [locked, 'hybrid', ALL, hook('wanted'), 'hybrid', null],
    [locked, 'hybrid', ALL, hook('wanted', 'Okta is away.'), 'polling', /^Okta is away\. There is no event hook/],
    [locked, 'hybrid', ALL, hook('unavailable', 'No room.'), 'polling', /^No room\. There is no event hook/],
    [locked, 'realtime', ALL, hook('unavailable'), 'polling', /^There is no event hook/],
    [locked, 'realtime', ALL, hook('manual'), 'polling', /by hand/],
    [locked, 'realtime', HOOK, hook('manual'), 'none', /no events come/],
    [locked, 'realtime', HOOK, hook('verified'), 'realtime', null],
    [locked, 'hybrid', HOOK, hook('verified'), 'realtime', /lacks okta\.logs\.read/],
    [locked, 'polling', LOG, hook('none'), 'polling', null],
    [locked, 'polling', HOOK, hook('none'), 'none', /no events come/],
    [deleted, 'hybrid', ALL, hook('none'), 'polling', /do not carry/],
    [polling, 'polling', ALL, hook('none'), 'polling', null],
    [newUser, 'polling', NONE, hook('none'), 'schedule', null],
  ] as const)('%#', ({ definition }, mode, granted, standing, effectiveMode, reason) => {
    const mechanism = mechanismOf({ definition, mode }, { rights: granted, hook: standing });
    expect(mechanism.effectiveMode).toBe(effectiveMode);
    if (reason === null) expect(mechanism.reason).toBeNull();
    else expect(mechanism.reason).toMatch(reason);
  });
});
