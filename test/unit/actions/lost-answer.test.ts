import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ActionExecutor } from '../../../src/actions/action-executor.js';
import { compose, defineAction } from '../../../src/actions/define-action.js';
import { beganAtOkta } from '../../../src/actions/lost-answer.js';
import { ConnectorError, type ErrorCode } from '../../../src/core/errors.js';
import type { OktaClient } from '../../../src/okta/okta-client.js';
import type { OktaAnswer } from '../../../src/okta/okta-request.js';
import { answerOf, session } from './fake-okta.js';

const described = { title: 'A', description: 'An action of a test', roles: [], scopes: ['okta.users.read'] } as const;
const Thing = z.looseObject({ id: z.string() });
const input = z.strictObject({ name: z.string() });
const example = { input: { name: 'a' }, response: { id: 'a' } };
const find = defineAction({
  ...described,
  route: 'GET /api/v1/things/{name}',
  effect: 'read',
  input,
  output: Thing,
  example,
});
const make = defineAction({
  ...described,
  route: 'POST /api/v1/things',
  effect: 'write',
  input,
  output: Thing,
  lookAfterLoss: { by: find, input: ({ name }) => ({ name }), found: (thing) => Thing.parse(thing).id === 'ours' },
  example,
});
const replace = defineAction({
  ...described,
  route: 'PUT /api/v1/things/{name}',
  effect: 'write',
  input,
  output: Thing,
  example,
});

/** Okta that answers, or loses the answer, in turn. */
function executing(...script: (OktaAnswer | ErrorCode)[]) {
  const sent: string[] = [];
  const send = async (_: unknown, { method, target }: { method: string; target: string }) => {
    sent.push(`${method} ${target}`);
    const next = script.shift();
    if (next === undefined) throw new Error('No answer is left');
    if (typeof next === 'string') throw new ConnectorError(next, 'scripted');
    return next;
  };
  return { sent, executor: new ActionExecutor({ send } as unknown as OktaClient) };
}

describe('a call whose answer was lost', () => {
  it('is settled by what is found, and counts as carried out', async () => {
    const { sent, executor } = executing('outcome_unknown', answerOf({ id: 'ours' }));
    const { output, changed, attempts } = await executor.execute(session, make, { name: 'a' });
    expect({ output, changed, attempts }).toEqual({ output: { id: 'ours' }, changed: true, attempts: 2 });
    expect(sent).toEqual(['POST /api/v1/things', 'GET /api/v1/things/a']);
  });

  it.each([
    ['something else is there', answerOf({ id: 'theirs' })],
    ['nothing is there', 'okta_not_found' as const],
    ['the look fails', 'okta_unavailable' as const],
    ['what is found cannot be read', answerOf({ nothing: 1 })],
  ])('stays unknown when %s', async (_, look) => {
    const { sent, executor } = executing('outcome_unknown', look);
    await expect(executor.execute(session, make, { name: 'a' })).rejects.toMatchObject({ code: 'outcome_unknown' });
    expect(sent).toHaveLength(2);
  });

  it('is not looked for when the call ended otherwise, or cannot be looked for', async () => {
    const refused = executing('okta_rejected');
    await expect(refused.executor.execute(session, make, { name: 'a' })).rejects.toMatchObject({
      code: 'okta_rejected',
    });
    const { lookAfterLoss: _, ...blind } = make;
    const lost = executing('outcome_unknown');
    await expect(lost.executor.execute(session, blind, { name: 'a' })).rejects.toMatchObject({
      code: 'outcome_unknown',
    });
    expect([refused.sent, lost.sent].map(({ length }) => length)).toEqual([1, 1]);
  });
});

describe('when a call began', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it("is told by Okta's clock, two seconds early", () => {
    const headers = { date: 'Thu, 01 Jan 2026 10:00:10 GMT' };
    const began = beganAtOkta({ headers }, { elapsedMs: 3_000, now });
    expect(began.toISOString()).toBe('2026-01-01T10:00:05.000Z');
  });

  it.each([{}, { date: 'yesterday' }, { date: ['a', 'b'] }])(
    'is told by our own where there is no Date (%j)',
    (headers) => {
      const began = beganAtOkta({ headers }, { elapsedMs: 3_000, now });
      expect(began.toISOString()).toBe('2025-12-31T23:59:55.000Z');
    },
  );
});

describe('changed', () => {
  it.each([true, false])('is %s where the definition tells it from the answer', async (changed) => {
    const action = { ...make, changed: () => changed };
    const { executor } = executing(answerOf({ id: 'a' }));
    expect((await executor.execute(session, action, { name: 'a' })).changed).toBe(changed);
  });

  it('is false for a read whatever its definition says', async () => {
    const { executor } = executing(answerOf({ id: 'a' }));
    expect((await executor.execute(session, { ...find, changed: () => true }, { name: 'a' })).changed).toBe(false);
  });

  it('of a composite follows from its parts, or from what it says itself', async () => {
    const part = { ...replace, changed: () => false };
    const of = (changed?: () => boolean) =>
      compose({
        ...described,
        uses: [part],
        input,
        output: Thing,
        example,
        ...(changed && { changed }),
        run: (given, call) => call(part, given),
      });
    const ran = async (action: ReturnType<typeof of>) =>
      (await executing(answerOf({ id: 'a' })).executor.execute(session, action, { name: 'a' })).changed;
    expect(await ran(of())).toBe(false);
    expect(await ran(of(() => true))).toBe(true);
  });
});

describe('a composite that fails after it has changed something', () => {
  const both = (first: typeof make) =>
    compose({
      ...described,
      uses: [first, replace],
      input,
      output: Thing,
      example,
      run: async (given, call) => {
        await call(first, given);
        return call(replace, given);
      },
    });
  const failing = (action: ReturnType<typeof both>, ...script: (OktaAnswer | ErrorCode)[]) =>
    executing(...script).executor.execute(session, action, { name: 'a' });

  it('is not retryable, because a retry would do the first part twice', async () => {
    await expect(failing(both(make), answerOf({ id: 'a' }), 'okta_rate_limited')).rejects.toMatchObject({
      code: 'okta_rate_limited',
      retryable: false,
      message: expect.stringContaining('A part of this was carried out'),
    });
  });

  it('stays retryable where twice does no harm', async () => {
    const repeatable = { ...make, idempotent: true };
    await expect(failing(both(repeatable), answerOf({ id: 'a' }), 'okta_rate_limited')).rejects.toMatchObject({
      retryable: true,
    });
  });

  it('stays retryable where nothing has been changed yet', async () => {
    await expect(failing(both(make), 'okta_rate_limited')).rejects.toMatchObject({ retryable: true });
  });

  it('keeps what is not retryable as it is', async () => {
    await expect(failing(both(make), answerOf({ id: 'a' }), 'okta_rejected')).rejects.toMatchObject({
      message: 'scripted',
    });
  });
});
