import type { users } from '../../../src/actions/catalog/users.js';
import type { Scenario } from './scenario.js';
import { changingUsers } from './users-changing.scenarios.js';
import { readingUsers } from './users-reading.scenarios.js';

export const userScenarios = { ...readingUsers, ...changingUsers } satisfies Record<keyof typeof users, Scenario>;
