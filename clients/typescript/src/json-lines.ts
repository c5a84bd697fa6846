import { isProblemDocument, ProblemError } from './problem-error.js';

interface End {
  end: true;
  count: number;
}

/**
 * The items of a streamed list (NDJSON), whose last line is `{"end":true,"count":N}` or `{"error":{…}}`.
 * @throws ProblemError where the service could not read on; Error where the stream breaks off
 */
export async function* itemsOf<Item>(body: ReadableStream<Uint8Array>): AsyncGenerator<Item, void, undefined> {
  let count = 0;
  // A line is known to be the last only when none follows.
  let held: string | undefined;
  for await (const line of linesOf(body)) {
    if (held !== undefined) {
      count += 1;
      // The service checked it against the action's output.
      yield JSON.parse(held) as Item;
    }
    held = line;
  }
  finish(held === undefined ? undefined : JSON.parse(held), count);
}

function finish(last: unknown, count: number): void {
  if (isError(last)) throw new ProblemError(last.error);
  if (!isEnd(last) || last.count !== count) throw new Error(`The list broke off after ${count} items. Read it again.`);
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function isEnd(value: unknown): value is End {
  return typeof value === 'object' && value !== null && 'end' in value && 'count' in value;
}

function isError(value: unknown): value is { error: ConstructorParameters<typeof ProblemError>[0] } {
  return typeof value === 'object' && value !== null && 'error' in value && isProblemDocument(value.error);
}
