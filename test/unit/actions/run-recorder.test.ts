import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Run } from '../../../src/actions/runs/run.js';
import { RunRecorder } from '../../../src/actions/runs/run-recorder.js';
import type { RunRepository } from '../../../src/actions/runs/run.repository.js';
import { session } from './fake-okta.js';

Logger.overrideLogger(false);

const run = (id: string, changes: Partial<Run> = {}) =>
  ({ id, tenantId: session.tenantId, effect: 'read', ...changes }) as Run;
const write = (id: string) => run(id, { effect: 'write' });

const recording = () => {
  const record = jest.fn<RunRepository['record']>(async () => undefined);
  const recorded = () => record.mock.calls.map(([, runs]) => runs.map(({ id }) => id));
  return { record, recorded, recorder: new RunRecorder({ record } as unknown as RunRepository) };
};

describe('RunRecorder', () => {
  it('records a write before it is sent and when its outcome is known, a read once', async () => {
    const { recorder, recorded } = recording();
    await recorder.begin(run('read'));
    await recorder.begin(write('write'));
    await recorder.finish(write('write'));
    await recorder.finish(run('read'));
    expect(recorded()).toEqual([['write'], ['write']]);
    await recorder.onApplicationShutdown();
    expect(recorded()).toEqual([['write'], ['write'], ['read']]);
  });

  it('does not let a write begin that could not be recorded', async () => {
    const { recorder, record } = recording();
    record.mockRejectedValueOnce(new Error('the database is away'));
    await expect(recorder.begin(write('w'))).rejects.toThrow('the database is away');
  });

  it('never fails a run that is done, and records it with the next batch', async () => {
    const { recorder, record, recorded } = recording();
    record.mockRejectedValueOnce(new Error('the database is away'));
    await recorder.finish(write('w'));
    await recorder.flush();
    expect(recorded()).toEqual([['w'], ['w']]);
  });

  it('keeps a batch that could not be written, in order', async () => {
    const { recorder, record, recorded } = recording();
    await recorder.finish(run('a'));
    await recorder.finish(run('b'));
    record.mockRejectedValueOnce(new Error('the database is away'));
    await recorder.flush();
    await recorder.finish(run('c'));
    await recorder.flush();
    expect(recorded()).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
    await recorder.onApplicationShutdown();
  });

  it('writes the batch of each tenant by itself', async () => {
    const { recorder, recorded } = recording();
    await recorder.finish(run('a'));
    await recorder.finish(run('b', { tenantId: 'other' as Run['tenantId'] }));
    await recorder.finish(run('c'));
    await recorder.onApplicationShutdown();
    expect(recorded()).toEqual([['a', 'c'], ['b']]);
  });
});
