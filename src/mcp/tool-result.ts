import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Problem } from '../core/http/to-problem.js';

/** The result of a run that succeeded: its answer as text and as the object that the text is. Pure. */
export const successResult = (text: string, answer: Record<string, unknown>): CallToolResult => ({
  content: [{ type: 'text', text }],
  structuredContent: answer,
});

/** The result of a run that ended with a problem. Pure. */
export const problemResult = (problem: Problem): CallToolResult => ({
  content: [{ type: 'text', text: explain(problem) }],
  structuredContent: { ...problem },
  isError: true,
});

/** What a model, or the person before it, needs to know to do better. */
function explain({ code, detail, remedy, errors = [], upstream, retryable, retryAfterSeconds }: Problem): string {
  const causes = [upstream?.summary, ...(upstream?.causes ?? [])].filter((cause) => cause !== undefined);
  const after = retryAfterSeconds === undefined ? '' : ` after ${retryAfterSeconds} s`;
  return [
    `${code}: ${detail}`,
    ...errors.map(({ pointer, message }) => `${pointer}: ${message}`),
    ...causes.map((cause) => `Okta: ${cause}`),
    ...(remedy === undefined ? [] : [`Remedy: ${remedy}`]),
    ...(retryable ? [`The same call may be sent again${after}.`] : []),
  ].join('\n');
}
