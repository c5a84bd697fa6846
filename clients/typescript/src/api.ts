import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.js';
import { isProblemDocument, ProblemError } from './problem-error.js';

/** Every route under /v1 with its types (openapi-fetch). */
export type Api = Client<paths>;

export function createApi(baseUrl: string, send: (request: Request) => Promise<Response>): Api {
  return createClient<paths>({ baseUrl, fetch: send });
}

/**
 * What a call of the `api` answered.
 * @throws ProblemError
 */
export async function answerOf<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (data !== undefined && data !== null) return data;
  throw new ProblemError({ ...(isProblemDocument(error) && error), status: response.status });
}

interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

/** The items of all pages. @param read the page at a cursor; undefined: the first */
export async function* allOf<Item>(
  read: (cursor?: string) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let page = await read();
  yield* page.data;
  while (page.nextCursor !== null) {
    page = await read(page.nextCursor);
    yield* page.data;
  }
}
