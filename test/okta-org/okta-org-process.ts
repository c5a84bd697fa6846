import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ConsentDecision } from './browser.ts';
import { approveInBrowser } from './browser.ts';
import { ControlClient } from './control-client.ts';

export type * from './control-contract.ts';
export type * from './event-contract.ts';

export interface OktaOrgOptions {
  /** 0 (the default) takes a free port. */
  port?: number;
  /** ACTIVE users to add to the seed. */
  users?: number;
  /** Requests per minute and bucket; default 100,000. */
  rateLimit?: number;
  /** Id in the org metadata; needed to tell two orgs apart. */
  orgId?: string;
  /** Print each request on stderr. */
  log?: boolean;
}

interface ReadyLine {
  ready: true;
  url: string;
  apiToken: string;
  orgId: string;
}

const START_MS = 30_000;

/** A local Okta org in a child process, with its control API. */
export class OktaOrg extends ControlClient {
  /** SSWS token of a super admin; survives reset(). */
  readonly apiToken: string;
  readonly orgId: string;
  private readonly child: ChildProcess;

  constructor(child: ChildProcess, ready: ReadyLine) {
    super(ready.url);
    this.apiToken = ready.apiToken;
    this.orgId = ready.orgId;
    this.child = child;
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Plays the browser through sign-in and consent; returns the redirect back to the client. */
  approve(authorizeUrl: string, decision: ConsentDecision = {}): Promise<string> {
    return approveInBrowser(authorizeUrl, decision);
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}

function argumentsOf(options: OktaOrgOptions): string[] {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  return [
    main,
    '--parent-stdin',
    '--port',
    String(options.port ?? 0),
    ...(options.users === undefined ? [] : ['--users', String(options.users)]),
    ...(options.rateLimit === undefined ? [] : ['--rate-limit', String(options.rateLimit)]),
    ...(options.orgId === undefined ? [] : ['--org-id', options.orgId]),
    ...(options.log ? ['--log'] : []),
  ];
}

async function waitUntilReady(child: ChildProcess): Promise<ReadyLine> {
  if (!child.stdout) throw new Error('the local Okta org has no stdout');
  const lines = createInterface({ input: child.stdout });
  return new Promise<ReadyLine>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the local Okta org did not start in time')), START_MS);
    child.once('exit', (code) => reject(new Error(`the local Okta org ended with code ${code} before it was ready`)));
    lines.once('line', (line) => {
      clearTimeout(timer);
      resolve(JSON.parse(line) as ReadyLine);
    });
  });
}

/**
 * Starts a local Okta org in a child process and waits until it answers. It ends with stop(), and by itself when the
 * parent process dies.
 */
export async function startOktaOrg(options: OktaOrgOptions = {}): Promise<OktaOrg> {
  const child = spawn(process.execPath, argumentsOf(options), {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    return new OktaOrg(child, await waitUntilReady(child));
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
