import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How the service differs from what runs in production. */
export interface ServiceChanges {
  /** Shorter times, for small runs. */
  hurry?: { leaseSeconds: number; timeoutMs: number; pollSeconds: number };
  /** A hook is answered at once and its events are stored so much later; for controls. */
  answerBeforeCommitMs?: number;
  /** Calls of hooks wait for the database as long as it takes; for controls. */
  patientHooks?: boolean;
}

export interface ReplicaOptions {
  env: Record<string, string>;
  /** Undefined: what was compiled, as it is. */
  changes?: ServiceChanges | undefined;
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const COMPILED = [file('../../dist/main.js')];
const CHANGED = [
  '--import',
  file('../support/load-typescript.mjs'),
  '--import',
  file('service-changes.ts'),
  file('../../src/main.ts'),
];
const LISTENING = /Okta connector\s+(http\S+)/;
const KEPT = 20_000;

/** The whole service as a process of its own, which ends with this one. */
export class ServiceReplica {
  readonly ended: Promise<unknown>;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(
    child: ChildProcess,
    readonly url: Promise<string>,
  ) {
    this.#child = child;
    this.ended = once(child, 'close');
  }

  /** Does not wait until it listens; `url` does. */
  static start({ env, changes }: ReplicaOptions): ServiceReplica {
    const command = ['--no-warnings', '--import', file('end-with-parent.mjs'), ...(changes ? CHANGED : COMPILED)];
    const child = spawn(process.execPath, command, {
      env: { PATH: process.env['PATH'], ...env, SERVICE_CHANGES: JSON.stringify(changes ?? {}) },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const replica = new ServiceReplica(child, promise);
    const hear = (chunk: Buffer) => {
      replica.#output = (replica.#output + chunk.toString()).slice(-KEPT);
      const url = LISTENING.exec(replica.#output)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void replica.ended.then(() => reject(new Error(`The service ended: ${replica.#output}`)));
    // Who kills it does not ask for its address any more.
    promise.catch(() => undefined);
    return replica;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** The last lines of its log. */
  get output(): string {
    return this.#output;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal);
  }

  /** Kills it (-9) and waits until it is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.ended;
  }
}
