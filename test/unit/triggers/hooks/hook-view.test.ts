import { describe, expect, it } from '@jest/globals';
import { hookViewOf, type HookStanding } from '../../../../src/triggers/hooks/hook-view.js';

const LOCK = 'user.account.lock';
const CREATE = 'user.lifecycle.create';
const setup = {
  url: 'https://connector.example/hooks/okta/hk_1',
  secretHeader: 'Authorization',
  secret: 's',
  eventTypes: [LOCK],
};
const standing = (changes: Partial<HookStanding> = {}): HookStanding => ({
  state: 'verified',
  reason: null,
  eventTypes: [LOCK, CREATE],
  confirmedTypes: [LOCK],
  setup: undefined,
  ...changes,
});
const hybrid = (...eventTypes: string[]) => ({ mode: 'hybrid' as const, eventTypes });

describe('hooks as a subscription sees them', () => {
  it.each([
    [
      'nothing to do with hooks',
      { mode: 'polling' as const, eventTypes: [LOCK] },
      [standing()],
      { state: 'none', live: false },
    ],
    [
      'no type that hooks carry',
      hybrid('user.lifecycle.delete.completed'),
      [standing()],
      { state: 'none', live: false },
    ],
    ['no hook yet', hybrid(LOCK), [], { state: 'wanted', reason: null, live: false }],
    [
      'its types are sent, whatever else is missing',
      hybrid(LOCK),
      [standing({ state: 'manual', setup })],
      { state: 'verified', live: true },
    ],
    [
      'a type is not sent yet',
      hybrid(LOCK, CREATE),
      [standing({ state: 'wanted', reason: 'later' })],
      { state: 'wanted', reason: 'later' },
    ],
    [
      'a person must act',
      hybrid(CREATE),
      [standing({ state: 'manual', setup })],
      { state: 'manual', setupRequired: setup },
    ],
    [
      'Okta refuses',
      hybrid(CREATE),
      [standing({ state: 'unavailable', reason: 'no room' })],
      { state: 'unavailable', reason: 'no room' },
    ],
    [
      'a hook that was planned before it came',
      hybrid(CREATE),
      [standing()],
      { state: 'wanted', reason: null, live: false },
    ],
    [
      'the worst of two',
      hybrid(LOCK, CREATE),
      [standing({ eventTypes: [LOCK] }), standing({ state: 'unavailable', eventTypes: [CREATE] })],
      { state: 'unavailable' },
    ],
  ])('%s', (_, subscription, standings, expected) => {
    expect(hookViewOf(subscription, standings)).toMatchObject(expected);
  });
});
