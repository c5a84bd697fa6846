import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ActionExecutor } from '../../../src/actions/action-executor.js';
import { compose, composeList, defineAction, defineList } from '../../../src/actions/define-action.js';
import type { OktaClient } from '../../../src/okta/okta-client.js';
import type { OktaAnswer } from '../../../src/okta/okta-request.js';
import { answerOf, ScriptedOkta, session } from './fake-okta.js';

const described = { title: 'A', description: 'An action of a test', roles: [], scopes: ['okta.users.read'] } as const;
const userId = z.string();
const User = z.looseObject({ id: z.string() });
const getUser = defineAction({
  ...described,
  route: 'GET /api/v1/users/{userId}',
  effect: 'read',
  input: z.strictObject({ userId }),
  output: User,
  example: { input: { userId: 'u' }, response: { id: 'u' } },
});
const listUsers = defineList({
  ...described,
  route: 'GET /api/v1/users',
  input: z.strictObject({ q: z.string().optional() }),
  item: User,
  maxLimit: 200,
  example: { input: {}, response: [] },
});
const listGroups = defineAction({
  ...described,
  route: 'GET /api/v1/users/{userId}/groups',
  effect: 'read',
  input: z.strictObject({ userId }),
  output: z.array(User),
  example: { input: { userId: 'u' }, response: [] },
});
const suspend = defineAction({
  ...described,
  route: 'POST /api/v1/users/{userId}/lifecycle/suspend',
  effect: 'write',
  input: z.strictObject({ userId }),
  output: z.null(),
  example: { input: { userId: 'u' }, response: null },
});

const executing = (...answers: OktaAnswer[]) => {
  const okta = new ScriptedOkta(answers);
  return { okta, executor: new ActionExecutor(okta as unknown as OktaClient) };
};

