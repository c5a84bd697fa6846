import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startOktaOrg } from './okta-org-process.ts';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the process of the local org', () => {
  it('is gone after stop', async () => {
    const org = await startOktaOrg();
    expect(isAlive(org.pid)).toBe(true);
    await org.stop();
    expect(isAlive(org.pid)).toBe(false);
  });

  it('ends by itself when its parent does', async () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, '--parent-stdin'], { env: { ...process.env, NODE_OPTIONS: '' } });
    await once(child.stdout, 'data');
    child.stdin.end();
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });

  it('keeps its first token over a reset', async () => {
    const org = await startOktaOrg();
    await org.createToken();
    expect((await org.reset()).tokens).toBe(1);
    const headers = { authorization: `SSWS ${org.apiToken}`, accept: 'application/json' };
    expect((await fetch(`${org.url}/api/v1/org`, { headers })).status).toBe(200);
    await org.stop();
  });

  it('answers the org metadata to everybody', async () => {
    const org = await startOktaOrg();
    const answer: unknown = await (await fetch(`${org.url}/.well-known/okta-organization`)).json();
    expect(answer).toMatchObject({ id: org.orgId, pipeline: 'idx', _links: { organization: { href: org.url } } });
    await org.stop();
  });
});
