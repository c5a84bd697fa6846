import type { OktaRequest } from '../../okta/okta-request.js';
import { LogEvent } from '../events/log-event.js';
import { batchesOf } from './batches.js';
import { carryOver, endOfPage, EventMemory, remember, shortId } from './event-memory.js';
import { isRefusedQuestion, listRequest, pageRequest, readItems } from './okta-lists.js';
import type { Finding, OktaPage, Search, SearchRequest } from './search.js';

const MINUTE = 60_000;
/** The log keeps no more. Source: https://developer.okta.com/docs/reference/system-log-query/ */
export const LOG_KEPT_MS = 90 * 1_440 * MINUTE;
const DEFAULT_LOOKBACK = 5;
const PAGE = 1_000;

/**
 * Finds the events of a window, oldest first, in lists. Events reach the log late: the minutes before the window
 * (`lookback`) are searched again, and what they hold beyond what was told before comes with this window.
 */
export const searchEvents: Search = async function* search(request) {
  const memory = EventMemory.parse(request.memory ?? {});
  let telling = memory.telling ?? carryOver(memory.told, request.window.until.getTime() - lookbackMs(request));
  let batches = memory.progress?.batches ?? 0;
  for await (const { page, following } of withFollowing(pagesToTell(request, memory))) {
    const lists = batchesOf(page?.events ?? []);
    const findings = findingsOf(request, { lists, before: batches, complete: following === undefined });
    batches += lists.length;
    telling = remember(telling, page?.events ?? []);
    if (!page || !following) yield { findings, done: true, toldSince: undefined, memory: { told: telling } };
    else {
      const progress = { next: following.target, batches, ...endOfPage(page.events) };
      yield { findings, done: false, toldSince: undefined, memory: { ...memory, telling, progress } };
    }
  }
};

interface Lists {
  lists: readonly LogEvent[][];
  /** Lists of the window that were delivered before. */
  before: number;
  /** No more follow. */
  complete: boolean;
}

function findingsOf({ window }: SearchRequest, { lists, before, complete }: Lists): Finding[] {
  const [from, until] = [window.from.toISOString(), window.until.toISOString()];
  return lists.map((events, index): Finding => {
    const number = before + index + 1;
    const last = complete && index === lists.length - 1;
    return {
      key: `${from}/${number}`,
      body: { scheduledAt: until, window: { from, until }, events, batch: { number, last } },
    };
  });
}

interface EventPage {
  /** What is to be told, at least one. */
  events: LogEvent[];
  /** What led here. */
  target: string;
}

/** Each page with the one that follows; both are undefined where there is none at all. */
async function* withFollowing(pages: AsyncIterable<EventPage>) {
  let page: EventPage | undefined;
  for await (const following of pages) {
    if (page) yield { page, following };
    page = following;
  }
  yield { page, following: undefined };
}

/** The pages that hold something to be told, from where the window was left. */
async function* pagesToTell(request: SearchRequest, memory: EventMemory): AsyncGenerator<EventPage, void, void> {
  const isWanted = wantedOf(request, memory);
  let target = memory.progress?.next ?? '';
  for (let page = await begin(request, memory); ; page = await request.read(pageRequest(target))) {
    const events = readItems(LogEvent, page.items).filter(isWanted);
    if (events.length > 0) yield { events, target };
    if (page.next === undefined) return;
    target = page.next;
  }
}

function wantedOf(request: SearchRequest, memory: EventMemory): (event: LogEvent) => boolean {
  const ids = memory.told?.events.map(([, id]) => id) ?? [];
  const told = new Set([...ids, ...(memory.progress?.tied ?? [])]);
  const [earliest, end] = [earliestOf(request, memory), request.window.until.getTime()];
  return ({ uuid, published }) => {
    const at = Date.parse(published);
    return at >= earliest && at < end && !told.has(shortId(uuid));
  };
}

/** Goes on where the last step ended. A cursor that Okta no longer knows gives way to the time of the last event. */
async function begin(request: SearchRequest, memory: EventMemory): Promise<OktaPage> {
  const { progress } = memory;
  if (!progress) return request.read(eventsFrom(request, earliestOf(request, memory)));
  try {
    return await request.read(pageRequest(progress.next));
  } catch (error) {
    if (!isRefusedQuestion(error)) throw error;
    return request.read(eventsFrom(request, Date.parse(progress.published)));
  }
}

/** Never before the subscription, and never where it is not known any more what was told. */
function earliestOf(request: SearchRequest, { told }: EventMemory): number {
  const { window, startFrom, now } = request;
  const from = window.from.getTime();
  const back = from - lookbackMs(request);
  return Math.max(Math.min(from, Math.max(back, told?.from ?? from)), startFrom.getTime(), now.getTime() - LOG_KEPT_MS);
}

function eventsFrom({ params, window }: SearchRequest, since: number): OktaRequest {
  const { filter, q } = params;
  const until = window.until.toISOString();
  const query = { since: new Date(since).toISOString(), until, sortOrder: 'ASCENDING', limit: PAGE };
  return listRequest('GET /api/v1/logs', {
    query: { ...query, ...(typeof filter === 'string' && { filter }), ...(typeof q === 'string' && { q }) },
  });
}

function lookbackMs({ params: { lookback } }: SearchRequest): number {
  return (typeof lookback === 'number' ? lookback : DEFAULT_LOOKBACK) * MINUTE;
}
