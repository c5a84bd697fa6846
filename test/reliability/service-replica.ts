import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** How the service differs from what runs in production. */
export interface ServiceChanges {
  /** Shorter times, for small runs. */
  hurry?: { leaseSeconds: number; timeoutMs: number; pollSeconds: number };
  /** A hook is answered at once and its events are stored so much later; for controls. */
  answerBeforeCommitMs?: number;
  /** Calls of hooks wait for the database as long as it takes; for controls. */
  patientHooks?: boolean;
  /** How long the service goes on after SIGTERM before it closes its port, for small runs. */
  drainMs?: number;
  /** So many ordinary requests at once, for small runs. */
  atOnce?: number;
  /** Nobody is turned away, however much there is to do; for controls. */
  unlimited?: boolean;
  /** For controls: the service without some of its lines. */
  edits?: readonly SourceEdit[];
  /** A folder whose files are the names that DNS does not know at the moment; all below .localhost. */
  lostNames?: string;
  /** Instead of DNS and of everything beyond this machine. */
  network?: SimulatedNetwork;
}

/** One place of a file below `src/`, which must be there. */
export interface SourceEdit {
  file: string;
  from: string;
  to: string;
}

/** Where connections end up; all of them without TLS. Names and addresses that nothing is said about do not exist. */
export interface SimulatedNetwork {
  /** Ports of this machine that may be reached as they are. */
  open: number[];
  /** What connections to public addresses reach. */
  internet?: number | undefined;
  /** What connections to any other address reach. */
  canary?: number | undefined;
}

export interface ReplicaOptions {
  env: Record<string, string>;
  /** Undefined: what was compiled, as it is. */
  changes?: ServiceChanges | undefined;
  /** Gets all that it prints. */
  hear?: ((text: string) => void) | undefined;
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const COMPILED = [file('../../dist/main.js')];
const load = (path: string) => ['--import', file(path)];
const changedBy = ({ edits, network, lostNames, ...others }: ServiceChanges) => [
  ...load('../support/load-typescript.mjs'),
  ...(edits ? load('source-edits.ts') : []),
  ...(network ? load('simulated-network.ts') : []),
  ...(lostNames === undefined ? [] : load('faulty-dns.ts')),
  // It loads some of the service before telemetry begins, which then sees nothing of that.
  ...(Object.keys(others).length > 0 ? load('service-changes.ts') : []),
  file('../../src/main.ts'),
];
const settingsOf = ({ edits = [], network, lostNames = '', ...changes }: ServiceChanges = {}) => ({
  SERVICE_CHANGES: JSON.stringify(changes),
  SOURCE_EDITS: JSON.stringify(edits),
  LOST_NAMES: lostNames,
  SIMULATED_NETWORK: JSON.stringify(network ?? {}),
});
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
  static start({ env, changes, hear: tell }: ReplicaOptions): ServiceReplica {
    const command = [
      '--no-warnings',
      '--import',
      file('end-with-parent.mjs'),
      ...(changes ? changedBy(changes) : COMPILED),
    ];
    const child = spawn(process.execPath, command, {
      env: { PATH: process.env['PATH'], ...env, ...settingsOf(changes) },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const replica = new ServiceReplica(child, promise);
    const hear = (chunk: Buffer) => {
      tell?.(chunk.toString());
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

  /** How it ended: the exit code, or the signal's name. */
  get exit(): number | string | null {
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** As Linux counts it; 0 where it is gone. */
  async residentMb(): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8').catch(() => '');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
  }

  /** The last lines of its log. */
  get output(): string {
    return this.#output;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM' | 'SIGINT'): void {
    this.#child.kill(signal);
  }

  /** Kills it (-9) and waits until it is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.ended;
  }
}
