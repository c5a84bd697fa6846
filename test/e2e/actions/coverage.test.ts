import { describe, expect, it } from '@jest/globals';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { credentialScenarios } from './credentials.scenarios.js';
import { groupScenarios } from './groups.scenarios.js';
import { logScenarios } from './logs.scenarios.js';
import { sessionScenarios } from './sessions.scenarios.js';
import { userScenarios } from './users.scenarios.js';

const SCENARIOS: Record<string, object> = {
  users: userScenarios,
  credentials: credentialScenarios,
  sessions: sessionScenarios,
  groups: groupScenarios,
  logs: logScenarios,
};

describe('the end-to-end tests of actions', () => {
  it('run every action of the catalogue', () => {
    const catalogue = new ActionRegistry().list().map(({ family, id }) => `${family}/${id}`);
    const tested = Object.entries(SCENARIOS).flatMap(([family, ids]) =>
      Object.keys(ids).map((id) => `${family}/${id}`),
    );
    expect(tested.toSorted()).toEqual(catalogue.toSorted());
  });
});
