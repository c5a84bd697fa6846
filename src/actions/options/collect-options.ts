import type { Option, OptionList, OrgList } from './option-source.js';

/** Where to go on: in which list, at which of Okta's pages (null: the first), after how many of its items. */
export interface OptionPlace {
  list: number;
  target: string | null;
  skip: number;
}

/** One page of a list, whether ours or Okta's. `next` is Okta's own next target. */
interface OptionPage {
  options: (Option | undefined)[];
  next: string | null;
}

export interface OptionSearch {
  lists: readonly OptionList[];
  q: string | undefined;
  limit: number;
  /** Reads a page at Okta. */
  read(list: OrgList, target: string | null): Promise<{ items: readonly unknown[]; next: string | null }>;
}

export const FIRST_PLACE: OptionPlace = { list: 0, target: null, skip: 0 };

/** Where nothing matches for so many of Okta's pages, the caller gets what there is, and goes on with the cursor. */
const MAX_READS = 25;

/** Up to `limit` options from `place` on, and where the next ones begin; undefined at the end. */
export async function collectOptions(
  search: OptionSearch,
  from: OptionPlace,
): Promise<{ options: Option[]; next: OptionPlace | undefined }> {
  const options: Option[] = [];
  let place: OptionPlace | undefined = from;
  for (let reads = 0; place && options.length < search.limit && reads < MAX_READS; reads += 1) {
    const list: OptionList | undefined = search.lists[place.list];
    if (!list) return { options, next: undefined };
    const page: OptionPage = await pageOf(search, list, place.target);
    const taken = take(page.options.slice(place.skip), search.limit - options.length);
    options.push(...taken.options);
    place = placeAfter(search, { place, page, seen: place.skip + taken.seen });
  }
  return { options, next: place };
}

async function pageOf(search: OptionSearch, list: OptionList, target: string | null): Promise<OptionPage> {
  const matches = matcher(search.q);
  if (list.kind === 'fixed') return { options: list.options.filter(matches), next: null };
  const { items, next } = await search.read(list, target);
  const options = items.map((item) => list.optionOf(item));
  if (list.searchedBy === 'okta') return { options, next };
  return { options: options.filter((option) => option !== undefined && matches(option)), next };
}

/** As many options as wanted, and how many entries had to be looked at for them. */
function take(entries: readonly (Option | undefined)[], wanted: number): { options: Option[]; seen: number } {
  const options: Option[] = [];
  let seen = 0;
  for (const option of entries) {
    if (options.length === wanted) break;
    seen += 1;
    if (option) options.push(option);
  }
  return { options, seen };
}

function placeAfter(
  { lists }: OptionSearch,
  { place, page, seen }: { place: OptionPlace; page: OptionPage; seen: number },
): OptionPlace | undefined {
  if (seen < page.options.length) return { ...place, skip: seen };
  if (page.next !== null) return { ...place, target: page.next, skip: 0 };
  return place.list + 1 < lists.length ? { list: place.list + 1, target: null, skip: 0 } : undefined;
}

/** Every word of `q` must be somewhere in label, description or value. */
function matcher(q: string | undefined): (option: Option) => boolean {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return ({ value, label, description }) => {
    const all = `${label} ${description ?? ''} ${value}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
