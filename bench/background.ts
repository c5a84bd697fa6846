import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

interface Start {
  command?: string;
  args: string[];
  env?: Record<string, string>;
  /** Answers 2xx as soon as the process serves. */
  readyUrl: string;
}

const END_WITH_PARENT = fileURLToPath(new URL('../test/reliability/end-with-parent.mjs', import.meta.url));
const ASK_EVERY_MS = 5;
const PATIENCE_MS = 30_000;

/** A server in a process of its own, whose output goes nowhere, as fast as in production at least. */
export class Background {
  readonly #child: ChildProcess;
  /** From its start to the first good answer. */
  readonly readyMs: number;

  private constructor(child: ChildProcess, readyMs: number) {
    this.#child = child;
    this.readyMs = readyMs;
  }

  static async start({ command, args, env = {}, readyUrl }: Start): Promise<Background> {
    const began = performance.now();
    const nodeArguments = command ? [] : ['--no-warnings', '--import', END_WITH_PARENT];
    const child = spawn(command ?? process.execPath, [...nodeArguments, ...args], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
    for (;;) {
      const answer = await fetch(readyUrl).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) return new Background(child, performance.now() - began);
      if (child.exitCode !== null) throw new Error(`${args.at(-1)} ended: ${complaint}`);
      if (performance.now() - began > PATIENCE_MS) {
        child.kill('SIGKILL');
        throw new Error(`${args.at(-1)} does not answer at ${readyUrl}: ${complaint}`);
      }
      await wait(ASK_EVERY_MS);
    }
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Resident memory; NaN where there is no /proc. */
  async residentMb(): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, 'utf8').catch(() => '');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  async stop(signal: 'SIGKILL' | 'SIGQUIT' = 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'exit');
    this.#child.kill(signal);
    await closed;
  }
}
