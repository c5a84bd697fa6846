import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anchorOf } from '../../scripts/migrating-document.ts';
import { allPages, pageAt, type GuidePage } from './pages.ts';

const ROOT = new URL('../../', import.meta.url);

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');

function anchorsOf({ text }: GuidePage): Set<string> {
  const headings = text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (.+)$/gm);
  return new Set([...headings].map(([, heading = '']) => anchorOf(heading)));
}

function targetsIn({ text }: GuidePage): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The targets that lead to no file of this project, or to no heading in it. */
function deadLinks(page: GuidePage): string[] {
  return targetsIn(page).filter((target) => {
    if (/^https?:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page.path : posix.join(posix.dirname(page.path), file);
    if (!existsSync(new URL(path, ROOT))) return true;
    return anchor !== undefined && !anchorsOf(pageAt(path)).has(anchor);
  });
}

describe('links', () => {
  it.each(allPages().map((page) => [page.path, page] as const))('in %s lead somewhere', (_, page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  it('that lead nowhere are found', () => {
    const text =
      '# A heading\n[here](#a-heading) [gone](gone.md) [far](https://a.example) [none](#none) [up](../README.md#none)';
    expect(deadLinks({ path: 'docs/x.md', text: text.replace('#a-heading', 'README.md#guide') })).toEqual([
      'gone.md',
      '#none',
      '../README.md#none',
    ]);
  });

  it('from the index lead to every page of the guide', () => {
    const pages = allPages().filter(({ path }) => path.startsWith('docs/') && path !== 'docs/README.md');
    const targets = targetsIn(pageAt('docs/README.md'));
    expect(pages.map(({ path }) => posix.basename(path)).filter((name) => !targets.includes(name))).toEqual([]);
  });
});
