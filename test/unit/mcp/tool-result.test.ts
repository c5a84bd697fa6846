import { expect, it } from '@jest/globals';
import { problemResult, successResult } from '../../../src/mcp/tool-result.js';

const PROBLEM = {
  type: 'https://connector.example/docs/errors#okta_rate_limited',
  title: "Okta's rate limit is reached",
  status: 429,
  detail: 'Okta takes no more calls for now.',
  instance: '/mcp/con_1',
  code: 'okta_rate_limited',
  requestId: 'r1',
  retryable: true,
} as const;

it('a success is its text and the object that the text is', () => {
  const answer = { runId: 'run_1', output: null };
  expect(successResult(JSON.stringify(answer), answer)).toEqual({
    content: [{ type: 'text', text: '{"runId":"run_1","output":null}' }],
    structuredContent: answer,
  });
});

it('a problem says in words all that helps, and holds the whole of it', () => {
  const problem = {
    ...PROBLEM,
    retryAfterSeconds: 12,
    remedy: 'Wait.',
    errors: [{ pointer: '/input/limit', message: 'Too big' }],
    upstream: { status: 429, summary: 'API call exceeded rate limit', causes: ['Too many requests.'] },
  };
  const { content, structuredContent, isError } = problemResult(problem);
  expect(content).toEqual([
    {
      type: 'text',
      text: [
        'okta_rate_limited: Okta takes no more calls for now.',
        '/input/limit: Too big',
        'Okta: API call exceeded rate limit',
        'Okta: Too many requests.',
        'Remedy: Wait.',
        'The same call may be sent again after 12 s.',
      ].join('\n'),
    },
  ]);
  expect([structuredContent, isError]).toEqual([problem, true]);
});

it('a problem that knows no more says no more', () => {
  const { content } = problemResult({ ...PROBLEM, retryable: false });
  expect(content).toEqual([{ type: 'text', text: 'okta_rate_limited: Okta takes no more calls for now.' }]);
});

it('a problem that may be tried again says so also where it knows no time', () => {
  const [text] = problemResult(PROBLEM).content;
  expect(text).toMatchObject({ text: expect.stringMatching(/may be sent again\.$/) });
});
