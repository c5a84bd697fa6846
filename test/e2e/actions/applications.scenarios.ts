import { expect } from '@jest/globals';
import type { applications } from '../../../src/actions/catalog/applications.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

interface App {
  id: string;
  status: string;
}

export const appIn = <T = App>(scene: Scene, id: string) => scene.okta<T>(`/api/v1/apps/${id}`);

/** Makes a bookmark in the org itself; gives its id. */
async function bookmark(scene: Scene, label: string, more: object = {}): Promise<string> {
  const settings = { app: { url: 'https://wiki.acme.example', requestIntegration: false } };
  const body = { label, name: 'bookmark', signOnMode: 'BOOKMARK', settings, ...more };
  return ((await scene.call('POST', '/api/v1/apps', body)).body as App).id;
}

const readingApplications = {
  'list-applications': {
    does: 'lists the applications of a user with the assignments, by kind, or all',
    changed: false,
    async play(run, scene) {
      const { users, apps } = scene.seeded;
      const ofUser = await run<Page<App>>({
        filter: `user.id eq "${users.active}" and status eq "ACTIVE"`,
        expand: `user/${users.active}`,
      });
      expect(idsOf(ofUser.items)).toEqual([apps.salesforce, apps.bookmark]);
      expect(ofUser.items).toMatchObject([
        { _embedded: { user: { id: users.active, scope: 'GROUP' } } },
        { _embedded: { user: { id: users.active, scope: 'USER' } } },
      ]);
      expect(idsOf((await run<Page<App>>({ q: 'sales' })).items)).toEqual([apps.salesforce]);
      expect(idsOf((await run<Page<App>>({ filter: 'name eq "bookmark"' })).items)).toEqual([apps.bookmark]);
      expect((await run<Page<App>>({})).items).toEqual(await scene.okta('/api/v1/apps'));
    },
  },

  'get-application': {
    does: "gives the org's own object, of an OAuth client with its refresh tokens, too",
    changed: false,
    async play(run, scene) {
      const { apps } = scene.seeded;
      expect(await run({ appId: apps.bookmark })).toEqual(await appIn(scene, apps.bookmark));
      const client = { kind: 'web', grantedScopes: [], refreshRotation: 'ROTATE', refreshLeewaySeconds: 10 } as const;
      const { clientId } = await scene.org.createOauthClient({ ...client, redirectUris: [] });
      expect(await run({ appId: clientId })).toMatchObject({
        id: clientId,
        signOnMode: 'OPENID_CONNECT',
        settings: { oauthClient: { refresh_token: { rotation_type: 'ROTATE', leeway: 10 } } },
      });
    },
  },
} satisfies Partial<Record<keyof typeof applications, Scenario>>;

const changingApplications = {
  'create-application': {
    does: 'adds a bookmark, and an OAuth client with an id and a secret of its own',
    changed: true,
    async play(run, scene) {
      const settings = { app: { url: 'https://engine.acme.example' } };
      const input = { label: 'Engine', name: 'bookmark', signOnMode: 'BOOKMARK', settings };
      const output = await run<App>(input);
      expect(output).toMatchObject({ status: 'ACTIVE', settings });
      expect(await appIn(scene, output.id)).toEqual(output);
      const client = await run<App>({
        label: 'Engine console',
        name: 'oidc_client',
        signOnMode: 'OPENID_CONNECT',
        activate: false,
        credentials: { oauthClient: { token_endpoint_auth_method: 'client_secret_post' } },
        settings: { oauthClient: { application_type: 'web', grant_types: ['authorization_code'] } },
      });
      const oauthClient = { client_id: client.id, client_secret: expect.any(String) };
      expect(await appIn(scene, client.id)).toMatchObject({ status: 'INACTIVE', credentials: { oauthClient } });
    },
  },

  'update-application': {
    does: 'sets one setting deep inside and keeps everything else',
    changed: true,
    async play(run, scene) {
      const appId = await bookmark(scene, 'Wiki', { visibility: { autoSubmitToolbar: true } });
      const before = await appIn<Record<string, unknown>>(scene, appId);
      const output = await run({ appId, settings: { app: { url: 'https://wiki2.acme.example' } } });
      expect(output).toEqual({
        ...before,
        lastUpdated: expect.any(String),
        settings: {
          ...Object(before['settings']),
          app: { url: 'https://wiki2.acme.example', requestIntegration: false },
        },
      });
      expect(await appIn(scene, appId)).toEqual(output);
    },
  },

  'activate-application': {
    does: 'makes an inactive application active',
    changed: true,
    async play(run, scene) {
      const appId = await bookmark(scene, 'Wiki');
      await scene.call('POST', `/api/v1/apps/${appId}/lifecycle/deactivate`);
      expect(await run({ appId })).toBeNull();
      expect(await appIn(scene, appId)).toMatchObject({ status: 'ACTIVE' });
    },
  },

  'deactivate-application': {
    does: 'makes an application inactive and keeps its users',
    changed: true,
    async play(run, scene) {
      const { apps, users } = scene.seeded;
      expect(await run({ appId: apps.bookmark })).toBeNull();
      expect(await appIn(scene, apps.bookmark)).toMatchObject({ status: 'INACTIVE' });
      expect(await scene.idsInOkta(`/api/v1/apps/${apps.bookmark}/users`)).toEqual([users.active]);
    },
  },

  'delete-application': {
    does: 'deletes an active application, and an inactive one',
    changed: true,
    async play(run, scene) {
      const { bookmark: active } = scene.seeded.apps;
      const inactive = await bookmark(scene, 'Wiki');
      await scene.call('POST', `/api/v1/apps/${inactive}/lifecycle/deactivate`);
      expect(await run({ appId: inactive })).toBeNull();
      expect(await run({ appId: active })).toBeNull();
      for (const id of [inactive, active]) expect(await scene.exists(`/api/v1/apps/${id}`)).toBe(false);
    },
  },
} satisfies Partial<Record<keyof typeof applications, Scenario>>;

export const applicationsScenarios = { ...readingApplications, ...changingApplications } satisfies Record<
  keyof typeof applications,
  Scenario
>;
