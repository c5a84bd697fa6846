import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { actionsDocument } from '../../scripts/actions-document.ts';
import { actions } from './catalogue.ts';

const written = readFileSync(new URL('../../docs/actions.md', import.meta.url), 'utf8');
const made = actionsDocument(actions);

/** The part of an action, from its heading to the next. */
const sectionOf = (id: string) => made.split(`\n### ${id}\n`)[1]?.split(/\n##+ /)[0] ?? '';

describe('docs/actions.md', () => {
  it('is what the catalogue gives: npm run docs brings it up to date', () => {
    expect(written === made).toBe(true);
  });

  it('is the same every time', () => {
    expect(actionsDocument(actions)).toBe(made);
  });

  it.each([...actions])(
    'says of $id what it takes and needs',
    ({ id, definition, schemas, requiredScopes, routes }) => {
      const section = sectionOf(id);
      const { properties = {} } = schemas.input as { properties?: object };
      const needed = [
        definition.title,
        ...requiredScopes,
        ...routes,
        ...Object.keys(properties).map((name) => `| \`${name}\` |`),
      ];
      expect(needed.filter((text) => !section.includes(text))).toEqual([]);
    },
  );

  it.each([...actions])('links to $id', ({ id }) => {
    expect(made).toContain(`[${id}](#${id})`);
  });
});
