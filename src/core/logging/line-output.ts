import { pino, type DestinationStream } from 'pino';

/** A destination whose lines may wait until the present turn of the event loop has ended. */
export interface LineOutput extends DestinationStream {
  /** Writes what waits; pino calls it behind a fatal line. */
  flushSync(): void;
}

/** So much is written at once even while the turn lasts. */
const MOST_WAITING = 65_536;

/**
 * Writes the lines of one turn of the event loop together: under load a system call for each line costs more than making it.
 * Order is kept; only a process that is killed in the midst of a turn loses that turn's lines.
 */
export function linesOfATurn(file: DestinationStream): LineOutput {
  let waiting = '';
  const flushSync = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '') file.write(text);
  };
  const write = (line: string): void => {
    if (waiting === '') setImmediate(flushSync);
    waiting += line;
    if (waiting.length > MOST_WAITING) flushSync();
  };
  return { write, flushSync };
}

/** Standard output; nothing is left unwritten when the process exits. */
export function standardOutput(): LineOutput {
  const output = linesOfATurn(pino.destination({ dest: process.stdout.fd, sync: true }));
  process.once('exit', () => output.flushSync());
  return output;
}
