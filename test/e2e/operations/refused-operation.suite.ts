import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectionTo, type Problem } from '../../support/service.ts';
import { useOperations } from './operations-scene.ts';

const scene = useOperations();

describe('refused before anything is sent', () => {
  beforeEach(() => scene().stage.org.clearRequests());
  afterEach(async () => expect(await scene().sent()).toEqual([]));

  it.each<[string, string, object, string]>([
    ['a missing path parameter', 'getUser', {}, '/input/id'],
    ['a path parameter that climbs', 'getUser', { id: '..' }, '/input/id'],
    ['one that climbs in an encoding', 'getUser', { id: '%2e%2e/groups' }, '/input/id'],
    ['an unknown query parameter', 'listUsers', { serach: 'x' }, '/input/serach'],
    ['a query parameter of another type', 'listUsers', { limit: '5' }, '/input/limit'],
    ['a number beyond its bound', 'listGroups', { limit: 10_001 }, '/input/limit'],
    ['a value that Okta does not list', 'listLogEvents', { sortOrder: 'UP' }, '/input/sortOrder'],
    ['an unknown body property', 'addGroup', { profil: {} }, '/input/profil'],
    ['a missing body property', 'createRole', { label: 'x' }, '/input/description'],
    ['a body property of another type', 'createUser', { profile: 'Ada' }, '/input/profile'],
    ['a cursor that is none', 'listUsers', { cursor: 'x' }, '/input/cursor'],
    ['one id under two names', 'getUser', { id: 'a', userId: 'b' }, '/input/userId'],
  ])('%s', async (_, operationId, input, pointer) => {
    const { status, body } = await scene().run(operationId, input);
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.errors?.map((mistake) => mistake.pointer)).toContain(pointer);
  });

  it('an unknown operation, with what it may have meant', async () => {
    const { status, body } = await scene().run('listUserz', {});
    expect([status, body.code, body.remedy]).toEqual([404, 'not_found', expect.stringContaining('listUsers')]);
  });

  it.each(['uploadApplicationLogo', 'grantOktaSupport'])('what this service cannot send: %s', async (operationId) => {
    const { status, body } = await scene().run(operationId, { appId: '0oa1' });
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.remedy).toEqual(expect.any(String));
  });

  it('what Okta does not take with an API token', async () => {
    const { status, body } = await scene().run('updateGroupMembership', {
      appInstanceId: '0oa1',
      id: '00g1',
      parameters: {},
    });
    expect([status, body.code, body.missingScopes]).toEqual([
      403,
      'insufficient_scope',
      ['okta.directories.groups.manage'],
    ]);
  });

  it("another tenant's connection, and a token without the right to run", async () => {
    expect((await scene().run('getUser', { id: 'x' }, { tenant: 'globex' })).status).toBe(404);
    const token = await scene().stage.service.token({ scope: 'connections:read' });
    expect((await scene().run('getUser', { id: 'x' }, { token })).body.code).toBe('forbidden');
  });

  it.each([{ input: [] }, { inputs: {} }, []])('a body that is no run: %j', async (body) => {
    expect((await scene().run('listUsers', {}, { body })).body.code).toBe('invalid_input');
  });
});

describe('on a read-only connection', () => {
  let path: string;
  beforeEach(async () => {
    const name = `Read-only ${Math.random()}`;
    const body = connectionTo(scene().stage.org, name, { readOnly: true });
    const { body: connection } = await scene().stage.service.send<{ id: string }>('POST', '/v1/connections', { body });
    path = `/v1/connections/${connection.id}/operations`;
    await scene().stage.org.clearRequests();
  });

  it.each([
    ['suspendUser', { id: 'x' }],
    ['replaceUser', { id: 'x' }],
    ['deleteUser', { id: 'x' }],
    ['createPolicySimulation', { body: [{}] }],
  ])('%s is refused in words', async (operationId, input) => {
    const { status, body } = await scene().stage.service.send<Problem>('POST', `${path}/${operationId}`, {
      body: { input },
    });
    expect([status, body.code, body.remedy]).toEqual([
      403,
      'read_only_connection',
      expect.stringContaining('readOnly'),
    ]);
    expect(await scene().sent()).toEqual([]);
  });

  it('what reads runs', async () => {
    expect((await scene().stage.service.send('POST', `${path}/listUsers`, { body: { input: {} } })).status).toBe(200);
  });
});
