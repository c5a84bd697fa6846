import { beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { KeyedRunRequest } from '../../../src/actions/idempotency/run-answers.service.js';
import { RunAnswers } from '../../../src/actions/idempotency/run-answers.service.js';
import type { GivenReply } from '../../../src/actions/idempotency/run-reply.js';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { RequestContext } from '../../../src/core/http/request-context.js';
import { parseTenantId } from '../../../src/core/tenant-id.js';
import { ToolCalls } from '../../../src/mcp/tool-calls.service.js';

const action = new ActionRegistry().get('get-user');
const binding = {
  caller: { tenantId: parseTenantId('acme')!, subject: 'agent', scopes: new Set<string>() },
  connectionId: 'con_1',
};

let context: RequestContext;
beforeEach(() => {
  context = new RequestContext('r1', '/mcp/con_1', 'https://connector.example');
});

const call = (answer: (request: KeyedRunRequest) => Promise<GivenReply>, params: object = {}) => {
  const answers: RunAnswers = Object.assign(Object.create(RunAnswers.prototype), { answer });
  return context.run(() => new ToolCalls(answers).call(binding, action, { name: action.id, ...params }));
};

it('an unexpected error is a result that says nothing of its inside', async () => {
  const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const result = await call(() => Promise.reject(new Error('SELECT secret FROM connection')));
  expect(log).toHaveBeenCalledTimes(1);
  log.mockRestore();
  expect([result.isError, context.errorCode]).toEqual([true, 'internal_error']);
  expect(result.structuredContent).toMatchObject({ code: 'internal_error', requestId: 'r1' });
  expect(JSON.stringify(result)).not.toContain('SELECT');
});

it('a problem that is given again for the same key is a problem again', async () => {
  const body = JSON.stringify({ code: 'okta_conflict', detail: 'Taken.', status: 409, retryable: false });
  const result = await call(async () => ({ status: 409, contentType: 'x', body, replayed: true }));
  expect(result).toMatchObject({ isError: true, structuredContent: { code: 'okta_conflict' } });
  expect(context.errorCode).toBe('okta_conflict');
});

it('the run is asked for as over REST', async () => {
  const asked: KeyedRunRequest[] = [];
  const reply = { status: 200, contentType: 'application/json', body: '{"runId":"run_1"}', replayed: false };
  const answer = async (request: KeyedRunRequest) => (asked.push(request), reply);
  await call(answer, {
    arguments: { userId: 'ada' },
    _meta: { 'okta-connector/idempotency-key': 'k', progressToken: 1 },
  });
  await call(answer);
  const common = { ...binding, requestId: 'r1', action };
  expect(asked).toEqual([
    { ...common, input: { userId: 'ada' }, idempotencyKey: 'k' },
    { ...common, input: {}, idempotencyKey: undefined },
  ]);
});
