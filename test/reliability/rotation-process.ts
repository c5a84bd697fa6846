import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const COMPILED = [file('../../dist/cli.js')];
const SOURCE = ['--import', file('../support/load-typescript.mjs'), file('../../src/cli.ts')];
const KEPT = 4_000;

interface RotationOptions {
  env: Record<string, string>;
  from: 'compiled' | 'source';
  options: string[];
}

/** `keys rotate` as a process of its own. */
export class RotationProcess {
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  readonly #child: ChildProcess;
  #output = '';
  isOver = false;

  constructor({ env, from, options }: RotationOptions) {
    const command = ['--no-warnings', ...(from === 'compiled' ? COMPILED : SOURCE), 'keys', 'rotate', ...options];
    this.#child = spawn(process.execPath, command, { env: { PATH: process.env['PATH'], ...env } });
    const hear = (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-KEPT));
    this.#child.stdout?.on('data', hear);
    this.#child.stderr?.on('data', hear);
    this.ended = once(this.#child, 'close').then(([code, signal]: (number | string)[]) => {
      this.isOver = true;
      return code ?? signal ?? 'unknown';
    });
  }

  get output(): string {
    return this.#output;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}
