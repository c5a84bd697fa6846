import { done, noticed } from './define-event-trigger.js';

const SOURCE = { AppInstance: 'the directory or application that is imported from' };

/** Imports from directories and applications. */
export const importTriggers = {
  'import-group-created': done({
    title: 'Import: group created',
    eventTypes: ['system.import.group.create'],
    when: 'an import creates a group',
    note: 'Not for groups made in Okta: group-created.',
    targets: { UserGroup: 'the group', ...SOURCE },
    example: { message: 'Create group triggered by import process', actor: 'system' },
  }),

  'import-group-deleted': done({
    title: 'Import: group deleted',
    eventTypes: ['system.import.group.delete'],
    when: 'an import removes a group',
    targets: { UserGroup: 'the group', ...SOURCE },
    example: { message: 'Remove group triggered by import process', actor: 'system' },
  }),

  'import-started': done({
    title: 'Import started',
    eventTypes: ['system.import.start'],
    when: 'an import begins, by hand or by its schedule',
    targets: SOURCE,
    example: { message: 'Import started', actor: 'system' },
  }),

  'import-completed': noticed({
    title: 'Import completed',
    eventTypes: ['system.import.complete'],
    when: 'an import has come to its end',
    note: 'Whether all went well is in outcome.',
    targets: SOURCE,
    example: { message: 'Import complete', actor: 'system' },
  }),

  'import-roadblock': noticed({
    title: 'Import blocked by safeguard',
    eventTypes: ['system.import.roadblock'],
    when: 'an import would unassign more users than its safeguard permits, and is stopped',
    targets: SOURCE,
    example: { message: 'Import roadblock triggered due to exceeded threshold', actor: 'system', result: 'FAILURE' },
  }),
};
