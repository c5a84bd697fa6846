import { z } from 'zod';
import type { Route } from '../../okta/okta-request.js';
import { listRequest, pageRequest, readItems } from './okta-lists.js';
import type { Finding, Search, SearchRequest, SearchStep } from './search.js';

/** A list of objects that bear the time of a change, by which Okta searches and sorts them. */
export interface ChangeFeed {
  route: Route;
  /** Under which name an object is delivered. */
  name: 'user' | 'group';
  property: 'created' | 'lastUpdated';
  /** What is one and the same change. */
  keyOf: (object: ChangedObject) => string;
}

const ChangedObject = z.looseObject({ id: z.string().min(1), created: z.string(), lastUpdated: z.string() });

type ChangedObject = z.output<typeof ChangedObject>;

const Memory = z.object({
  /** Where to search from. */
  since: z.string(),
  /** Of a pass that is not at its end: what is older had reached Okta's index when it began. */
  settled: z.string().optional(),
});

const MINUTE = 60_000;
/** Okta's search is eventually consistent, usually within a second. The last minutes are searched again. */
const OVERLAP_MS = 5 * MINUTE;
/** How much Okta's clock may differ from the database's. */
const CLOCKS_MS = 60 * MINUTE;
/** An object is new when it was changed within a minute of being created, as by its activation. */
const NEW_MS = MINUTE;
const PAGE = 200;

/**
 * Finds what was created or changed, oldest first. Each page is asked for by the time of the last object before it rather
 * than by Okta's cursor: an object that is changed meanwhile moves to the end of the list and would shift the pages.
 */
export function searchChanges(feed: ChangeFeed): Search {
  return async function* search(request) {
    const begun = beginOf(request);
    let { since } = begun;
    for (let target: string | undefined; ;) {
      const page = await request.read(target === undefined ? firstPage(feed, request, since) : pageRequest(target));
      const objects = readItems(ChangedObject, page.items);
      const last = objects.at(-1)?.[feed.property];
      const done = last === undefined || page.next === undefined;
      const advances = last !== undefined && Date.parse(last) > Date.parse(since);
      // A page of one and the same time: only Okta's own link leads behind it.
      target = advances ? undefined : page.next;
      const before = since;
      if (last !== undefined && advances) since = last;
      yield stepOf(feed, request, {
        objects,
        before,
        memory: done ? endOf(request, begun) : { ...begun, since },
        done,
      });
      if (done) return;
    }
  };
}

function beginOf({ memory, startFrom, now }: SearchRequest): { since: string; settled: string } {
  const known = Memory.safeParse(memory).data;
  return {
    since: known?.since ?? startFrom.toISOString(),
    settled: known?.settled ?? new Date(now.getTime() - OVERLAP_MS).toISOString(),
  };
}

/** The next pass begins where Okta's index was complete when this one began, but never before the subscription. */
function endOf({ startFrom }: SearchRequest, { settled }: { settled: string }): z.output<typeof Memory> {
  const since = Math.max(Date.parse(settled), startFrom.getTime());
  return { since: new Date(since).toISOString() };
}

function firstPage({ route, property }: ChangeFeed, { params }: SearchRequest, since: string) {
  const changed = `${property} ge "${new Date(since).toISOString()}"`;
  const { search } = params;
  const query = {
    search: typeof search === 'string' ? `(${search}) and ${changed}` : changed,
    sortBy: property,
    sortOrder: 'asc',
    limit: PAGE,
  };
  return listRequest(route, { query });
}

interface ReadPage {
  objects: ChangedObject[];
  /** The page holds nothing older. */
  before: string;
  memory: z.output<typeof Memory>;
  done: boolean;
}

function stepOf(feed: ChangeFeed, request: SearchRequest, { objects, before, memory, done }: ReadPage): SearchStep {
  const wanted = objects.filter((object) => request.params['includeCreated'] !== false || !isNew(object));
  const findings = wanted.map((object): Finding => ({ key: feed.keyOf(object), body: { [feed.name]: object } }));
  // A change is delivered after it was made: what was delivered earlier is none of these.
  return { findings, memory, done, toldSince: new Date(Date.parse(before) - CLOCKS_MS) };
}

const isNew = ({ created, lastUpdated }: ChangedObject) => Date.parse(lastUpdated) - Date.parse(created) <= NEW_MS;
