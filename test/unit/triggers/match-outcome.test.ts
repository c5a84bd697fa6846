import { describe, expect, it } from '@jest/globals';
import { LogEvent } from '../../../src/triggers/events/log-event.js';
import { interestOf } from '../../../src/triggers/events/match.js';

const event = (outcome: object | null) =>
  LogEvent.parse({
    uuid: 'e1',
    published: '2026-03-01T07:45:12.345Z',
    eventType: 'user.lifecycle.create',
    outcome,
  });

const hears = (outcome: string | undefined, given: object | null) =>
  interestOf({ eventTypes: null, startFrom: new Date(0), params: { ...(outcome && { outcome }) } })(event(given));

describe('params.outcome', () => {
  it('is a result that the event must have', () => {
    expect(hears('SUCCESS', { result: 'SUCCESS' })).toBe(true);
    expect(hears('SUCCESS', { result: 'FAILURE' })).toBe(false);
    expect(hears('DENY', { result: 'DENY' })).toBe(true);
  });

  it.each([null, {}, { result: null }])('counts an event without a result, %j, as a success', (outcome) => {
    expect(hears('SUCCESS', outcome)).toBe(true);
    expect(hears('FAILURE', outcome)).toBe(false);
  });

  it.each(['ANY', undefined])('is no matter where it is %s', (outcome) => {
    expect(hears(outcome, { result: 'FAILURE' })).toBe(true);
    expect(hears(outcome, null)).toBe(true);
  });
});