describe('ActionExecutor', () => {
  it("passes Okta's text on as it came", async () => {
    const { executor } = executing({ ...answerOf({ id: 'u1' }), text: '{ "id" : "u1" }' });
    const { text, output, changed } = await executor.execute(session, getUser, { userId: 'u1' });
    expect({ text, output, changed }).toEqual({ text: '{ "id" : "u1" }', output: { id: 'u1' }, changed: false });
  });

  it('gives null, not {}, where the definition promises nothing', async () => {
    const { executor } = executing(answerOf({}));
    const { text, output, changed } = await executor.execute(session, suspend, { userId: 'u1' });
    expect({ text, output, changed }).toEqual({ text: undefined, output: null, changed: true });
  });

  it('gives a page and where the next one lies', async () => {
    const { executor } = executing(answerOf([{ id: 'u1' }], { next: '/api/v1/users?after=x' }));
    const { page, text } = await executor.execute(session, listUsers, { limit: 1 });
    expect(page).toEqual({ items: [{ id: 'u1' }], nextCursor: '/api/v1/users?after=x' });
    expect(text).toBe('[{"id":"u1"}]');
  });

  it('follows a cursor verbatim, and leaves the other inputs out', async () => {
    const { okta, executor } = executing(answerOf([]));
    await executor.execute(session, listUsers, { q: 'ada', cursor: '/api/v1/users?after=x&q=ada' });
    expect(okta.requests).toEqual([{ method: 'GET', target: '/api/v1/users?after=x&q=ada', idempotent: true }]);
  });

  it.each(['/api/v1/groups?after=x', '/evil', 'https://evil.example/api/v1/users', '/api/v1/users/../groups'])(
    'sends nothing for a cursor that leads to %s',
    async (cursor) => {
      const { okta, executor } = executing(answerOf([]));
      await expect(executor.execute(session, listUsers, { cursor })).rejects.toMatchObject({ code: 'invalid_input' });
      expect(okta.requests).toEqual([]);
    },
  );

  it('refuses an answer that is no list where a list was asked for', async () => {
    const { executor } = executing(answerOf({ error: 'x' }));
    await expect(executor.execute(session, listUsers, {})).rejects.toMatchObject({ code: 'okta_unavailable' });
  });

  it('gathers all pages of a list that documents no paging', async () => {
    const { okta, executor } = executing(
      answerOf([{ id: 'g1' }], { next: '/api/v1/users/u1/groups?after=a' }),
      answerOf([{ id: 'g2' }]),
    );
    const { output, attempts, text } = await executor.execute(session, listGroups, { userId: 'u1' });
    expect({ output, attempts, text }).toEqual({ output: [{ id: 'g1' }, { id: 'g2' }], attempts: 2, text: undefined });
    expect(okta.requests[1]?.target).toBe('/api/v1/users/u1/groups?after=a');
  });

  describe('a composite', () => {
    const composite = (uses: (typeof getUser | typeof suspend)[]) =>
      compose({
        ...described,
        uses,
        input: z.strictObject({ userId }),
        output: z.string(),
        example: { input: { userId: 'u' }, response: 'u' },
        run: async (input, call) => {
          const { id } = await call(getUser, input);
          if (id !== 'unchanged') await call(suspend, { userId: id });
          return id;
        },
      });

    it('adds up attempts and has changed something when one of its parts has', async () => {
      const { executor } = executing(answerOf({ id: 'u1' }, { attempts: 2 }), answerOf(null));
      const { output, changed, attempts } = await executor.execute(session, composite([getUser, suspend]), {
        userId: 'u1',
      });
      expect({ output, changed, attempts }).toEqual({ output: 'u1', changed: true, attempts: 3 });
    });

    it('has changed nothing when it only read', async () => {
      const { executor } = executing(answerOf({ id: 'unchanged' }));
      expect((await executor.execute(session, composite([getUser, suspend]), { userId: 'u1' })).changed).toBe(false);
    });

    it('cannot call what it does not list', async () => {
      const { okta, executor } = executing(answerOf({ id: 'u1' }));
      await expect(executor.execute(session, composite([getUser]), { userId: 'u1' })).rejects.toThrow('does not list');
      expect(okta.requests).toHaveLength(1);
    });

    it('pages by the cursor of the list it hands on', async () => {
      const action = composeList({
        ...described,
        uses: [listUsers],
        input: z.strictObject({}),
        item: User,
        maxLimit: 10,
        example: { input: {}, response: [] },
        run: (input, call) => call(listUsers, input),
      });
      const { executor } = executing(answerOf([{ id: 'u1' }], { next: '/api/v1/users?after=2' }));
      expect((await executor.execute(session, action, { limit: 1 })).page?.nextCursor).toBe('/api/v1/users?after=2');
    });
  });

  describe('an input that Okta takes by id alone', () => {
    const byId = {
      ...suspend,
      lookUps: [{ input: 'userId', by: getUser, isId: (text: string) => text.startsWith('00u') }],
    };

    it('is sent as it is when it is an id', async () => {
      const { okta, executor } = executing(answerOf(null));
      await executor.execute(session, byId, { userId: '00u1' });
      expect(okta.requests.map(({ target }) => target)).toEqual(['/api/v1/users/00u1/lifecycle/suspend']);
    });

    it('is looked up when it is another name, and the attempts count', async () => {
      const { okta, executor } = executing(answerOf({ id: '00u1' }), answerOf(null));
      expect((await executor.execute(session, byId, { userId: 'ada@acme.example' })).attempts).toBe(2);
      expect(okta.requests.map(({ target }) => target)).toEqual([
        '/api/v1/users/ada%40acme.example',
        '/api/v1/users/00u1/lifecycle/suspend',
      ]);
    });

    it('is not sent when Okta answers an object without an id', async () => {
      const { okta, executor } = executing(answerOf({}));
      await expect(executor.execute(session, byId, { userId: 'ada' })).rejects.toMatchObject({
        code: 'okta_unavailable',
      });
      expect(okta.requests).toHaveLength(1);
    });
  });
});
