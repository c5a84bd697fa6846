import { expect } from '@jest/globals';
import type { Scene } from './scene.js';

interface Assignment {
  id: string;
  type: string;
}

export const rolesOf = (userId: string) => `/api/v1/users/${userId}/roles`;
export const rolesOfGroup = (groupId: string) => `/api/v1/groups/${groupId}/roles`;
export const roleAt = (idOrLabel: string) => `/api/v1/iam/roles/${encodeURIComponent(idOrLabel)}`;

export const typesIn = async (scene: Scene, path: string) =>
  (await scene.okta<Assignment[]>(path)).map(({ type }) => type);

/** Makes an object in the org itself; gives its id. */
export async function make(scene: Scene, path: string, body: object): Promise<string> {
  const answer = await scene.call('POST', path, body);
  expect(answer).toMatchObject({ body: { id: expect.any(String) } });
  return (answer.body as { id: string }).id;
}

export const customRole = (scene: Scene, label: string) =>
  make(scene, '/api/v1/iam/roles', { label, description: `The ${label}`, permissions: ['okta.users.read'] });

export const resourceSet = (scene: Scene, label: string) =>
  make(scene, '/api/v1/iam/resource-sets', {
    label,
    description: `The ${label}`,
    resources: [`${scene.org.url}/api/v1/users`],
  });

export const userAddress = (scene: Scene, userId: string) => `${scene.org.url}/api/v1/users/${userId}`;

/** Makes a role, a resource set and their binding with one member; gives the ids and the path of the members. */
export async function binding(scene: Scene, userId: string) {
  const [role, set] = [await customRole(scene, 'Readers'), await resourceSet(scene, 'Everybody')];
  const path = `/api/v1/iam/resource-sets/${set}/bindings`;
  await scene.call('POST', path, { role, members: [userAddress(scene, userId)] });
  return { role, set, members: `${path}/${role}/members` };
}

export const membersOf = async (scene: Scene, path: string) =>
  (await scene.okta<{ members: { id: string; _links: { self: { href: string } } }[] }>(path)).members;
