import { expect } from '@jest/globals';
import type { authServers } from '../../../src/actions/catalog/auth-servers.js';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

interface Named {
  id: string;
  name: string;
}

type Listed = Page<Named>;

const SERVERS = '/api/v1/authorizationServers';

const namesOf = (items: readonly Named[]) => items.map(({ name }) => name);

/** Makes an authorization server in the org itself; gives its id and its path there. */
export async function makeServer(scene: Scene, name: string): Promise<{ id: string; path: string }> {
  const audiences = [`api://${name.toLowerCase()}`];
  const { status, body } = await scene.call('POST', SERVERS, { name, description: name, audiences });
  expect(status).toBe(201);
  const { id } = body as Named;
  return { id, path: `${SERVERS}/${id}` };
}

async function makeScope(scene: Scene, path: string, name: string): Promise<string> {
  const { status, body } = await scene.call('POST', `${path}/scopes`, { name });
  expect(status).toBe(201);
  return (body as Named).id;
}

const reading = {
  'list-authorization-servers': {
    does: 'finds by name or audience, and lists default among all',
    changed: false,
    async play(run, scene) {
      const { id } = await makeServer(scene, 'Engines');
      expect(idsOf((await run<Listed>({ q: 'api://ENG' })).items)).toEqual([id]);
      const { items } = await run<Listed>({});
      expect(namesOf(items)).toEqual(['default', 'Engines']);
      expect(items).toEqual(await scene.okta(SERVERS));
    },
  },

  'get-authorization-server': {
    does: "gives the org's own object, by id or as default",
    changed: false,
    async play(run, scene) {
      const { id, path } = await makeServer(scene, 'Engines');
      expect(await run({ authServerId: id })).toEqual(await scene.okta(path));
      expect(await run({ authServerId: 'default' })).toMatchObject({ name: 'default' });
    },
  },

  'list-authorization-server-scopes': {
    does: 'lists the scopes of Okta and the added ones, or those that a filter picks',
    changed: false,
    async play(run, scene) {
      const { id, path } = await makeServer(scene, 'Engines');
      const scopeId = await makeScope(scene, path, 'engines:start');
      const filtered = await run<Listed>({ authServerId: id, filter: 'name eq "engines:start"' });
      expect(idsOf(filtered.items)).toEqual([scopeId]);
      const { items } = await run<Listed>({ authServerId: id });
      expect(namesOf(items)).toEqual(expect.arrayContaining(['openid', 'offline_access', 'engines:start']));
      expect(items).toEqual(await scene.okta(`${path}/scopes`));
    },
  },

  'list-authorization-server-claims': {
    does: 'lists the claims of Okta and the added ones',
    changed: false,
    async play(run, scene) {
      const { id, path } = await makeServer(scene, 'Engines');
      const claim = { name: 'department', claimType: 'RESOURCE', valueType: 'EXPRESSION', value: 'user.department' };
      await scene.call('POST', `${path}/claims`, claim);
      const claims = await run<Named[]>({ authServerId: id });
      expect(claims).toEqual(await scene.okta(`${path}/claims`));
      expect(namesOf(claims)).toEqual(expect.arrayContaining(['sub', 'department']));
    },
  },
} satisfies Partial<Record<keyof typeof authServers, Scenario>>;

const changing = {
  'create-authorization-server-scope': {
    does: 'adds a scope with all that was given',
    changed: true,
    async play(run, scene) {
      const { id, path } = await makeServer(scene, 'Engines');
      const given = {
        name: 'engines:start',
        displayName: 'Start engines',
        description: 'Lets the app start your engines',
        consent: 'REQUIRED',
        optional: true,
        metadataPublish: 'ALL_CLIENTS',
      };
      const scope = await run<Named>({ authServerId: id, ...given });
      expect(scope).toMatchObject({ ...given, system: false, default: false });
      expect(await scene.okta(`${path}/scopes/${scope.id}`)).toEqual(scope);
    },
  },

  'delete-authorization-server-scope': {
    does: 'deletes the scope and no other',
    changed: true,
    async play(run, scene) {
      const { id, path } = await makeServer(scene, 'Engines');
      const before = await scene.idsInOkta(`${path}/scopes`);
      const scopeId = await makeScope(scene, path, 'engines:start');
      expect(await run({ authServerId: id, scopeId })).toBeNull();
      expect(await scene.idsInOkta(`${path}/scopes`)).toEqual(before);
    },
  },
} satisfies Partial<Record<keyof typeof authServers, Scenario>>;

export const authServersScenarios = { ...reading, ...changing } satisfies Record<keyof typeof authServers, Scenario>;
