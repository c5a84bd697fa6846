import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadPlan, PhaseResult } from './load-protocol.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface RunningLoad {
  results: Promise<PhaseResult[]>;
  /** Ends the present phase. */
  end: () => void;
}

export const playLoad = (plan: LoadPlan): Promise<PhaseResult[]> => startLoad(plan).results;

/** Carries a plan out in a process of its own, so that who sends does not wait for who measures. */
export function startLoad(plan: LoadPlan): RunningLoad {
  const child = fork(file('load-worker.ts'), {
    execArgv: ['--no-warnings', '--import', file('../support/load-typescript.mjs')],
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The load ended with ${String(code)} before it was over`);
  });
  const results = once(child, 'message').then(([found]) => found as PhaseResult[]);
  child.send(plan);
  ended.catch(() => undefined);
  const found = Promise.race([results, ended]).finally(() => child.kill());
  // Whoever gives up before the end does not ask for them any more.
  found.catch(() => undefined);
  return {
    results: found,
    end: () => void child.send('end'),
  };
}
