import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Received, SubscriptionScene } from '../e2e/subscriptions/subscription-scene.ts';
import { codeIn, pageAt } from './pages.ts';

const page = pageAt('docs/verify-a-webhook.md');

/** Each program reads `{body, headers, secret}` and prints what its `verify` gives. */
const PROGRAMS = {
  ts: {
    file: 'verify.ts',
    command: process.execPath,
    ending: `import { readFileSync } from 'node:fs';
const { body, headers, secret } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(verify(body, headers, secret)));`,
  },
  python: {
    file: 'verify.py',
    command: 'python3',
    ending: `import sys
sent = json.load(sys.stdin)
print(json.dumps(verify(sent["body"].encode(), sent["headers"], sent["secret"])))`,
  },
} as const;

interface Sent {
  body: string;
  headers: Record<string, string>;
  secret: string;
}

let scene: SubscriptionScene;
let folder: string;
let sent: Sent;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
  scene = await SubscriptionScene.set('all');
  const { id, signingSecret = '' } = await scene.subscribe({ delivery: { type: 'webhook', url: scene.receiverUrl } });
  await scene.send('POST', `${id}/rotate-secret`);
  await scene.send('POST', `${id}/test`);
  for (let looks = 0; looks < 1_000 && scene.received.length === 0; looks += 1) await delay(20);
  const [{ body, headers }] = scene.received as [Received];
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  sent = {
    body,
    headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])),
    secret: signingSecret,
  };
});
afterAll(async () => {
  await scene.strike();
  await rm(folder, { recursive: true });
});

describe.each(['ts', 'python'] as const)('the code in %s', (language) => {
  const { file, command, ending } = PROGRAMS[language];

  async function verify(input: Sent): Promise<unknown> {
    const path = join(folder, file);
    await writeFile(path, `${codeIn(page, language).join('\n')}\n${ending}\n`);
    const output = await new Promise<string>((resolve, reject) => {
      const { NODE_OPTIONS: _, ...env } = process.env;
      const child = execFile(command, [path], { env }, (error, stdout) => (error ? reject(error) : resolve(stdout)));
      child.stdin?.end(JSON.stringify(input));
    });
    return JSON.parse(output);
  }

  it('gives the event of a real delivery, which two secrets have signed', async () => {
    expect(sent.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect(await verify(sent)).toEqual(JSON.parse(sent.body));
  });

  it.each<[string, (own: Sent) => Partial<Sent>]>([
    ['a body that was changed', ({ body }) => ({ body: body.replace('acme', 'evil') })],
    ['another id', ({ headers }) => ({ headers: { ...headers, 'webhook-id': 'evt_other' } })],
    ['an old timestamp', ({ headers }) => ({ headers: { ...headers, 'webhook-timestamp': '1763805600' } })],
    ['another secret', () => ({ secret: `whsec_${Buffer.alloc(32).toString('base64')}` })],
    ['another signature', ({ headers }) => ({ headers: { ...headers, 'webhook-signature': 'v1,AAAA' } })],
  ])('refuses %s', async (_, change) => {
    await expect(verify({ ...sent, ...change(sent) })).rejects.toThrow();
  });
});

it('the code in Go takes the same three headers and nothing but its standard library', () => {
  const [code = ''] = codeIn(page, 'go');
  for (const header of Object.keys(sent.headers)) expect(code).toContain(`"${header}"`);
  const [, imports = ''] = /import \(([^)]+)\)/.exec(code) ?? [];
  expect(imports.match(/"[^"]*\.[^"]*"/g)).toBeNull();
});
