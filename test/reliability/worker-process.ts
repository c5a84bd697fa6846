import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Command, Point, Report, WorkerSettings } from './protocol.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ARGUMENTS = ['--no-warnings', '--import', file('../support/load-typescript.mjs')];

/** A worker as a process of its own. */
export class WorkerProcess {
  /** Versions of tokens that it handed out, by connection. */
  readonly used = new Map<string, Set<number>>();
  readonly ended: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #points: ((point: Point) => void)[] = [];
  #lastId = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = once(child, 'exit').then(() => this.#abandon());
    child.on('message', (report: Report) => this.#hear(report));
  }

  static async start(settings: WorkerSettings): Promise<WorkerProcess> {
    const child = fork(file('worker.ts'), {
      execArgv: ARGUMENTS,
      env: { PATH: process.env['PATH'], WORKER_SETTINGS: JSON.stringify(settings) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const worker = new WorkerProcess(child);
    const ready = new Promise<void>((resolve) => {
      child.on('message', (report: Report) => report.kind === 'ready' && resolve());
    });
    const died = worker.ended.then(() => {
      throw new Error('A worker ended before it was ready');
    });
    await Promise.race([ready, died]);
    return worker;
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** What became of the command; no versions and no errors when the worker died over it. */
  send(command: Command): Promise<Answer> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      if (this.#child.connected) this.#child.send({ id, command }, (error) => error && this.#abandon());
      else this.#abandon();
    });
  }

  /** Resolves when the worker stands at its failpoint. */
  atPoint(): Promise<Point> {
    return new Promise((resolve) => this.#points.push(resolve));
  }

  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal);
  }

  /** Ends it, stopped or not, and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.signal('SIGKILL');
    await this.ended;
  }

  #hear(report: Report): void {
    if (report.kind === 'used') {
      const versions = this.used.get(report.connectionId) ?? new Set();
      this.used.set(report.connectionId, versions.add(report.version));
    }
    if (report.kind === 'point') {
      for (const tell of this.#points) tell(report.point);
      this.#points = [];
    }
    if (report.kind === 'answer') {
      this.#waiting.get(report.id)?.(report.answer);
      this.#waiting.delete(report.id);
    }
  }

  #abandon(): void {
    for (const resolve of this.#waiting.values()) resolve({ versions: {}, errors: {} });
    this.#waiting.clear();
  }
}
