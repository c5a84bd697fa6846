import { expect } from '@jest/globals';
import type { identitySources } from '../../../src/actions/catalog/identity-sources.js';
import type { Scenario } from './scenario.js';
import type { Scene } from './scene.js';
import { customAttributes } from './schemas.scenarios.js';

interface Session {
  id: string;
  status: string;
}

const sessionsOf = (identitySourceId: string) => `/api/v1/identity-sources/${identitySourceId}/sessions`;

const ADA = { userName: 'ada@acme.example', email: 'ada@acme.example', firstName: 'Ada', lastName: 'Lovelace' };
export const SOURCE_USER = { externalId: 'E-1815', profile: ADA };

/** Adds a custom identity source to the org; gives its id. */
export async function newSource(scene: Scene): Promise<string> {
  const { appIds } = await scene.org.seed({ apps: [{ label: 'Personnel records', name: 'custom_identity_source' }] });
  return appIds[0] ?? '';
}

/** Opens a session in the org itself; gives its id. */
export async function newSession(scene: Scene, identitySourceId: string): Promise<string> {
  return ((await scene.call('POST', sessionsOf(identitySourceId))).body as Session).id;
}

/** A session that holds Ada; the import has been started where told to. */
async function sessionWithAda(scene: Scene, identitySourceId: string): Promise<string> {
  const sessionId = await newSession(scene, identitySourceId);
  const upload = { entityType: 'USERS', profiles: [SOURCE_USER] };
  await scene.call('POST', `${sessionsOf(identitySourceId)}/${sessionId}/bulk-upsert`, upload);
  return sessionId;
}

async function importAda(scene: Scene, identitySourceId: string): Promise<void> {
  const session = `${sessionsOf(identitySourceId)}/${await sessionWithAda(scene, identitySourceId)}`;
  await scene.call('POST', `${session}/start-import`);
  expect(await scene.okta(session)).toMatchObject({ status: 'COMPLETED' });
}

const ADA_IN_OKTA = '/api/v1/users/ada@acme.example';

