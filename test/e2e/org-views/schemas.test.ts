import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Stage } from '../../support/service.js';
import { type JsonSchema, OrgViews } from './org-views-scene.ts';

let stage: Stage;
let views: OrgViews;
beforeAll(async () => {
  stage = await Stage.set();
  views = new OrgViews(stage);
  await addAttributes('user/default', {
    costBand: {
      title: 'Cost band',
      type: 'string',
      enum: ['A', 'B'],
      oneOf: [
        { const: 'A', title: 'Cheap' },
        { const: 'B', title: 'Dear' },
      ],
    },
    badges: { title: 'Badges', type: 'array', items: { type: 'string' } },
    hiredIn: { title: 'Hired in', description: 'Year of hiring', type: 'integer', required: true },
    riskScore: { title: 'Risk score', type: 'number', mutability: 'READ_ONLY' },
  });
  await addAttributes('group/default', { site: { title: 'Site', type: 'string', maxLength: 40 } });
});
afterAll(() => stage?.strike());

/** Every test begins with a version of the connection that nothing is cached for. */
let names = 0;
beforeEach(async () => {
  names += 1;
  await stage.service.send('PATCH', `/v1/connections/${stage.connectionId}`, { body: { name: `Acme ${names}` } });
});

const addAttributes = (schema: string, properties: object) =>
  views.okta('POST', `/api/v1/meta/schemas/${schema}`, { definitions: { custom: { properties } } });

const inputProfile = async (actionId: string, input: object = {}): Promise<JsonSchema> => {
  const { status, body, text } = await views.schemas(actionId, input);
  if (status !== 200) throw new Error(`${actionId} answered ${status}: ${text}`);
  return body.inputSchema.properties?.['profile'] ?? {};
};

describe("the schemas of an action with the org's own attributes", () => {
  it('offer every attribute of the default user type for a new user, and require what the org requires', async () => {
    const { properties = {}, required, additionalProperties } = await inputProfile('create-user');
    expect(properties['costBand']).toMatchObject({
      title: 'Cost band',
      oneOf: [{ const: 'A', title: 'Cheap' }, { const: 'B', title: 'Dear' }, { type: 'null' }],
      'x-okta': { custom: true, mutability: 'READ_WRITE', permissions: [{ principal: 'SELF', action: 'READ_ONLY' }] },
    });
    expect(properties['badges']).toMatchObject({ type: ['array', 'null'], items: { type: 'string' } });
    expect(properties['hiredIn']).toMatchObject({ type: 'integer', description: 'Year of hiring' });
    expect(required?.toSorted()).toEqual(['email', 'firstName', 'hiredIn', 'lastName', 'login']);
    expect(additionalProperties).toBe(false);
  });

  it('leave out of inputs what nobody may write, and keep it in answers', async () => {
    const { body } = await views.schemas('update-user');
    expect(Object.keys(body.inputSchema.properties?.['profile']?.properties ?? {})).not.toContain('riskScore');
    expect(body.outputSchema.properties?.['profile']?.properties?.['riskScore']).toMatchObject({
      type: ['number', 'null'],
      readOnly: true,
    });
  });

  it('require nothing of a change, and let null clear every attribute', async () => {
    const { properties = {}, required } = await inputProfile('update-user');
    expect(required).toBeUndefined();
    expect(properties['hiredIn']?.type).toEqual(['integer', 'null']);
  });

  it.each(['create-user', 'replace-user', 'upsert-user'])('%s takes whole profiles', async (actionId) => {
    expect((await inputProfile(actionId)).required).toContain('hiredIn');
  });

  it('reach into lists', async () => {
    const { body } = await views.schemas('list-users');
    const item = body.outputSchema.properties?.['items']?.items;
    expect(Object.keys(item?.properties?.['profile']?.properties ?? {})).toContain('costBand');
  });

  it.each(['create-group', 'update-group'])('%s has the attributes of groups', async (actionId) => {
    const { body } = await views.schemas(actionId);
    expect(body.inputSchema.properties?.['profile']?.properties?.['site']).toMatchObject({
      title: 'Site',
      maxLength: 40,
    });
    expect(Object.keys(body.outputSchema.properties?.['profile']?.properties ?? {})).toContain('site');
  });

  it('are those of the user type in the input', async () => {
    const type = await views.okta<{ id: string; _links: { schema: { href: string } } }>(
      'POST',
      '/api/v1/meta/types/user',
      { name: 'robot', displayName: 'Robot' },
    );
    const schemaId = new URL(type._links.schema.href).pathname.split('/').pop() ?? '';
    await addAttributes(`user/${schemaId}`, { model: { title: 'Model', type: 'string' } });
    const robot = await inputProfile('create-user', { type: { id: type.id } });
    expect(Object.keys(robot.properties ?? {})).toContain('model');
    expect(Object.keys(robot.properties ?? {})).not.toContain('costBand');
    expect(Object.keys((await inputProfile('create-user')).properties ?? {})).not.toContain('model');
  });

  it.each(['assign-user-to-application', 'update-application-user'])(
    '%s has the attributes of the chosen app',
    async (actionId) => {
      const { seeded } = await stage.org.state();
      const { properties = {} } = await inputProfile(actionId, { appId: seeded.apps.salesforce });
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(['userName', 'department']));
      const open = await inputProfile(actionId);
      expect(open['x-profile']).toBe('appUser');
      expect(open.properties?.['userName']).toBeUndefined();
    },
  );

  it('are those of the catalogue where there is no profile, and Okta is not asked', async () => {
    const requests = await views.requestsOf(async () => {
      const { body } = await views.schemas('suspend-user');
      const known = await stage.service.send<JsonSchema>('GET', '/v1/actions/suspend-user');
      expect(body.inputSchema).toEqual(known.body['inputSchema']);
    });
    expect(requests).toEqual([]);
  });

  it('are not runs', async () => {
    const path = `/v1/runs?connectionId=${stage.connectionId}`;
    await views.schemas('create-user');
    const { body } = await stage.service.send<{ data: unknown[] }>('GET', path);
    expect(body.data).toEqual([]);
  });
});

