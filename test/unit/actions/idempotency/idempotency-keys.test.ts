import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ClaimedKey } from '../../../../src/actions/idempotency/idempotency-keys.service.js';
import { IdempotencyKeys } from '../../../../src/actions/idempotency/idempotency-keys.service.js';
import { fingerprintOf } from '../../../../src/actions/idempotency/run-fingerprint.js';
import { successReply, type RunReply } from '../../../../src/actions/idempotency/run-reply.js';
import type { RunRecorder } from '../../../../src/actions/runs/run-recorder.js';
import type { TenantKeys } from '../../../../src/tokens/tenant-keys.service.js';
import { FakeBox } from '../../fake-box.ts';
import { acme } from '../../fake-database.ts';
import { gone, KeyTable, run } from './key-table.ts';

const asked = fingerprintOf('key', { actionId: 'get-user', input: { userId: '00u1' } });
const otherwise = fingerprintOf('key', { actionId: 'get-user', input: { userId: '00u2' } });
const place = { tenantId: acme, connectionId: 'con_1' };
const reply = successReply('{"output":1}');

let table: KeyTable;
let box: FakeBox;
let keys: IdempotencyKeys;
const forget = jest.fn<TenantKeys['forget']>();
const record = jest.fn<RunRecorder['finish']>();

beforeEach(() => {
  table = new KeyTable();
  box = new FakeBox();
  forget.mockReset();
  record.mockReset();
  keys = new IdempotencyKeys(
    table.asRepository(),
    box.asBox(),
    { forget } as unknown as TenantKeys,
    { finish: record } as unknown as RunRecorder,
  );
});

function claimed(given: ClaimedKey | RunReply): ClaimedKey {
  if ('body' in given) throw new Error('The key belonged to somebody');
  return given;
}

/** A key whose run has given this answer. */
async function answered(id = 'run_1', answer = reply): Promise<void> {
  await keys.finish(run(id), claimed(await keys.claim(run(id), asked)), answer);
}

describe('a key', () => {
  test('belongs to the first run, and its request is sealed for that run', async () => {
    const { fingerprint, sealed } = claimed(await keys.claim(run('run_1'), asked));
    expect(fingerprint).toBe(asked);
    expect(sealed.keyHash).toBe(asked.keyHash);
    const field = 'idempotency:request:run_1';
    await expect(box.open({ ...place, field, ...sealed.request })).resolves.toBe(asked.request);
    await expect(keys.claim(run('run_2'), asked)).rejects.toMatchObject({
      code: 'idempotency_in_progress',
      details: { retryAfterSeconds: 2 },
    });
  });

  test('gives the answer of its run, to the same request', async () => {
    await answered();
    await expect(keys.claim(run('run_2'), asked)).resolves.toEqual(reply);
    await expect(keys.find(place, asked)).resolves.toEqual(reply);
    const [ended, key, answer] = table.ended[0] ?? [];
    expect(ended).toEqual(run('run_1'));
    expect(key?.keyHash).toBe(asked.keyHash);
    const field = 'idempotency:request:run_1';
    if (!key || !answer) throw new Error('Nothing was stored');
    await expect(box.open({ ...place, field, ...key.request })).resolves.toBe(asked.request);
    const answerField = 'idempotency:answer:run_1';
    await expect(box.open({ ...place, field: answerField, ...answer })).resolves.toBe(JSON.stringify(reply));
  });

  test('keeps what was sealed with older data keys readable', async () => {
    const mine = claimed(await keys.claim(run('run_1'), asked));
    box.keyVersion = 2;
    await keys.finish(run('run_1'), mine, reply);
    box.keyVersion = 3;
    await expect(keys.find(place, asked)).resolves.toEqual(reply);
  });

  test('is refused to another request, whether it is answered or not', async () => {
    const mine = claimed(await keys.claim(run('run_1'), asked));
    await expect(keys.claim(run('run_2'), otherwise)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await expect(keys.find(place, otherwise)).resolves.toBeUndefined();
    await keys.finish(run('run_1'), mine, reply);
    await expect(keys.claim(run('run_2'), otherwise)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await expect(keys.find(place, otherwise)).resolves.toBeUndefined();
  });

  test('of another connection is another key', async () => {
    await answered();
    const elsewhere = { connectionId: 'con_2' };
    await expect(keys.find({ ...place, ...elsewhere }, asked)).resolves.toBeUndefined();
    claimed(await keys.claim(run('run_2', elsewhere), asked));
  });

  test('that was left behind by a dead process is not given to anybody', async () => {
    await keys.claim(run('run_1'), asked);
    table.change(asked.keyHash, { alive: false });
    await expect(keys.claim(run('run_2'), asked)).rejects.toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringContaining('run_1'),
      details: { remedy: expect.stringContaining('/v1/runs/run_1') },
    });
    expect(table.claims).toBe(2);
  });

  test.each([
    ['data key', { answerKeyVersion: null, answer: Buffer.from('x') }],
    ['text', { answerKeyVersion: 1, answer: null }],
  ])('without the %s of an answer has none', async (_, changes) => {
    await keys.claim(run('run_1'), asked);
    table.change(asked.keyHash, changes);
    await expect(keys.find(place, asked)).resolves.toBeUndefined();
  });

  test('nobody has used gives nothing', async () => {
    await expect(keys.find(place, asked)).resolves.toBeUndefined();
  });
});

