import { describe, expect, it } from '@jest/globals';
import { users } from '../../../../src/actions/catalog/users.js';
import { exampleGroup } from '../../../../src/okta/schemas/group.js';
import { EXAMPLE_IDS } from '../../../../src/okta/schemas/ids.js';
import { exampleUser } from '../../../../src/okta/schemas/user.js';
import { fails, missing, routesOf, runComposite } from './run-composite.ts';

const GET = 'GET /api/v1/users/{userId}';
const LIST = 'GET /api/v1/users';
const DEACTIVATE = 'POST /api/v1/users/{userId}/lifecycle/deactivate';
const DELETE = 'DELETE /api/v1/users/{userId}';
const GROUPS = 'GET /api/v1/users/{userId}/groups';
const APPS = 'GET /api/v1/apps';

const page = (items: unknown[]) => () => ({ items, nextCursor: null });
const deactivated = () => ({ ...exampleUser, status: 'DEPROVISIONED' });
const ada = { login: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

describe('delete-user', () => {
  const remove = users['delete-user'];

  it('only deactivates a live user', async () => {
    const { output, sent } = await runComposite(
      remove,
      { userId: ada.login },
      { [GET]: () => exampleUser, [DEACTIVATE]: () => null },
    );
    expect(output).toEqual({ status: 'DEPROVISIONED' });
    expect(sent.at(-1)?.input).toEqual({ userId: EXAMPLE_IDS.ada });
  });

  it('deletes a user who is deactivated already, by id', async () => {
    const { output, sent } = await runComposite(
      remove,
      { userId: ada.login, sendEmail: true },
      { [GET]: deactivated, [DELETE]: () => null },
    );
    expect(output).toEqual({ status: 'DELETED' });
    expect(sent.at(-1)).toEqual({ route: DELETE, input: { userId: EXAMPLE_IDS.ada, sendEmail: true } });
  });

  it('deactivates and deletes a live user when asked for it', async () => {
    const stubs = { [GET]: () => exampleUser, [DEACTIVATE]: () => null, [DELETE]: () => null };
    const { output, sent } = await runComposite(remove, { userId: ada.login, permanently: true }, stubs);
    expect(output).toEqual({ status: 'DELETED' });
    expect(routesOf(sent)).toEqual([GET, DEACTIVATE, DELETE]);
  });

  it('sends no DELETE when the deactivation failed', async () => {
    const stubs = { [GET]: () => exampleUser, [DEACTIVATE]: fails('outcome_unknown') };
    const run = runComposite(remove, { userId: ada.login, permanently: true }, stubs);
    await expect(run).rejects.toMatchObject({ code: 'outcome_unknown' });
  });

  it('counts a user who is gone by then as deleted', async () => {
    const { output } = await runComposite(remove, { userId: ada.login }, { [GET]: deactivated, [DELETE]: missing });
    expect(output).toEqual({ status: 'DELETED' });
  });

  it('says that a user does not exist', async () => {
    await expect(runComposite(remove, { userId: 'x' }, { [GET]: missing })).rejects.toMatchObject({
      code: 'okta_not_found',
    });
  });

  it('has a DELETE that is never repeated blindly', () => {
    const operation = remove.uses.find(({ route }) => route === DELETE);
    expect(operation?.idempotent).toBe(false);
  });
});

describe('find-user-by-login-or-email', () => {
  const find = users['find-user-by-login-or-email'];
  const personal = 'ada@home.example.org';
  const other = { ...exampleUser, id: EXAMPLE_IDS.grace };
  const byIdOnly = (input: Record<string, unknown>) =>
    input['userId'] === personal ? missing() : { ...exampleUser, id: input['userId'] };

  it('gives the user with the login without a search', async () => {
    const { output, sent } = await runComposite(
      find,
      { userId: ada.login, expand: 'blocks' },
      { [GET]: () => exampleUser },
    );
    expect(output).toEqual(exampleUser);
    expect(sent).toEqual([{ route: GET, input: { userId: ada.login, expand: 'blocks' } }]);
  });

  it('searches by login and e-mail, and reads the user found', async () => {
    const { output, sent } = await runComposite(
      find,
      { userId: personal },
      { [GET]: byIdOnly, [LIST]: page([exampleUser]) },
    );
    expect(output.id).toBe(EXAMPLE_IDS.ada);
    expect(sent[1]?.input['search']).toBe(`(profile.login eq "${personal}" or profile.email eq "${personal}")`);
    expect(routesOf(sent)).toEqual([GET, LIST, GET]);
  });

  it('prefers a live user to a deactivated one with the same address', async () => {
    const stubs = { [GET]: byIdOnly, [LIST]: page([{ ...exampleUser, status: 'DEPROVISIONED' }, other]) };
    const { output } = await runComposite(find, { userId: personal }, stubs);
    expect(output.id).toBe(EXAMPLE_IDS.grace);
  });

  it('gives a deactivated user when there is no other', async () => {
    const stubs = { [GET]: byIdOnly, [LIST]: page([{ ...exampleUser, status: 'DEPROVISIONED' }]) };
    const { output } = await runComposite(find, { userId: personal }, stubs);
    expect(output.id).toBe(EXAMPLE_IDS.ada);
  });

  it('refuses to choose between two', async () => {
    const run = runComposite(find, { userId: personal }, { [GET]: byIdOnly, [LIST]: page([exampleUser, other]) });
    await expect(run).rejects.toMatchObject({ code: 'okta_conflict' });
  });

  it('says that nobody was found', async () => {
    const run = runComposite(find, { userId: personal }, { [GET]: byIdOnly, [LIST]: page([]) });
    await expect(run).rejects.toMatchObject({ code: 'okta_not_found' });
  });
});

describe('is-user-in-group', () => {
  it.each([
    [EXAMPLE_IDS.engineers, true],
    ['00g9z9z9z9z9z9z9z9z9', false],
  ])('%s: %s', async (groupId, expected) => {
    const { output } = await runComposite(
      users['is-user-in-group'],
      { userId: ada.login, groupId },
      { [GROUPS]: () => [exampleGroup] },
    );
    expect(output).toBe(expected);
  });
});

describe('is-user-locked', () => {
  it.each([
    ['LOCKED_OUT', true],
    ['ACTIVE', false],
    ['SUSPENDED', false],
  ])('%s: %s', async (status, expected) => {
    const { output } = await runComposite(
      users['is-user-locked'],
      { userId: ada.login },
      { [GET]: () => ({ ...exampleUser, status }) },
    );
    expect(output).toBe(expected);
  });
});

describe('list-user-applications', () => {
  it('resolves the login and hands limit and cursor on', async () => {
    const stubs = { [GET]: () => exampleUser, [APPS]: () => ({ items: [], nextCursor: 'next' }) };
    const { output, sent } = await runComposite(
      users['list-user-applications'],
      { userId: ada.login, limit: 5, cursor: 'c' },
      stubs,
    );
    expect(output.nextCursor).toBe('next');
    expect(sent.at(-1)?.input).toEqual({
      filter: `user.id eq "${EXAMPLE_IDS.ada}"`,
      expand: `user/${EXAMPLE_IDS.ada}`,
      limit: 5,
      cursor: 'c',
    });
  });
});
