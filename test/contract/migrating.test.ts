import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { migratingDocument, migrationFacts } from '../../scripts/migrating-document.ts';
import { actions } from './catalogue.ts';
import { triggers } from './triggers.ts';

const { systems } = migrationFacts();
const known = { action: new Set(actions.map(({ id }) => id)), trigger: new Set(triggers.map(({ id }) => id)) };
const written = readFileSync(new URL('../../docs/migrating.md', import.meta.url), 'utf8');

describe('docs/migrating.md', () => {
  it('is what the facts and the catalogues give: npm run docs brings it up to date', () => {
    expect(written).toBe(migratingDocument({ actions, triggers }));
  });

  it.each(['Okta Workflows', 'Workato', 'Moveworks', 'UnifyApps'])('has %s', (system) => {
    expect(systems.some(({ title }) => title.startsWith(system))).toBe(true);
  });
});

describe.each([...systems])('$title', ({ title, entries, found }) => {
  it('is led to ids that are there', () => {
    const unknown = entries.flatMap(({ kind, ids }) => ids.filter((id) => !known[kind].has(id)));
    expect(unknown).toEqual([]);
  });

  it('loses nothing that was found there', () => {
    const covered = (kind: 'action' | 'trigger') =>
      new Set(entries.flatMap((entry) => (entry.kind === kind ? entry.ids : [])));
    expect(found.actions.filter((id) => !covered('action').has(id))).toEqual([]);
    expect(found.triggers.filter((id) => !covered('trigger').has(id))).toEqual([]);
    expect(found.actions.length + found.triggers.length).toBeGreaterThan(5);
  });

  it('has each name once', () => {
    const names = entries.map(({ kind, name }) => `${kind} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('stands in the document, each name with a link', () => {
    const section = written.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    for (const { name, kind, ids } of entries) {
      const row = section.split('\n').find((line) => line.startsWith(`| ${name}`)) ?? '';
      for (const id of ids) expect(row).toContain(`(${kind}s.md#${id})`);
    }
  });
});
