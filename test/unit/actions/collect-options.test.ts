import { describe, expect, it } from '@jest/globals';
import { collectOptions, FIRST_PLACE, type OptionPlace } from '../../../src/actions/options/collect-options.js';
import type { Option, OptionList, OrgList } from '../../../src/actions/options/option-source.js';
import { ORG_READS } from '../../../src/actions/org-reads/org-operation.js';

const option = (value: string): Option => ({ value, label: `Label ${value}`, description: null });

/** A list of the org; an item `''` is no option. */
const orgList = (name: string, searchedBy: 'okta' | 'us' = 'us'): OrgList => ({
  kind: 'org',
  operation: ORG_READS.zones,
  input: { name },
  searchedBy,
  optionOf: (item) => (item === '' ? undefined : option(String(item))),
});

/** Okta's pages by list; the targets are their numbers. */
function org(pages: Record<string, string[][]>) {
  const reads: string[] = [];
  const read = async ({ input }: OrgList, target: string | null) => {
    const name = String(input['name']);
    const page = Number(target ?? 0);
    reads.push(`${name}${page}`);
    const next = page + 1 < (pages[name]?.length ?? 0) ? String(page + 1) : null;
    return { items: pages[name]?.[page] ?? [], next };
  };
  return { read, reads };
}

/** Follows the cursors to the end. */
async function everything(
  lists: OptionList[],
  pages: Record<string, string[][]>,
  { limit = 2, q }: { limit?: number; q?: string } = {},
) {
  const { read, reads } = org(pages);
  const answers: string[][] = [];
  let place: OptionPlace | undefined = FIRST_PLACE;
  while (place) {
    const { options, next }: Awaited<ReturnType<typeof collectOptions>> = await collectOptions(
      { lists, q, limit, read },
      place,
    );
    answers.push(options.map(({ value }) => value));
    place = next;
  }
  return { answers, reads };
}

describe('collectOptions', () => {
  it('gives every option once, in pages of the size that was asked for', async () => {
    const pages = {
      a: [
        ['1', '2', '3'],
        ['4', '5'],
      ],
    };
    const { answers } = await everything([orgList('a')], pages);
    expect(answers).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  it('goes on with the next list where one ends', async () => {
    const fixed: OptionList = { kind: 'fixed', options: [option('x'), option('y'), option('z')] };
    const { answers } = await everything([fixed, orgList('a'), orgList('b')], { a: [['1']], b: [['2', '3']] });
    expect(answers).toEqual([
      ['x', 'y'],
      ['z', '1'],
      ['2', '3'],
    ]);
  });

  it('reads on until enough options match, where Okta cannot search', async () => {
    const pages = { a: [['none', 'zone'], ['none'], ['zone east', 'none', 'zone west']] };
    const { answers } = await everything([orgList('a')], pages, { q: 'ZONE' });
    expect(answers).toEqual([['zone', 'zone east'], ['zone west']]);
  });

  it('takes every word of the search', async () => {
    const pages = { a: [['east office', 'east depot', 'west office']] };
    const { answers } = await everything([orgList('a')], pages, { q: 'office east', limit: 10 });
    expect(answers).toEqual([['east office']]);
  });

  it('leaves the search to Okta where Okta can', async () => {
    const { answers } = await everything([orgList('a', 'okta')], { a: [['anything']] }, { q: 'zone' });
    expect(answers).toEqual([['anything']]);
  });

  it('passes over what is no option', async () => {
    const { answers } = await everything([orgList('a', 'okta')], { a: [['1', '', '2', '', '3']] });
    expect(answers).toEqual([['1', '2'], ['3']]);
  });

  it('gives up a hopeless search after some pages, with a cursor to go on', async () => {
    const pages = { a: [...Array.from({ length: 40 }, () => ['none']), ['zone']] };
    const { answers, reads } = await everything([orgList('a')], pages, { q: 'zone' });
    expect(answers).toEqual([[], ['zone']]);
    expect(reads).toHaveLength(41);
  });

  it('is empty for an org that has none', async () => {
    expect((await everything([orgList('a')], { a: [[]] })).answers).toEqual([[]]);
  });
});
