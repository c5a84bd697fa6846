import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PollReport, PollWorkerSettings } from './poll-protocol.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ARGUMENTS = ['--no-warnings', '--import', file('../support/load-typescript.mjs')];

/** A process that polls. */
export class PollWorkerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
  ) {}

  static async start(settings: PollWorkerSettings): Promise<PollWorkerProcess> {
    const child = fork(file('poll-worker.ts'), {
      execArgv: ARGUMENTS,
      env: { PATH: process.env['PATH'], WORKER_SETTINGS: JSON.stringify(settings) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const worker = new PollWorkerProcess(child, once(child, 'exit'));
    await worker.#hear('ready');
    return worker;
  }

  /** Finishes what is under way, and ends. */
  async stop(): Promise<void> {
    this.child.send('end');
    await this.#hear('ended').finally(() => this.child.kill('SIGKILL'));
    await this.ended;
  }

  async #hear(kind: PollReport['kind']): Promise<void> {
    const said = new Promise<void>((resolve) => {
      const listen = (report: PollReport) => {
        if (report.kind !== kind) return;
        this.child.off('message', listen);
        resolve();
      };
      this.child.on('message', listen);
    });
    const died = this.ended.then(() => {
      throw new Error('A worker ended before its time');
    });
    await Promise.race([said, died]);
  }
}
