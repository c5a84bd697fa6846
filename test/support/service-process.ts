import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const COMMAND = ['--no-warnings', '--import', file('load-typescript.mjs'), file('../../src/main.ts')];

/** The service as a process of its own. */
export interface ServiceProcess {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when the text has appeared on standard output; rejects when the process ends before. */
  printed(text: string | RegExp): Promise<string>;
  /** The exit code, or the signal's name. */
  ended: Promise<number | string>;
}

/** Starts `src/main.ts` with this environment and nothing else but PATH. */
export function startService(env: Record<string, string>, nodeArguments: string[] = []): ServiceProcess {
  const options = {
    env: { PATH: process.env['PATH'], METRICS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe')[],
  };
  const child = spawn(process.execPath, [...nodeArguments, ...COMMAND], options);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]: (number | string)[]) => code ?? signal ?? 'unknown');
  const printed = (text: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = typeof text === 'string' ? output.stdout.includes(text) && [text] : text.exec(output.stdout);
        if (found) resolve(found[1] ?? found[0] ?? '');
      };
      child.stdout?.on('data', look);
      void ended.then((code) => reject(new Error(`The service ended with ${code}: ${output.stderr || output.stdout}`)));
      look();
    });
  return { child, stdout: () => output.stdout, stderr: () => output.stderr, printed, ended };
}
