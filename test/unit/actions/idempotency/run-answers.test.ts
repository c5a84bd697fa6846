import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ActionRunner, CompletedRun, PreparedRun } from '../../../../src/actions/action-runner.js';
import { IdempotencyKeys } from '../../../../src/actions/idempotency/idempotency-keys.service.js';
import { RunAnswers, type KeyedRunRequest } from '../../../../src/actions/idempotency/run-answers.service.js';
import { runAnswer } from '../../../../src/actions/run-answer.js';
import type { RunLeases } from '../../../../src/actions/runs/run-leases.service.js';
import type { RunRecorder } from '../../../../src/actions/runs/run-recorder.js';
import { ConnectorError } from '../../../../src/core/errors.js';
import { RequestContext } from '../../../../src/core/http/request-context.js';
import { PROBLEM_JSON } from '../../../../src/core/http/send-problem.js';
import type { TenantKeys } from '../../../../src/tokens/tenant-keys.service.js';
import { FakeBox } from '../../fake-box.ts';
import { acme } from '../../fake-database.ts';
import { KeyTable, run } from './key-table.ts';

const completed = (id: string): CompletedRun => ({
  run: run(id, { durationMs: 7 }),
  execution: { output: { id: '00u1' }, page: undefined, text: undefined, changed: true, attempts: 1, last: undefined },
  cursor: null,
});
const first = { status: 200, contentType: 'application/json', body: runAnswer(completed('run_1')) };

let table: KeyTable;
let answers: RunAnswers;
/** The runs that go on with a sign of life. */
let held: string[];
let prepared: number;
const runOnce = jest.fn<ActionRunner['run']>();
const prepare = jest.fn<ActionRunner['prepare']>();
const carryOut = jest.fn<ActionRunner['carryOut']>();

const during: RunLeases['during'] = async ({ id }, work) => {
  held.push(id);
  try {
    return await work();
  } finally {
    held.pop();
  }
};

beforeEach(() => {
  table = new KeyTable();
  [held, prepared] = [[], 0];
  runOnce.mockReset().mockImplementation(async () => completed('run_1'));
  prepare.mockReset().mockImplementation(async () => ({ run: run(`run_${(prepared += 1)}`) }) as PreparedRun);
  carryOut.mockReset().mockImplementation(async ({ run: { id } }) => {
    expect(held).toEqual([id]);
    return completed(id);
  });
  const recorder = { finish: async () => undefined } as unknown as RunRecorder;
  const tenantKeys = { forget: () => undefined } as unknown as TenantKeys;
  answers = new RunAnswers(
    { run: runOnce, prepare, carryOut } as unknown as ActionRunner,
    new IdempotencyKeys(table.asRepository(), new FakeBox().asBox(), tenantKeys, recorder),
    { during } as unknown as RunLeases,
  );
});

const ask = (changes: Partial<KeyedRunRequest> = {}) =>
  new RequestContext('req-1', '/v1/run', 'https://connector.example').run(() =>
    answers.answer({
      caller: { tenantId: acme },
      connectionId: 'con_1',
      action: { id: 'get-user' },
      input: { userId: '00u1' },
      idempotencyKey: 'key',
      ...changes,
    } as KeyedRunRequest),
  );

test('without a key the run is carried out, each time', async () => {
  await expect(ask({ idempotencyKey: undefined })).resolves.toEqual({ ...first, replayed: false });
  expect(runOnce).toHaveBeenCalledTimes(1);
  expect(prepare).not.toHaveBeenCalled();
  expect(table.claims).toBe(0);
});

test('with a key it is carried out once, and its answer given again to the letter', async () => {
  await expect(ask()).resolves.toEqual({ ...first, replayed: false });
  await expect(ask()).resolves.toEqual({ ...first, replayed: true });
  expect(carryOut).toHaveBeenCalledTimes(1);
});

test('another input or action with the key is refused', async () => {
  await ask();
  await expect(ask({ input: { userId: '00u2' } })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
    details: { remedy: expect.any(String) },
  });
  const action = { id: 'delete-user' } as KeyedRunRequest['action'];
  await expect(ask({ action })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
    details: { remedy: expect.any(String) },
  });
  expect(carryOut).toHaveBeenCalledTimes(1);
});

describe('a run that failed', () => {
  const failing = (error: ConnectorError) => {
    carryOut.mockImplementationOnce(async ({ run: { id } }) => ({ run: run(id), error }));
    return ask();
  };

  test('for good is a problem that is given again', async () => {
    const error = new ConnectorError('outcome_unknown', 'Look in Okta.');
    await expect(failing(error)).rejects.toBe(error);
    const given = await ask();
    expect(given).toMatchObject({ status: 409, contentType: PROBLEM_JSON, replayed: true });
    expect(JSON.parse(given.body)).toMatchObject({ code: 'outcome_unknown', instance: '/v1/run', requestId: 'req-1' });
    expect(carryOut).toHaveBeenCalledTimes(1);
  });

  test('says again when to come back', async () => {
    const details = { retryable: false, retryAfterSeconds: 9 };
    await failing(new ConnectorError('okta_unavailable', 'down', details)).catch(() => undefined);
    await expect(ask()).resolves.toMatchObject({ retryAfterSeconds: 9 });
  });

  test('and may be sent again gives the key back', async () => {
    const error = new ConnectorError('okta_rate_limited', 'Wait.');
    await expect(failing(error)).rejects.toBe(error);
    await expect(ask()).resolves.toMatchObject({ status: 200, replayed: false });
    expect(carryOut).toHaveBeenCalledTimes(2);
  });
});

describe('what is refused before the run begins', () => {
  const refusal = new ConnectorError('connection_not_ready', 'disabled');

  test('does not use the key', async () => {
    prepare.mockRejectedValueOnce(refusal);
    await expect(ask()).rejects.toBe(refusal);
    expect(table.claims).toBe(0);
  });

  test('does not hide the answer that there is', async () => {
    await ask();
    prepare.mockRejectedValueOnce(refusal);
    await expect(ask()).resolves.toEqual({ ...first, replayed: true });
    prepare.mockRejectedValueOnce(refusal);
    await expect(ask({ connectionId: 'con_2' })).rejects.toBe(refusal);
  });
});
