import { describe, expect, it } from '@jest/globals';
import type { Execution } from '../../../src/actions/action-executor.js';
import { runAnswer } from '../../../src/actions/run-answer.js';
import type { Run } from '../../../src/actions/runs/run.js';
import { answerOf } from './fake-okta.js';

const run = { id: 'run_1', durationMs: 7 } as Run;
const execution = (changes: Partial<Execution>): Execution => ({
  output: null,
  page: undefined,
  text: undefined,
  changed: false,
  attempts: 1,
  last: answerOf({}),
  ...changes,
});
const parsed = (changes: Partial<Execution>, cursor: string | null = null): unknown =>
  JSON.parse(runAnswer({ run, execution: execution(changes), cursor }));

describe('the answer to a run', () => {
  it('is the envelope of the API', () => {
    const rateLimit = { limit: 600, remaining: 598, resetAt: '2026-01-01T00:00:00.000Z' };
    expect(parsed({ output: { id: 'u1' }, last: answerOf({}, { rateLimit }) })).toEqual({
      runId: 'run_1',
      output: { id: 'u1' },
      changed: false,
      attempts: 1,
      durationMs: 7,
      okta: { status: 200, requestId: 'req1', rateLimit },
    });
  });

  it("holds Okta's text to the letter", () => {
    const text = '{"big": 12345678901234567890, "escaped": "\\u00e9"}';
    expect(runAnswer({ run, execution: execution({ text }), cursor: null })).toContain(`"output":${text},`);
  });

  it('gives null for no output, and no okta where none was asked', () => {
    expect(parsed({ output: undefined, last: undefined })).toMatchObject({ output: null, okta: null });
  });

  it('puts the sealed cursor in place of the next target', () => {
    const page = { items: [{ id: 'u1' }], nextCursor: '/api/v1/users?after=secret' };
    expect(parsed({ page, output: page, text: '[{"id":"u1"}]' }, '1.sealed')).toMatchObject({
      output: { items: [{ id: 'u1' }], nextCursor: '1.sealed' },
    });
    expect(parsed({ page, output: page }, null)).toMatchObject({ output: { items: [{ id: 'u1' }], nextCursor: null } });
  });
});
