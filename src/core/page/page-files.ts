import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../config.js';
import { paletteOf, paletteRules, type Palette } from './palette.js';

/** A file that pages need. The tag changes with the content. */
export interface PageFile {
  /** With the tag in it, so that browsers may keep the file for ever. */
  name: string;
  type: string;
  content: Buffer;
  tag: string;
}

type FileKind = 'style' | 'module' | 'icon' | 'logo';

const beside = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The build adds where its source map is, which nobody serves. */
const withoutMap = (script: string) => script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');

/** The mark that stands for the product where no logo is configured. */
const mark = ({ fill, 'on-fill': line }: Palette) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${fill}"/>` +
  `<g fill="none" stroke="${line}" stroke-width="2.6"><circle cx="12.2" cy="16" r="4.7"/><circle cx="19.8" cy="16" r="4.7"/></g></svg>`;

/** The files behind the pages: style, module, icon and logo, coloured as the operator wants. */
export class PageFiles {
  readonly #files: ReadonlyMap<FileKind, PageFile>;

  constructor({ accentColor, logo }: Config['connect']) {
    const drawn = mark(paletteOf('light', accentColor));
    const own = logo?.kind === 'own' ? logo : { type: 'image/svg+xml', content: Buffer.from(drawn) };
    this.#files = new Map([
      ['style', pageFile('page.css', 'text/css; charset=utf-8', paletteRules(accentColor) + beside('page.css'))],
      ['module', pageFile('page.js', 'text/javascript; charset=utf-8', withoutMap(beside('page.js')))],
      ['icon', pageFile('icon', own.type, own.content)],
      ['logo', pageFile('logo', own.type, own.content)],
    ]);
  }

  get(kind: FileKind): PageFile {
    const file = this.#files.get(kind);
    if (!file) throw new Error(`There is no ${kind}.`);
    return file;
  }

  /** The file that an address means; of another release, whose tag differs, the one that takes its place. */
  find(name: string): PageFile | undefined {
    const kind = /^page\..*css$/.test(name) ? 'style' : /^page\..*js$/.test(name) ? 'module' : undefined;
    return [...this.#files.values()].find((file) => file.name === name) ?? (kind && this.#files.get(kind));
  }
}

function pageFile(name: string, type: string, content: string | Buffer): PageFile {
  const bytes = Buffer.from(content);
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  const [stem, extension] = name.split('.');
  return { name: `${stem}.${tag}${extension === undefined ? '' : `.${extension}`}`, type, content: bytes, tag };
}
