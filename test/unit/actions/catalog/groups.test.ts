import { describe, expect, it } from '@jest/globals';
import { groups } from '../../../../src/actions/catalog/groups.js';
import { ConnectorError, type ErrorCode } from '../../../../src/core/errors.js';
import { exampleGroup } from '../../../../src/okta/schemas/group.js';
import { EXAMPLE_IDS } from '../../../../src/okta/schemas/ids.js';
import { missing, routesOf, runComposite } from './run-composite.ts';

const LIST = 'GET /api/v1/groups';
const GET = 'GET /api/v1/groups/{groupId}';
const PUT = 'PUT /api/v1/groups/{groupId}';
const ADD = 'PUT /api/v1/groups/{groupId}/users/{userId}';
const REMOVE = 'DELETE /api/v1/groups/{groupId}/users/{userId}';

const groupId = EXAMPLE_IDS.engineers;
const many = (count: number, prefix = 'user') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

const bug = () => {
  throw new TypeError('a bug');
};

/** Refuses some users. */
const failsFor = (failures: Record<string, ErrorCode>) => (input: Record<string, unknown>) => {
  const code = failures[String(input['userId'])];
  if (code) throw new ConnectorError(code, `Refused: ${code}`);
  return null;
};

const named = (name: string) => ({ ...exampleGroup, profile: { name } });

describe('find-group-by-name', () => {
  const find = groups['find-group-by-name'];

  it('gives the groups with exactly this name, in any case', async () => {
    const items = [named('engineers'), named('Engineers'), named('Engineers EU')];
    const { output } = await runComposite(find, { name: 'ENGINEERS' }, { [LIST]: () => ({ items, nextCursor: null }) });
    expect(output.map(({ profile }) => profile.name)).toEqual(['engineers', 'Engineers']);
  });

  it('gives an empty list when there is none', async () => {
    const { output } = await runComposite(
      find,
      { name: 'Nobody' },
      { [LIST]: () => ({ items: [], nextCursor: null }) },
    );
    expect(output).toEqual([]);
  });

  it('cannot be made to search for something else', async () => {
    const name = 'x" or profile.name sw "a\\';
    const { sent } = await runComposite(find, { name }, { [LIST]: () => ({ items: [], nextCursor: null }) });
    expect(sent[0]?.input['search']).toBe('profile.name eq "x\\" or profile.name sw \\"a\\\\"');
  });
});

describe('update-group', () => {
  const update = groups['update-group'];
  const present = { ...exampleGroup, profile: { name: 'Engineers', description: 'Old', costCenter: 'C-1', floor: 3 } };
  const stubs = {
    [GET]: () => present,
    [PUT]: (input: Record<string, unknown>) => ({ ...present, profile: input['profile'] }),
  };

  it('writes the present profile back with the changes in it', async () => {
    const { output, sent } = await runComposite(update, { groupId, profile: { description: 'New' } }, stubs);
    expect(output.profile).toEqual({ name: 'Engineers', description: 'New', costCenter: 'C-1', floor: 3 });
    expect(routesOf(sent)).toEqual([GET, PUT]);
  });

  it('takes out an attribute that is set to null, since Okta erases what is left out', async () => {
    const { output } = await runComposite(update, { groupId, profile: { costCenter: null, name: 'Builders' } }, stubs);
    expect(output.profile).toEqual({ name: 'Builders', description: 'Old', floor: 3 });
  });

  it('writes nothing when the group could not be read', async () => {
    await expect(runComposite(update, { groupId, profile: {} }, { [GET]: missing })).rejects.toMatchObject({
      code: 'okta_not_found',
    });
  });
});

describe('set-group-members', () => {
  const set = groups['set-group-members'];
  const group = { [GET]: () => exampleGroup };

  it('adds and removes, and reports each', async () => {
    const { output, sent } = await runComposite(
      set,
      { groupId, add: ['a', 'b'], remove: ['c'] },
      { ...group, [ADD]: () => null, [REMOVE]: () => null },
    );
    expect(output).toEqual({
      results: [
        { userId: 'a', operation: 'add', ok: true },
        { userId: 'b', operation: 'add', ok: true },
        { userId: 'c', operation: 'remove', ok: true },
      ],
      failed: 0,
    });
    expect(sent.at(-1)).toEqual({ route: REMOVE, input: { groupId, userId: 'c' } });
  });

  it('goes on after the refusal of one', async () => {
    const add = failsFor({ b: 'okta_not_found' });
    const { output } = await runComposite(set, { groupId, add: ['a', 'b', 'c'] }, { ...group, [ADD]: add });
    expect(output.failed).toBe(1);
    expect(output.results.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(output.results[1]?.error).toEqual({ code: 'okta_not_found', detail: 'Refused: okta_not_found' });
  });

  it('names a user once, however often the input does', async () => {
    const { sent } = await runComposite(set, { groupId, add: ['a', 'a'] }, { ...group, [ADD]: () => null });
    expect(routesOf(sent)).toEqual([GET, ADD]);
  });

  it('stops at an error that would meet all, and reports what is left with it', async () => {
    const add = failsFor({ user7: 'okta_rate_limited' });
    const { output, sent } = await runComposite(set, { groupId, add: many(60) }, { ...group, [ADD]: add });
    expect(routesOf(sent).length).toBeLessThan(20);
    expect(output.results).toHaveLength(60);
    expect(output.results[6]?.ok).toBe(true);
    expect(output.results[59]).toEqual({
      userId: 'user59',
      operation: 'add',
      ok: false,
      error: { code: 'okta_rate_limited', detail: 'Refused: okta_rate_limited' },
    });
  });

  it('fails as a whole when nothing could be done', async () => {
    const add = failsFor(Object.fromEntries(many(20).map((userId) => [userId, 'insufficient_scope' as const])));
    const run = runComposite(set, { groupId, add: many(20) }, { ...group, [ADD]: add });
    await expect(run).rejects.toMatchObject({ code: 'insufficient_scope' });
  });

  it('does not hide a mistake of ours among the results', async () => {
    await expect(runComposite(set, { groupId, add: ['a'] }, { ...group, [ADD]: bug })).rejects.toThrow('a bug');
  });

  it('says that the group does not exist before it changes anything', async () => {
    await expect(runComposite(set, { groupId, add: ['a'] }, { [GET]: missing })).rejects.toMatchObject({
      code: 'okta_not_found',
    });
  });

  it.each([
    ['names nobody', {}],
    ['names nobody in empty lists', { add: [], remove: [] }],
    ['names more than 100 users in all', { add: many(60), remove: many(41, 'other') }],
    ['adds and removes the same user', { add: ['a'], remove: ['a'] }],
    ['names a user by a dot segment', { add: ['..'] }],
  ])('refuses an input that %s', (_, changes) => {
    expect(set.input.safeParse({ groupId, ...changes }).success).toBe(false);
  });

  it('takes 100 users in all', () => {
    expect(set.input.safeParse({ groupId, add: many(60), remove: many(40, 'other') }).success).toBe(true);
  });
});
