import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RunCommand, RunReport, RunTally, RunWorkerSettings } from './run-protocol.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ARGUMENTS = ['--no-warnings', '--import', file('../support/load-typescript.mjs')];

const NOTHING: RunTally = { fresh: 0, replayed: 0, bodies: [], problems: {} };

/** A `run-worker.ts` as a process of its own. */
export class RunWorkerProcess {
  readonly ended: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (tally: RunTally) => void>();
  #lastId = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = once(child, 'exit').then(() => this.#abandon());
    child.on('message', (report: RunReport) => this.#hear(report));
  }

  static async start(settings: RunWorkerSettings): Promise<RunWorkerProcess> {
    const child = fork(file('run-worker.ts'), {
      execArgv: ARGUMENTS,
      env: { PATH: process.env['PATH'], WORKER_SETTINGS: JSON.stringify(settings) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const worker = new RunWorkerProcess(child);
    const ready = new Promise<void>((resolve) => {
      child.on('message', (report: RunReport) => report.kind === 'ready' && resolve());
    });
    const died = worker.ended.then(() => {
      throw new Error('A worker ended before it was ready');
    });
    await Promise.race([ready, died]);
    return worker;
  }

  /** How the runs ended; nothing when the worker died over them. */
  send(command: Omit<RunCommand, 'id'>): Promise<RunTally> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      if (this.#child.connected) this.#child.send({ ...command, id }, (error) => error && this.#abandon());
      else this.#abandon();
    });
  }

  /** Kills it (-9) and waits until it is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.ended;
  }

  #hear(report: RunReport): void {
    if (report.kind !== 'answer') return;
    this.#waiting.get(report.id)?.(report.tally);
    this.#waiting.delete(report.id);
  }

  #abandon(): void {
    for (const resolve of this.#waiting.values()) resolve(NOTHING);
    this.#waiting.clear();
  }
}
