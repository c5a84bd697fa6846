import { describe, expect, it } from '@jest/globals';
import { users } from '../../../../src/actions/catalog/users.js';
import type { ErrorCode } from '../../../../src/core/errors.js';
import { EXAMPLE_IDS } from '../../../../src/okta/schemas/ids.js';
import { exampleUser } from '../../../../src/okta/schemas/user.js';
import { fails, missing, routesOf, runComposite } from './run-composite.ts';

const GET = 'GET /api/v1/users/{userId}';
const CREATE = 'POST /api/v1/users';
const UPDATE = 'POST /api/v1/users/{userId}';

const ada = { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

describe('upsert-user', () => {
  const upsert = users['upsert-user'];

  it('creates a user whose login is free, with all inputs', async () => {
    const input = {
      profile: ada,
      groupIds: [EXAMPLE_IDS.engineers],
      activate: false,
      nextLogin: 'changePassword' as const,
    };
    const { output, sent } = await runComposite(upsert, input, { [GET]: missing, [CREATE]: () => exampleUser });
    expect(output).toEqual({ user: exampleUser, created: true });
    expect(sent.at(-1)).toEqual({ route: CREATE, input });
  });

  it('gives an existing user the profile and nothing else', async () => {
    const input = {
      profile: { ...ada, title: 'Countess' },
      credentials: { password: { value: 'x' } },
      groupIds: [EXAMPLE_IDS.engineers],
    };
    const { output, sent } = await runComposite(upsert, input, {
      [GET]: () => exampleUser,
      [UPDATE]: () => exampleUser,
    });
    expect(output).toEqual({ user: exampleUser, created: false });
    expect(sent.at(-1)).toEqual({ route: UPDATE, input: { userId: EXAMPLE_IDS.ada, profile: input.profile } });
  });

  it('compares logins without regard to case, as Okta does', async () => {
    const profile = { ...ada, login: 'ADA@example.com' };
    const { output } = await runComposite(
      upsert,
      { profile },
      { [GET]: () => exampleUser, [UPDATE]: () => exampleUser },
    );
    expect(output.created).toBe(false);
  });

  it.each(['ada', 'me', EXAMPLE_IDS.ada])(
    'does not take somebody else for the user with the login %s',
    async (login) => {
      const stubs = { [GET]: () => exampleUser, [CREATE]: () => ({ ...exampleUser, profile: { ...ada, login } }) };
      const { output, sent } = await runComposite(upsert, { profile: { ...ada, login } }, stubs);
      expect(output.created).toBe(true);
      expect(routesOf(sent)).toEqual([GET, CREATE]);
    },
  );

  it('updates when somebody else created the user meanwhile', async () => {
    let looks = 0;
    const found = () => ((looks += 1) > 1 ? exampleUser : missing());
    const stubs = { [GET]: found, [CREATE]: fails('okta_rejected'), [UPDATE]: () => exampleUser };
    const { output, sent } = await runComposite(upsert, { profile: { ...ada, title: 'Countess' } }, stubs);
    expect(output.created).toBe(false);
    expect(routesOf(sent)).toEqual([GET, CREATE, GET, UPDATE]);
  });

  it('sends nothing where the user is so already', async () => {
    const { output, sent } = await runComposite(upsert, { profile: ada }, { [GET]: () => exampleUser });
    expect(output).toEqual({ user: exampleUser, created: false });
    expect(routesOf(sent)).toEqual([GET]);
  });

  it.each([
    ['another realm', { profile: ada, realmId: 'guo2' }, exampleUser],
    ['an attribute to be cleared', { profile: { ...ada, lastName: null } }, exampleUser],
    ['a deactivated user, for Okta to refuse', { profile: ada }, { ...exampleUser, status: 'DEPROVISIONED' }],
  ])('updates for %s', async (_, input, user) => {
    const stubs = { [GET]: () => user, [UPDATE]: () => user };
    const { sent } = await runComposite(upsert, input, stubs);
    expect(routesOf(sent)).toEqual([GET, UPDATE]);
  });

  it.each<ErrorCode>(['okta_rejected', 'outcome_unknown', 'insufficient_role'])(
    'passes %s on when nobody has the login',
    async (code) => {
      const run = runComposite(upsert, { profile: ada }, { [GET]: missing, [CREATE]: fails(code) });
      await expect(run).rejects.toMatchObject({ code });
    },
  );

  it('does not create when it could not look', async () => {
    const run = runComposite(upsert, { profile: ada }, { [GET]: fails('okta_unavailable') });
    await expect(run).rejects.toMatchObject({ code: 'okta_unavailable' });
  });
});
