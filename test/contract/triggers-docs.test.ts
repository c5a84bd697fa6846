import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { triggersDocument } from '../../scripts/triggers-document.ts';
import { triggers } from './triggers.ts';

const written = readFileSync(new URL('../../docs/triggers.md', import.meta.url), 'utf8');
const made = triggersDocument(triggers);

/** The part of a trigger, from its heading to the next. */
const sectionOf = (id: string) => made.split(`\n### ${id}\n`)[1]?.split(/\n##+ /)[0] ?? '';

describe('docs/triggers.md', () => {
  it('is what the catalogue gives: npm run docs brings it up to date', () => {
    expect(written === made).toBe(true);
  });

  it('is the same every time', () => {
    expect(triggersDocument(triggers)).toBe(made);
  });

  it.each([...triggers])('says of $id when it fires, what it takes and needs', ({ id, definition, schemas }) => {
    const section = sectionOf(id);
    const { properties = {} } = schemas.params as { properties?: object };
    const needed = [
      definition.title,
      definition.mechanism,
      ...definition.requiredScopes,
      ...(definition.eventTypes === 'any' ? ['Event types: any'] : definition.eventTypes),
      ...Object.keys(properties).map((name) => `| \`${name}\` |`),
      `"triggerId":"${id}"`,
      '"subscriptionId"',
    ];
    expect(needed.filter((text) => !section.includes(text))).toEqual([]);
  });

  it.each([...triggers])('links to $id', ({ id }) => {
    expect(made).toContain(`[${id}](#${id})`);
  });
});
