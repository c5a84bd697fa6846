import { describe, expect, it } from '@jest/globals';
import { callApi } from '../../okta-org/api-call.ts';
import { make, rolesOf } from './role-scene.js';
import { rolesScenarios } from './roles.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on admin roles', () => {
  const scene = useScene();
  playAll(rolesScenarios, scene);

  it('say that somebody has the role already', async () => {
    const { admin } = scene().seeded.users;
    const problem = await scene().refusal('assign-role-to-user', { userId: admin, type: 'SUPER_ADMIN' });
    expect(problem).toMatchObject({ status: 409, code: 'okta_conflict', upstream: { code: 'E0000090' } });
  });

  it('say so of the roles that Okta bases on IAM, too', async () => {
    const { engineering } = scene().seeded.groups;
    const input = { groupId: engineering, type: 'WORKFLOWS_ADMIN' };
    await scene().run('assign-role-to-group', input, { changed: true });
    const problem = await scene().refusal('assign-role-to-group', input);
    expect(problem).toMatchObject({ code: 'okta_conflict', upstream: { code: 'E0000263' } });
  });

  it.each([
    [{ type: 'CUSTOM', role: 'cr01' }, '/input/resource-set', 'is required with CUSTOM'],
    [{ type: 'CUSTOM', 'resource-set': 'iam1' }, '/input/role', 'is required with CUSTOM'],
    [{ type: 'APP_ADMIN', role: 'cr01' }, '/input/role', 'goes with CUSTOM only'],
  ])('refuse %j before Okta sees it', async (role, pointer, message) => {
    const problem = await scene().refusal('assign-role-to-user', { userId: scene().seeded.users.active, ...role });
    expect(problem).toMatchObject({ status: 422, code: 'invalid_input', errors: [{ pointer, message }] });
    expect(await scene().org.requests()).toEqual([]);
  });

  it('want something to change of a custom role', async () => {
    const problem = await scene().refusal('update-custom-role', { roleIdOrLabel: 'Readers' });
    expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/input/label' }] });
  });

  it('say that a label is taken', async () => {
    const role = { label: 'Readers', description: 'Read', permissions: ['okta.users.read'] };
    await make(scene(), '/api/v1/iam/roles', role);
    const problem = await scene().refusal('create-custom-role', role);
    expect(problem).toMatchObject({ code: 'okta_rejected', upstream: { code: 'E0000001' } });
  });

  it('say that Okta does not know a binding', async () => {
    const { org, seeded } = scene();
    const role = { label: 'Readers', description: 'Read', permissions: ['okta.users.read'] };
    await make(scene(), '/api/v1/iam/roles', role);
    await make(scene(), '/api/v1/iam/resource-sets', { label: 'All', description: 'All', resources: ['orn:x'] });
    const additions = [`${org.url}/api/v1/users/${seeded.users.active}`];
    const input = { resourceSetIdOrLabel: 'All', roleIdOrLabel: 'Readers', additions };
    expect(await scene().refusal('add-members-to-role-binding', input)).toMatchObject({ code: 'okta_not_found' });
  });

  it('take effect on what the API tokens of the user may do', async () => {
    const { token, userId } = await scene().org.createToken({ role: 'none' });
    const put = async () => {
      const path = `/api/v1/groups/${scene().seeded.groups.support}/users/${scene().seeded.users.active}`;
      return (await callApi(scene().org, 'PUT', path, { token })).status;
    };
    const makeSuper = () => callApi(scene().org, 'POST', rolesOf(userId), { token, body: { type: 'SUPER_ADMIN' } });
    expect(await put()).toBe(403);
    const { id } = await scene().run<{ id: string }>(
      'assign-role-to-user',
      { userId, type: 'USER_ADMIN' },
      { changed: true },
    );
    expect(await put()).toBe(204);
    expect(await makeSuper()).toMatchObject({ status: 403, errorCode: 'E0000006' });
    await scene().run('remove-role-from-user', { userId, roleAssignmentId: id }, { changed: true });
    expect(await put()).toBe(403);
  });

  it('are for super admins alone: Okta says so to everybody else', async () => {
    const { users } = scene().seeded;
    const [own] = await scene().okta<{ id: string }[]>(rolesOf(users.admin));
    await scene().call('POST', rolesOf(users.admin), { type: 'ORG_ADMIN' });
    await scene().call('DELETE', `${rolesOf(users.admin)}/${own?.id}`);
    const problem = await scene().refusal('assign-role-to-user', { userId: users.active, type: 'HELP_DESK_ADMIN' });
    expect(problem).toMatchObject({ status: 403, code: 'insufficient_role', upstream: { code: 'E0000006' } });
    expect(await scene().refusal('list-users-with-roles', {})).toMatchObject({ code: 'insufficient_role' });
  });
});
