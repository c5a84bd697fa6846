import { expect } from '@jest/globals';
import type { schemas } from '../../../src/actions/catalog/schemas.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';

interface Schema {
  title: string;
  lastUpdated: string;
  definitions: { custom: { properties: Record<string, object>; required: string[] } };
}

const DEFAULT = '/api/v1/meta/schemas/user/default';
const GROUP = '/api/v1/meta/schemas/group/default';
const appSchema = (appId: string) => `/api/v1/meta/schemas/apps/${appId}/default`;

/** Custom attributes as the schema routes take them. */
export const customAttributes = (properties: Record<string, object | null>) => ({
  definitions: { custom: { id: '#custom', type: 'object', properties } },
});

export const schemasScenarios = {
  'get-user-schema': {
    does: 'gives the schema of the default type, and by its link that of another type',
    changed: false,
    async play(run, scene) {
      const type = { name: 'contractor', displayName: 'Contractor', description: 'Works for another company' };
      const { body } = await scene.call('POST', '/api/v1/meta/types/user', type);
      const { href } = (body as { _links: { schema: { href: string } } })._links.schema;
      const schemaId = href.slice(href.lastIndexOf('/') + 1);
      expect(await run({ schemaId })).toMatchObject({ name: 'contractor', title: 'Contractor' });
      expect(await run({ schemaId: 'default' })).toEqual(await scene.okta(DEFAULT));
    },
  },

  'update-user-schema': {
    does: 'adds an attribute that profiles then may have, changes it, and removes it with its values',
    changed: true,
    async play(run, scene) {
      const before = await scene.okta<Schema>(DEFAULT);
      const badgeNumber = { title: 'Badge number', type: 'string', maxLength: 6 };
      const added = await run<Schema>({ schemaId: 'default', ...customAttributes({ badgeNumber }) });
      expect(added).toEqual(await scene.okta(DEFAULT));
      expect(added.lastUpdated > before.lastUpdated).toBe(true);
      const id = await scene.user({ profile: { badgeNumber: 'A-1815' } });
      const change = customAttributes({ badgeNumber: { title: 'Badge' } });
      const changed = await run<Schema>({ schemaId: 'default', ...change, title: 'Person' });
      expect(changed).toMatchObject({
        title: 'Person',
        definitions: { custom: { properties: { badgeNumber: { ...badgeNumber, title: 'Badge' } } } },
      });
      const removed = await run<Schema>({ schemaId: 'default', ...customAttributes({ badgeNumber: null }) });
      expect(removed.definitions.custom.properties).toEqual({});
      expect(await scene.userInOkta(id)).toMatchObject({
        profile: expect.not.objectContaining({ badgeNumber: 'A-1815' }),
      });
    },
  },

  'get-group-schema': {
    does: 'gives the schema of groups with the custom attributes of the org',
    changed: false,
    async play(run, scene) {
      await scene.call('POST', GROUP, customAttributes({ costCenter: { title: 'Cost center', type: 'string' } }));
      const output = await run<Schema>({});
      expect(output).toEqual(await scene.okta(GROUP));
      expect(Object.keys(output.definitions.custom.properties)).toEqual(['costCenter']);
    },
  },

  'get-app-user-schema': {
    does: "gives the schema of the application's users",
    changed: false,
    async play(run, scene) {
      const { salesforce } = scene.seeded.apps;
      const role = { title: 'Role', type: 'string', enum: ['Admin', 'Reader'] };
      await scene.call('POST', appSchema(salesforce), customAttributes({ role }));
      const output = await run<Schema>({ appId: salesforce });
      expect(output).toEqual(await scene.okta(appSchema(salesforce)));
      expect(output.definitions.custom.properties).toMatchObject({ role });
    },
  },

  'list-user-types': {
    does: 'lists the default type and the others',
    changed: false,
    async play(run, scene) {
      const type = { name: 'contractor', displayName: 'Contractor', description: 'Works for another company' };
      await scene.call('POST', '/api/v1/meta/types/user', type);
      const output = await run<{ name: string; default: boolean }[]>({});
      expect(output).toEqual(await scene.okta('/api/v1/meta/types/user'));
      expect(output).toMatchObject([
        { name: 'user', default: true },
        { ...type, default: false },
      ]);
    },
  },

  'list-profile-mappings': {
    does: 'lists the mappings to an application, and all of them',
    changed: false,
    async play(run, scene) {
      const { salesforce } = scene.seeded.apps;
      const picked = await run<Page<unknown>>({ targetId: salesforce });
      expect(picked.items).toMatchObject([{ source: { name: 'user' }, target: { id: salesforce, type: 'appuser' } }]);
      const { items } = await run<Page<unknown>>({});
      expect(items).toEqual(await scene.okta('/api/v1/mappings'));
    },
  },
} satisfies Record<keyof typeof schemas, Scenario>;
