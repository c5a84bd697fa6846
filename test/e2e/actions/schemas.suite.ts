import { describe, expect, it } from '@jest/globals';
import { playAll, useScene } from './scenario.js';
import { customAttributes, schemasScenarios } from './schemas.scenarios.js';

describe('actions on schemas and user types', () => {
  const scene = useScene();
  playAll(schemasScenarios, scene);

  it("pass on Okta's reason when a custom attribute has the name of one of Okta's", async () => {
    const input = { schemaId: 'default', ...customAttributes({ FirstName: { title: 'Given name', type: 'string' } }) };
    expect(await scene().refusal('update-user-schema', input)).toMatchObject({
      code: 'okta_rejected',
      upstream: { code: 'E0000001', causes: [expect.stringContaining('collides')] },
    });
  });

  it('say that the type of an attribute stays as it is', async () => {
    const path = '/api/v1/meta/schemas/user/default';
    await scene().call('POST', path, customAttributes({ badge: { title: 'Badge', type: 'string' } }));
    const input = { schemaId: 'default', ...customAttributes({ badge: { title: 'Badge', type: 'number' } }) };
    expect((await scene().refusal('update-user-schema', input)).upstream).toMatchObject({ code: 'E0000001' });
  });

  it('say that there is no such user type', async () => {
    const problem = await scene().refusal('get-user-schema', { schemaId: 'osc0000000000000000' });
    expect(problem).toMatchObject({ status: 404, code: 'okta_not_found' });
  });

  it('make attributes that profiles of that type alone are checked against', async () => {
    const level = { title: 'Level', type: 'integer', enum: [1, 2] };
    await scene().call('POST', '/api/v1/meta/schemas/user/default', customAttributes({ level }));
    const profile = { login: 'ada@acme.example', email: 'ada@acme.example', firstName: 'Ada', lastName: 'Lovelace' };
    const refused = await scene().refusal('create-user', { profile: { ...profile, level: 3 } });
    expect(refused.upstream?.causes).toEqual([expect.stringContaining('level')]);
    expect(await scene().stage.output('create-user', { profile: { ...profile, level: 2 } })).toMatchObject({
      profile: { level: 2 },
    });
  });
});
