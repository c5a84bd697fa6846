import { isDeepStrictEqual, styleText } from 'node:util';

interface Answer {
  status: number;
  body: unknown;
}

/** Calls the service, prints each request and answer, and counts what differs from what the story expects. */
export class Connector {
  readonly baseUrl: string;
  readonly token: string;
  #step = 0;
  differences = 0;

  constructor(baseUrl: string, token: string) {
    this.baseUrl = baseUrl;
    this.token = token;
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = { status: response.status, body: text ? (JSON.parse(text) as unknown) : null };
    this.#print({ method, path, body }, answer);
    return answer;
  }

  /** Runs an action and gives its output. */
  async run<T = unknown>(connectionId: string, actionId: string, input: object): Promise<T> {
    const { status, body } = await this.send('POST', `/v1/connections/${connectionId}/actions/${actionId}`, { input });
    this.expect(`${actionId} answers 200`, status, 200);
    return (body as { output?: T }).output as T;
  }

  expect(what: string, actual: unknown, expected: unknown): void {
    if (isDeepStrictEqual(actual, expected)) return;
    this.differences += 1;
    console.log(
      styleText('red', `   differs: ${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`),
    );
  }

  title(text: string): void {
    this.#step += 1;
    console.log(styleText('bold', `\n${String(this.#step).padStart(2)}. ${text}`));
  }

  /** A line about what happens outside the service. */
  note(text: string): void {
    console.log(`   ${text}`);
  }

  #print(request: { method: string; path: string; body?: unknown }, { status, body }: Answer): void {
    console.log(
      styleText('cyan', `   ${request.method} ${request.path}`),
      request.body === undefined ? '' : shortened(masked(request.body)),
    );
    console.log(styleText(status < 400 ? 'green' : 'yellow', `   ${status}`), shortened(masked(body)));
  }
}

const MAX_LINE = 400;

function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= MAX_LINE ? text : `${text.slice(0, MAX_LINE)}… (${text.length} characters)`;
}

const SECRETS = new Set(['apiToken', 'clientSecret', 'privateKey', 'signingSecret']);

/** Credentials are secret even in a demonstration. */
function masked(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key, value: unknown) => (SECRETS.has(key) ? '…' : value)));
}
