import { syncBuiltinESMExports } from 'node:module';

const timers = process.getBuiltinModule('node:timers/promises');
const { setTimeout: real } = timers;

/** What has been waited for since `begin`. */
export const waited = {
  /** The pauses that were made, milliseconds. */
  pauses: [] as number[],
  /** Times after which somebody would have stopped waiting for something else. */
  bounds: [] as number[],
  /** Bounds whose timers are still set. */
  open: 0,
  /** Whether what is bounded comes in time. */
  inTime: true,
};

async function fake(ms: number, _: unknown, options?: { signal?: AbortSignal }): Promise<void> {
  const { signal } = options ?? {};
  if (!signal) waited.pauses.push(ms);
  else waited.bounds.push(ms);
  if (!signal || !waited.inTime) return;
  waited.open += 1;
  await new Promise<void>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      waited.open -= 1;
      reject(new Error('aborted'));
    });
  });
}

function put(setTimeout: unknown): void {
  Object.assign(timers, { setTimeout });
  syncBuiltinESMExports();
}

/** `setTimeout` of `node:timers/promises` that nobody waits for; modules must be imported after this. */
export function fakePauses(): void {
  Object.assign(waited, { pauses: [], bounds: [], open: 0, inTime: true });
  put(fake);
}

export const realPauses = (): void => put(real);
