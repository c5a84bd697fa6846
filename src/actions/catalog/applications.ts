import { z } from 'zod';
import { compose, defineAction, defineList, ifFound, type ActionDefinition } from '../define-action.js';
import { merged, replacement } from '../replacement.js';
import { removeActive } from '../safe-change.js';
import { Application, exampleApplication } from '../../okta/schemas/app.js';
import {
  AppCredentials,
  AppLabel,
  AppName,
  appProperties,
  AppSettings,
  SignOnMode,
} from '../../okta/schemas/app-input.js';
import { AppId, EXAMPLE_IDS } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { expression } from '../../okta/schemas/query.js';
import { APP_MANAGERS, APP_READERS } from '../../okta/schemas/role-sets.js';

const READ = { scopes: ['okta.apps.read'], roles: APP_READERS } as const;
const MANAGE = { scopes: ['okta.apps.manage'], roles: APP_MANAGERS } as const;

const expand = z
  .string()
  .regex(/^user\/[^/]+$/, 'must be user/ and the id of a user')
  .max(110)
  .optional()
  .describe("user/ and the id of a user: embeds that user's assignment");

const getApplication = defineAction({
  ...READ,
  title: 'Get application',
  description: 'Reads one application with its settings. Passwords and most secrets are not among them.',
  route: 'GET /api/v1/apps/{appId}',
  effect: 'read',
  input: z.strictObject({ appId: AppId, expand }),
  output: Application,
  example: { input: { appId: EXAMPLE_IDS.app }, response: exampleApplication },
});

const replaceApplication = defineAction({
  ...MANAGE,
  title: 'Replace application',
  description: 'Puts a whole application in the place of the present one; properties that are left out are reset.',
  route: 'PUT /api/v1/apps/{appId}',
  effect: 'write',
  input: z.looseObject({
    appId: AppId,
    label: AppLabel,
    signOnMode: z.string().max(50).describe('How people sign in'),
  }),
  output: Application,
  example: {
    input: {
      appId: EXAMPLE_IDS.app,
      label: 'Analytical Engine',
      name: 'bookmark',
      signOnMode: 'BOOKMARK',
      settings: { app: { url: 'https://engine.example.com' } },
    },
    response: exampleApplication,
  },
});

const activateApplication = defineAction({
  ...MANAGE,
  title: 'Activate application',
  description: 'Lets the assigned users sign in to an application. Reverse it with deactivate-application.',
  route: 'POST /api/v1/apps/{appId}/lifecycle/activate',
  effect: 'write',
  idempotent: true,
  input: z.strictObject({ appId: AppId }),
  output: Nothing,
  example: { input: { appId: EXAMPLE_IDS.app }, response: null },
});

const deactivateApplication = defineAction({
  ...MANAGE,
  title: 'Deactivate application',
  description:
    'Lets nobody sign in to an application any more and keeps it with its assignments. An OAuth client gets no more tokens. Reverse it with activate-application.',
  route: 'POST /api/v1/apps/{appId}/lifecycle/deactivate',
  effect: 'write',
  idempotent: true,
  input: z.strictObject({ appId: AppId }),
  output: Nothing,
  example: { input: { appId: EXAMPLE_IDS.app }, response: null },
});

const deleteInactiveApplication = defineAction({
  ...MANAGE,
  title: 'Delete inactive application',
  description: 'Deletes an application that is inactive.',
  route: 'DELETE /api/v1/apps/{appId}',
  effect: 'destructive',
  input: z.strictObject({ appId: AppId }),
  output: Nothing,
  example: { input: { appId: EXAMPLE_IDS.app }, response: null },
});

/** What Okta decides itself, besides the ids and times that no object takes back. */
const DECIDED_BY_OKTA = new Set(['status', 'orn', 'features', 'universalLogout', 'expressConfiguration']);

/** What to write back of an application that Okta answered. */
function writable(application: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(replacement(application)).filter(([name]) => !DECIDED_BY_OKTA.has(name)));
}