export const identitySourcesScenarios = {
  'create-import-session': {
    does: 'opens a session',
    changed: true,
    async play(run, scene) {
      const identitySourceId = await newSource(scene);
      const output = await run<Session>({ identitySourceId });
      expect(output).toMatchObject({ identitySourceId, status: 'CREATED', importType: 'INCREMENTAL' });
      expect(await scene.okta(sessionsOf(identitySourceId))).toEqual([output]);
    },
  },

  'list-import-sessions': {
    does: 'lists the sessions of the source, done or not',
    changed: false,
    async play(run, scene) {
      const identitySourceId = await newSource(scene);
      await importAda(scene, identitySourceId);
      await newSession(scene, identitySourceId);
      const output = await run({ identitySourceId });
      expect(output).toEqual(await scene.okta(sessionsOf(identitySourceId)));
      expect(output).toMatchObject([{ status: 'COMPLETED' }, { status: 'CREATED' }]);
    },
  },

  'get-import-session': {
    does: 'tells how far the import has come',
    changed: false,
    async play(run, scene) {
      const identitySourceId = await newSource(scene);
      const sessionId = await sessionWithAda(scene, identitySourceId);
      const input = { identitySourceId, sessionId };
      expect(await run(input)).toMatchObject({ id: sessionId, status: 'IN_PROGRESS' });
      await scene.call('POST', `${sessionsOf(identitySourceId)}/${sessionId}/start-import`);
      expect(await run(input)).toMatchObject({ status: 'COMPLETED' });
    },
  },

  'bulk-user-import': {
    does: 'hands over users, who are in Okta after the import',
    changed: true,
    async play(run, scene) {
      const identitySourceId = await newSource(scene);
      const sessionId = await newSession(scene, identitySourceId);
      expect(await run({ identitySourceId, sessionId, entityType: 'USERS', profiles: [SOURCE_USER] })).toBeNull();
      expect(await scene.exists(ADA_IN_OKTA)).toBe(false);
      await scene.call('POST', `${sessionsOf(identitySourceId)}/${sessionId}/start-import`);
      expect(await scene.okta(ADA_IN_OKTA)).toMatchObject({
        profile: { login: 'ada@acme.example', lastName: 'Lovelace' },
      });
    },
  },

  'bulk-user-delete': {
    does: 'hands over users whom the import deactivates',
    changed: true,
    async play(run, scene) {
      const identitySourceId = await newSource(scene);
      await importAda(scene, identitySourceId);
      const sessionId = await newSession(scene, identitySourceId);
      const profiles = [{ externalId: 'E-1815' }, { externalId: 'E-0000' }];
      expect(await run({ identitySourceId, sessionId, entityType: 'USERS', profiles })).toBeNull();
      expect(await scene.okta(ADA_IN_OKTA)).toMatchObject({ status: 'ACTIVE' });
      await scene.call('POST', `${sessionsOf(identitySourceId)}/${sessionId}/start-import`);
      expect(await scene.okta(ADA_IN_OKTA)).toMatchObject({ status: 'DEPROVISIONED' });
    },
  },

  'trigger-import-session': {
    does: 'imports what was handed over',
    changed: true,
    async play(run, scene) {
      const identitySourceId = await newSource(scene);
      const sessionId = await sessionWithAda(scene, identitySourceId);
      expect(await run({ identitySourceId, sessionId })).toMatchObject({ id: sessionId, status: 'TRIGGERED' });
      expect(await scene.okta(`${sessionsOf(identitySourceId)}/${sessionId}`)).toMatchObject({ status: 'COMPLETED' });
      expect(await scene.exists(ADA_IN_OKTA)).toBe(true);
    },
  },

  'delete-import-session': {
    does: 'closes the session, so that another one can be opened',
    changed: true,
    async play(run, scene) {
      const identitySourceId = await newSource(scene);
      const sessionId = await sessionWithAda(scene, identitySourceId);
      expect(await run({ identitySourceId, sessionId })).toBeNull();
      expect(await scene.okta(`${sessionsOf(identitySourceId)}/${sessionId}`)).toMatchObject({ status: 'CLOSED' });
      expect((await scene.call('POST', sessionsOf(identitySourceId))).status).toBe(200);
    },
  },

  'map-profile-source-attributes': {
    does: 'makes what the import takes, custom attributes included, and tells what it cannot use',
    changed: false,
    async play(run, scene) {
      const appId = await newSource(scene);
      const attributes = customAttributes({ badge: { title: 'Badge', type: 'string' } });
      await scene.call('POST', `/api/v1/meta/schemas/apps/${appId}/default`, attributes);
      const ada = { employeeId: 1815, mail: 'ada@acme.example', firstName: 'Ada', badge: 7, shoes: { size: 37 } };
      const mapping = { userName: 'mail', email: 'mail' };
      const output = await run<{ profiles: object[] }>({
        appId,
        externalIdKey: 'employeeId',
        users: [ada, { employeeId: 'E-2', firstName: 'Nobody' }],
        mapping,
      });
      const profile = { userName: ada.mail, email: ada.mail, firstName: 'Ada', badge: '7' };
      expect(output).toEqual({
        profiles: [{ externalId: '1815', profile }],
        ignoredAttributes: ['shoes'],
        rejected: [
          { index: 1, externalId: 'E-2', reasons: expect.arrayContaining([expect.stringContaining('email')]) },
        ],
      });
      const session = `${sessionsOf(appId)}/${await newSession(scene, appId)}`;
      const upload = { entityType: 'USERS', profiles: output.profiles };
      expect((await scene.call('POST', `${session}/bulk-upsert`, upload)).status).toBe(202);
    },
  },
} satisfies Record<keyof typeof identitySources, Scenario>;
