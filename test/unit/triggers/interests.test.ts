import { expect, test } from '@jest/globals';
import { Interests } from '../../../src/triggers/events/interests.js';
import type { LogEvent } from '../../../src/triggers/events/log-event.js';

const event = (eventType: string): LogEvent => ({ uuid: 'e1', published: '2026-03-01T00:00:00.000Z', eventType });
const subscription = {
  id: 'sub_1',
  eventTypes: ['user.session.start'],
  params: {},
  startFrom: new Date(0),
  updatedAt: new Date(1_000),
};

test('an interest is compiled once for each version of its subscription', () => {
  const interests = new Interests();
  const first = interests.of(subscription);
  expect(interests.of({ ...subscription })).toBe(first);
  const changed = interests.of({ ...subscription, eventTypes: ['user.account.lock'], updatedAt: new Date(2_000) });
  expect([first, changed].map((hears) => hears(event('user.account.lock')))).toEqual([false, true]);
});

test('subscriptions do not hear what others want', () => {
  const interests = new Interests();
  const types = ['user.session.start', 'user.account.lock'];
  const heard = types.map((type) => interests.of({ ...subscription, id: type, eventTypes: [type] })(event(types[0]!)));
  expect(heard).toEqual([true, false]);
});