export const applications = {
  'list-applications': defineList({
    ...READ,
    title: 'List applications',
    description:
      'Lists all applications, or those that a filter or the beginning of a name (q) picks. With user.id in the filter it gives the applications of a user, and expand embeds the assignments.',
    route: 'GET /api/v1/apps',
    input: z.strictObject({
      q: z.string().min(1).max(255).optional().describe('The beginning of the name or label'),
      filter: expression(
        'Expression over id, status, name, credentials.signing.kid, settings.slo.enabled, user.id or group.id, such as status eq "ACTIVE"',
      ).optional(),
      expand,
      useOptimization: z.boolean().optional().describe('Gives fewer properties of each, faster'),
      includeNonDeleted: z.boolean().optional().describe('Lists inactive applications too; false where omitted'),
      alwaysIncludeVpnSettings: z.boolean().optional().describe('Gives VPN settings even where there are none'),
    }),
    item: Application,
    maxLimit: 200,
    example: { input: { filter: 'name eq "bookmark"' }, response: [exampleApplication] },
  }),

  'get-application': getApplication,

  'create-application': defineAction({
    ...MANAGE,
    title: 'Create application',
    description:
      'Adds a custom application or one of the Okta network, active at once unless activate is false. Okta makes id and secret of an OAuth client, and gives the secret in the answer. Reverse it with delete-application.',
    route: 'POST /api/v1/apps',
    effect: 'write',
    query: ['activate'],
    input: z.strictObject({
      label: AppLabel,
      signOnMode: SignOnMode,
      name: AppName,
      settings: AppSettings.optional(),
      credentials: AppCredentials.optional(),
      ...appProperties,
      activate: z.boolean().optional().describe('Whether it is active at once; true where omitted'),
    }),
    output: Application,
    example: {
      input: {
        label: 'Analytical Engine',
        name: 'bookmark',
        signOnMode: 'BOOKMARK',
        settings: { app: { url: 'https://engine.example.com' } },
      },
      response: exampleApplication,
    },
  }),

  'update-application': compose({
    title: 'Update application',
    description:
      'Sets properties of an application and keeps the others at every depth: reads it, merges the changes and writes it back, since Okta resets what a write leaves out. Lists are replaced whole. A shared password must be given again, for Okta does not give it away. A change that somebody makes in between is lost.',
    uses: [getApplication, replaceApplication],
    input: z.strictObject({
      appId: AppId,
      label: AppLabel.optional(),
      signOnMode: SignOnMode.optional(),
      settings: AppSettings.optional(),
      credentials: AppCredentials.optional(),
      ...appProperties,
    }),
    output: Application,
    run: async ({ appId, ...change }, call) => {
      const present = await call(getApplication, { appId });
      const { label = present.label, signOnMode = present.signOnMode } = change;
      return call(replaceApplication, {
        ...merged(writable(present), change),
        appId,
        label: label ?? '',
        signOnMode: signOnMode ?? '',
      });
    },
    example: {
      input: { appId: EXAMPLE_IDS.app, settings: { app: { url: 'https://engine.example.com/new' } } },
      response: exampleApplication,
    },
  }),

  'activate-application': activateApplication,

  'deactivate-application': deactivateApplication,

  'delete-application': compose({
    title: 'Delete application',
    description:
      'Deletes an application for good, with its assignments and the profiles of its users; an active one is deactivated first, and activated again if Okta refuses to delete it. It cannot be undone.',
    uses: [getApplication, deactivateApplication, deleteInactiveApplication, activateApplication],
    input: z.strictObject({ appId: AppId }),
    output: Nothing,
    run: async ({ appId }, call) => {
      const { status } = await call(getApplication, { appId });
      // Gone meanwhile, or gone by an attempt whose answer was lost.
      const remove = () => ifFound(call(deleteInactiveApplication, { appId }));
      if (status !== 'ACTIVE') return remove();
      await removeActive({
        noun: 'application',
        activateWith: 'activate-application',
        deactivate: () => call(deactivateApplication, { appId }),
        remove,
        activate: () => call(activateApplication, { appId }),
      });
      return null;
    },
    example: { input: { appId: EXAMPLE_IDS.app }, response: null },
  }),
} satisfies Record<string, ActionDefinition>;