describe('reading the schemas of an org', () => {
  const schemaReads = async (work: () => Promise<unknown>) =>
    (await views.requestsOf(work)).filter(({ path }) => path.includes('/meta/schemas/')).length;

  it('asks Okta once, however many ask at the same time and shortly after', async () => {
    const reads = await schemaReads(async () => {
      await Promise.all(Array.from({ length: 20 }, () => views.schemas('create-user')));
      await views.schemas('update-user');
    });
    expect(reads).toBe(1);
  });

  it('asks again once the connection has changed', async () => {
    await views.schemas('create-user');
    await addAttributes('user/default', { lateComer: { title: 'Late comer', type: 'boolean' } });
    expect((await inputProfile('create-user')).properties?.['lateComer']).toBeUndefined();
    await stage.service.send('PATCH', `/v1/connections/${stage.connectionId}`, { body: { name: 'Acme renamed' } });
    expect((await inputProfile('create-user')).properties?.['lateComer']).toMatchObject({ title: 'Late comer' });
  });

  it('keeps no failure', async () => {
    await stage.org.faults.add({ method: 'GET', path: '/meta/schemas/', kind: 'status', status: 404, times: 1 });
    expect((await views.schemas('create-user')).body.code).toBe('okta_not_found');
    expect((await views.schemas('create-user')).status).toBe(200);
  });

  it('is refused before the call where the scope is missing, and names it', async () => {
    const connectionId = await views.connectedWith(['okta.users.manage']);
    const requests = await views.requestsOf(async () => {
      const { status, body } = await views.schemas('create-user', {}, connectionId);
      expect([status, body.code, body.missingScopes]).toEqual([403, 'insufficient_scope', ['okta.schemas.read']]);
    });
    expect(requests).toEqual([]);
  });

  it('needs a scope more where a user type is chosen', async () => {
    const connectionId = await views.connectedWith(['okta.schemas.read']);
    const { body } = await views.schemas('create-user', { type: { id: 'oty1a2b3c4d5e6f7g8h9' } }, connectionId);
    expect(body.missingScopes).toEqual(['okta.userTypes.read']);
    expect((await views.schemas('create-user', {}, connectionId)).status).toBe(200);
  });

  it('works on a read-only connection', async () => {
    const connectionId = await views.connectedWith(['okta.schemas.read'], { readOnly: true });
    expect((await views.schemas('create-user', {}, connectionId)).status).toBe(200);
  });

  it.each([
    ['an unknown user type', 'create-user', { type: { id: 'oty9z9z9z9z9z9z9z9z9' } }, 404, 'okta_not_found'],
    ['a type that is no object', 'create-user', { type: 'robot' }, 422, 'invalid_input'],
    ['an unknown action', 'no-such-action', {}, 404, 'not_found'],
  ])('refuses %s', async (_, actionId, input, status, code) => {
    const answer = await views.schemas(actionId, input);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is for the own tenant alone', async () => {
    const path = `/v1/connections/${stage.connectionId}/actions/create-user/schema`;
    const { status } = await stage.service.send('POST', path, { body: {}, tenant: 'other' });
    expect(status).toBe(404);
  });
});
