import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES, EVENT_TYPES_RELEASE } from '../../../src/okta/event-types/event-types.js';

describe(`Okta's event types (release ${EVENT_TYPES_RELEASE})`, () => {
  it('are all there, each once', () => {
    expect(EVENT_TYPES).toHaveLength(1261);
    expect(new Set(EVENT_TYPES.map(({ eventType }) => eventType)).size).toBe(1261);
  });

  it('say which of them event hooks may carry', () => {
    const eligible = EVENT_TYPES.filter(({ hookEligible }) => hookEligible).map(({ eventType }) => eventType);
    expect(eligible).toHaveLength(314);
    expect(eligible).toContain('user.lifecycle.suspend');
    expect(eligible).not.toContain('user.lifecycle.delete.completed');
  });

  it('have a category and a release', () => {
    expect(EVENT_TYPES.filter(({ category, since }) => category === '' || !/^20\d\d\.\d\d/.test(since))).toEqual([]);
  });
});
