import { OktaError } from '../okta-error.ts';
import { decodeCursor, encodeCursor } from '../query/cursors.ts';
import type { StoredLogEvent } from './log-store.ts';

/** A place in the log: behind the event persisted then, with that number. */
export type LogPlace = Pick<StoredLogEvent, 'persistedAt' | 'seq'>;

/** Cursors of the System Log; the org can forget all that it has given out. */
export class LogCursors {
  private era = 0;
  private staleCode: 'E0000029' | 'E0000053' = 'E0000029';

  /** Every cursor given out so far is refused from now on. */
  expire(errorCode: 'E0000029' | 'E0000053' = 'E0000029'): void {
    this.era += 1;
    this.staleCode = errorCode;
  }

  encode({ persistedAt, seq }: LogPlace): string {
    return encodeCursor('logs', `${this.era}:${persistedAt}:${seq}`);
  }

  /**
   * Reads a cursor back.
   * @throws OktaError E0000031 for what never was one, E0000029 or E0000053 for one that is stale
   */
  decode(cursor: string): LogPlace {
    const [era, persistedAt, seq] = decodeCursor('logs', cursor).split(':').map(Number);
    if (persistedAt === undefined || seq === undefined || Number.isNaN(persistedAt + seq)) {
      throw new OktaError('E0000031', { causes: ['Invalid cursor.'] });
    }
    if (era !== this.era) throw this.stale();
    return { persistedAt, seq };
  }

  private stale(): OktaError {
    if (this.staleCode === 'E0000029') return new OktaError('E0000029');
    return new OktaError('E0000053', { summary: 'Invalid parameter: the after cursor has expired' });
  }
}
