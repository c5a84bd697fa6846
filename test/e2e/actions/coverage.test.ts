import { describe, expect, it } from '@jest/globals';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { apiTokensScenarios } from './api-tokens.scenarios.js';
import { appGroupsScenarios } from './app-groups.scenarios.js';
import { appUsersScenarios } from './app-users.scenarios.js';
import { applicationsScenarios } from './applications.scenarios.js';
import { authServersScenarios } from './auth-servers.scenarios.js';
import { credentialScenarios } from './credentials.scenarios.js';
import { devicesScenarios } from './devices.scenarios.js';
import { eventHooksScenarios } from './event-hooks.scenarios.js';
import { factorsScenarios } from './factors.scenarios.js';
import { genericScenarios } from './generic.scenarios.js';
import { governanceScenarios } from './governance.scenarios.js';
import { groupPushScenarios } from './group-push.scenarios.js';
import { groupRulesScenarios } from './group-rules.scenarios.js';
import { groupScenarios } from './groups.scenarios.js';
import { identitySourcesScenarios } from './identity-sources.scenarios.js';
import { idpsScenarios } from './idps.scenarios.js';
import { logScenarios } from './logs.scenarios.js';
import { orgScenarios } from './org.scenarios.js';
import { policiesScenarios } from './policies.scenarios.js';
import { realmsScenarios } from './realms.scenarios.js';
import { riskScenarios } from './risk.scenarios.js';
import { rolesScenarios } from './roles.scenarios.js';
import { schemasScenarios } from './schemas.scenarios.js';
import { sessionScenarios } from './sessions.scenarios.js';
import { userScenarios } from './users.scenarios.js';
import { zonesScenarios } from './zones.scenarios.js';

const SCENARIOS: Record<string, object> = {
  users: userScenarios,
  credentials: credentialScenarios,
  sessions: sessionScenarios,
  factors: factorsScenarios,
  groups: groupScenarios,
  'group-rules': groupRulesScenarios,
  applications: applicationsScenarios,
  'app-users': appUsersScenarios,
  'app-groups': appGroupsScenarios,
  'group-push': groupPushScenarios,
  logs: logScenarios,
  roles: rolesScenarios,
  schemas: schemasScenarios,
  'event-hooks': eventHooksScenarios,
  policies: policiesScenarios,
  zones: zonesScenarios,
  devices: devicesScenarios,
  risk: riskScenarios,
  'identity-sources': identitySourcesScenarios,
  realms: realmsScenarios,
  'auth-servers': authServersScenarios,
  'api-tokens': apiTokensScenarios,
  idps: idpsScenarios,
  org: orgScenarios,
  governance: governanceScenarios,
  generic: genericScenarios,
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