describe('a key whose day is over', () => {
  test('gives nothing, and belongs to the next run', async () => {
    await answered();
    table.change(asked.keyHash, { expired: true });
    await expect(keys.find(place, asked)).resolves.toBeUndefined();
    claimed(await keys.claim(run('run_2'), asked));
    await expect(keys.claim(run('run_3'), asked)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
  });

  test('is fought for five times, then the caller is told to come back', async () => {
    jest.spyOn(table, 'deleteIfExpired').mockResolvedValue();
    await answered();
    table.change(asked.keyHash, { expired: true });
    table.claims = 0;
    await expect(keys.claim(run('run_2'), asked)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    expect(table.claims).toBe(5);
  });

  test('may be gone by the time that it is looked at', async () => {
    await keys.claim(run('run_1'), asked);
    const deleted = jest.spyOn(table, 'deleteIfExpired');
    jest.spyOn(table, 'find').mockImplementationOnce(async () => {
      table.rows.clear();
      return undefined;
    });
    claimed(await keys.claim(run('run_2'), asked));
    expect(deleted).not.toHaveBeenCalled();
  });
});

describe('the end of a run', () => {
  test('without an answer frees the key', async () => {
    await keys.finish(run('run_1'), claimed(await keys.claim(run('run_1'), asked)), undefined);
    expect(table.ended[0]?.[2]).toBeUndefined();
    claimed(await keys.claim(run('run_2'), asked));
  });

  test('that cannot be stored keeps the key, and records the run alone', async () => {
    const mine = claimed(await keys.claim(run('run_1'), asked));
    jest.spyOn(table, 'finish').mockRejectedValue(new Error('away'));
    await keys.finish(run('run_1'), mine, reply);
    expect(record.mock.calls).toEqual([[run('run_1')]]);
    await expect(keys.claim(run('run_2'), asked)).rejects.toMatchObject({ code: 'idempotency_in_progress' });
  });

  test('that was stored is not recorded twice', async () => {
    await answered();
    expect(record).not.toHaveBeenCalled();
  });
});

describe('where the data key or the connection is gone', () => {
  test('the data key is read anew', async () => {
    table.failures.push(gone());
    forget.mockImplementation(() => void (box.keyVersion = 2));
    const { sealed } = claimed(await keys.claim(run('run_1'), asked));
    expect(forget.mock.calls).toEqual([[acme]]);
    expect(sealed.request.keyVersion).toBe(2);
  });

  test('a second time it is the connection', async () => {
    table.failures.push(gone(), gone());
    await expect(keys.claim(run('run_1'), asked)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('any other error is passed on, and not repeated', async () => {
    table.failures.push(new Error('away'));
    await expect(keys.claim(run('run_1'), asked)).rejects.toThrow('away');
    expect(table.claims).toBe(1);
    expect(forget).not.toHaveBeenCalled();
    table.failures.push(gone(), new Error('away'));
    await expect(keys.claim(run('run_1'), asked)).rejects.toThrow('away');
  });
});
