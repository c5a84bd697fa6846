import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Drive, DriveResult, LimitReport, LimitWorkerSettings } from './limit-protocol.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ARGUMENTS = ['--no-warnings', '--import', file('../support/load-typescript.mjs')];

/** A process that makes calls. */
export class LimitWorkerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
  ) {}

  static async start(settings: LimitWorkerSettings): Promise<LimitWorkerProcess> {
    const child = fork(file('limit-worker.ts'), {
      execArgv: ARGUMENTS,
      env: { PATH: process.env['PATH'], WORKER_SETTINGS: JSON.stringify(settings) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const worker = new LimitWorkerProcess(child, once(child, 'exit'));
    await worker.hear('ready');
    return worker;
  }

  /** Makes calls, and tells what became of them. */
  async drive(command: Drive): Promise<DriveResult> {
    this.child.send(command);
    const report = await this.hear('driven');
    return report.kind === 'driven' ? report.result : {};
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }

  private async hear(kind: LimitReport['kind']): Promise<LimitReport> {
    const said = new Promise<LimitReport>((resolve) => {
      const listen = (report: LimitReport) => {
        if (report.kind !== kind) return;
        this.child.off('message', listen);
        resolve(report);
      };
      this.child.on('message', listen);
    });
    const died = this.ended.then(() => {
      throw new Error('A worker ended before its time');
    });
    return Promise.race([said, died]);
  }
}
