import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** A page of the documentation, by its path from the root. */
export interface GuidePage {
  path: string;
  text: string;
}

export function pageAt(path: string): GuidePage {
  return { path, text: readFileSync(new URL(path, ROOT), 'utf8') };
}

/** Everything that is written in Markdown for readers of this project. */
export function allPages(): GuidePage[] {
  const docs = readdirSync(new URL('docs/', ROOT)).filter((name) => name.endsWith('.md'));
  const others = ['README.md', 'CONTRIBUTING.md', 'clients/typescript/README.md', 'helm/okta-connector/README.md'];
  return [...docs.map((name) => `docs/${name}`), ...others].map(pageAt);
}

/** The blocks of code in a language, in their order. */
export function codeIn({ text }: GuidePage, language: string): string[] {
  return [...text.matchAll(/^( *)```(\w*)\n(.*?)^ *```$/gms)].flatMap(([, indent = '', name, code = '']) =>
    name === language ? [code.replaceAll(new RegExp(`^${indent}`, 'gm'), '')] : [],
  );
}
