import { Injectable, Logger } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import { EventIntake } from '../events/event-intake.service.js';
import type { LogEvent } from '../events/log-event.js';
import type { LogPage } from './log-page.js';
import type { LogPosition, PollProgress } from './log-position.js';
import { LogPositions } from './log-position.repository.js';

/** Keeps a page and the place behind it, both or neither. */
@Injectable()
export class LogPageStore {
  readonly #logger = new Logger(LogPageStore.name);

  constructor(
    private readonly intake: EventIntake,
    private readonly positions: LogPositions,
  ) {}

  /** @returns `lost`, with nothing stored, when the position is gone, was moved, or belongs to another poller by now */
  async store(position: LogPosition, page: LogPage, progress: PollProgress): Promise<'stored' | 'lost'> {
    this.#tell(position, page);
    try {
      return await this.#storeAll(position, page.events, progress);
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
      return this.#storeAll(position, await this.#storable(position, page.events), progress);
    }
  }

  async #storeAll(
    position: LogPosition,
    events: readonly LogEvent[],
    progress: PollProgress,
  ): Promise<'stored' | 'lost'> {
    let held = true;
    const within = async () => {
      held = await this.positions.advance(position, progress);
      if (!held) throw new ConnectorError('internal_error', 'The place in the log is no longer held.');
    };
    try {
      await this.intake.accept({ ...arrivalOf(position), events, within });
      return 'stored';
    } catch (error) {
      if (held) throw error;
      return 'lost';
    }
  }

  /** Finds what the database does not take by halves; the others are stored on the way. */
  async #storable(position: LogPosition, events: readonly LogEvent[]): Promise<readonly LogEvent[]> {
    try {
      await this.intake.accept({ ...arrivalOf(position), events });
      return events;
    } catch (error) {
      if (!isRefusedByDatabase(error)) throw error;
      if (events.length > 1) return this.#halves(position, events);
      const { connectionId } = position;
      this.#logger.error({ msg: 'An event is left out', connectionId, uuid: events[0]?.uuid, err: error });
      return [];
    }
  }

  async #halves(position: LogPosition, events: readonly LogEvent[]): Promise<readonly LogEvent[]> {
    const middle = Math.ceil(events.length / 2);
    const first = await this.#storable(position, events.slice(0, middle));
    return [...first, ...(await this.#storable(position, events.slice(middle)))];
  }

  #tell({ connectionId }: LogPosition, { unreadable }: LogPage): void {
    if (unreadable.length === 0) return;
    this.#logger.warn({ msg: 'What is no event was left out', connectionId, uuids: unreadable.slice(0, 100) });
  }
}

const arrivalOf = ({ tenantId, connectionId }: LogPosition) => ({ tenantId, connectionId, source: 'log' }) as const;

/** SQLSTATE class 22, data exception: it will not be taken another time either. */
function isRefusedByDatabase(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code);
}
