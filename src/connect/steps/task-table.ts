import { ACCESS_CAPABILITIES } from '../../actions/capabilities/access-capabilities.js';
import type { Capability } from '../../actions/capabilities/capability.js';
import { EVENT_CAPABILITIES } from '../../actions/capabilities/event-capabilities.js';
import { ORG_CAPABILITIES } from '../../actions/capabilities/org-capabilities.js';
import { PEOPLE_CAPABILITIES } from '../../actions/capabilities/people-capabilities.js';

/** The capabilities in the groups in which people choose from them. */
export const TASK_GROUPS = {
  people: PEOPLE_CAPABILITIES,
  access: ACCESS_CAPABILITIES,
  org: ORG_CAPABILITIES,
  events: EVENT_CAPABILITIES,
} as const satisfies Record<string, Readonly<Record<string, Capability>>>;

export type TaskGroup = keyof typeof TASK_GROUPS;

export const isTaskGroup = (text: string): text is TaskGroup => Object.hasOwn(TASK_GROUPS, text);

/** The form field in which the ticked tasks of a group are sent. */
export const taskFieldOf = (group: TaskGroup): string => `tasks-${group}`;
