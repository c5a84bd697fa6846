import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RegisteredAction } from '../src/actions/registry.ts';
import type { RegisteredTrigger } from '../src/triggers/trigger-registry.ts';
import { cell } from './document-parts.ts';

const Ids = z.array(z.string());

const Entry = z.strictObject({
  kind: z.enum(['action', 'trigger']),
  /** What it is called there. */
  name: z.string(),
  ids: Ids.min(1),
  /** The name, or what stands for it, was concluded and not read. */
  inferred: z.literal(true).optional(),
  note: z.string().optional(),
});

const Facts = z.strictObject({
  note: z.string(),
  systems: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      source: z.string(),
      found: z.strictObject({ actions: Ids, triggers: Ids }),
      entries: z.array(Entry),
    }),
  ),
});

type System = z.output<typeof Facts>['systems'][number];
type Entry = z.output<typeof Entry>;

export interface Catalogues {
  actions: readonly RegisteredAction[];
  triggers: readonly RegisteredTrigger[];
}

/** What is known of other systems: docs/migrating.json. */
export const migrationFacts = (): z.output<typeof Facts> =>
  Facts.parse(JSON.parse(readFileSync(new URL('../docs/migrating.json', import.meta.url), 'utf8')));

/** docs/migrating.md: from the names of other systems to the ids here. The same facts give the same text. */
export function migratingDocument(catalogues: Catalogues): string {
  const { systems } = migrationFacts();
  const contents = systems.map(({ title }) => `- [${title}](#${anchorOf(title)})`);
  const sections = systems.map((system) => section(system, catalogues));
  return `${[HEAD, contents.join('\n'), ...sections].join('\n\n')}\n`;
}

const HEAD = `<!-- Made from docs/migrating.json by \`npm run docs\`; do not edit. -->

# Migrating

What actions, cards and capabilities of other systems are called here. Each id leads to its inputs, scopes and an
example. A name marked with \\* was concluded from a description; the others were read in the documents named below each
heading.

What differs everywhere:

- Inputs have the names that Okta's API gives them, and outputs are Okta's own objects, so mappings of fields become the
  same for every action. \`POST /v1/connections/{connectionId}/actions/{actionId}/schema\` adds the org's own attributes.
- A lifecycle action answers \`changed: true\` or \`false\` and is no error where nothing was left to do.
- Lists have \`limit\` and \`cursor\`, or come whole as a stream ([Run an action](run-an-action.md#read-a-list)).
- Triggers need no hook set up by hand, and DPoP stays switched on at Okta.
- Where a card is missing, one of the [other operations](run-an-action.md#run-any-other-operation) of Okta's Management
  API does it, with the checks and the paging of an action; \`custom-api-action\` takes any path.`;

function section(system: System, { actions, triggers }: Catalogues): string {
  const { title, source, entries } = system;
  const titles = {
    action: new Map(actions.map(({ id, definition }) => [id, definition.title])),
    trigger: new Map(triggers.map(({ id, definition }) => [id, definition.title])),
  };
  const tables = (['action', 'trigger'] as const).flatMap((kind) => {
    const own = entries.filter((entry) => entry.kind === kind);
    return own.length === 0 ? [] : [`### ${title}: ${kind}s`, table(own, kind, titles[kind])];
  });
  return [`## ${title}`, `Source: ${source}.`, ...tables].join('\n\n');
}

function table(entries: readonly Entry[], kind: Entry['kind'], titles: ReadonlyMap<string, string>): string {
  const rows = entries.map(({ name, ids, inferred, note }) => {
    const here = ids.map((id) => `[${id}](${kind}s.md#${id})`).join(', ');
    const what = note ?? ids.map((id) => titles.get(id) ?? '').join('; ');
    return `| ${cell(name)}${inferred ? ' \\*' : ''} | ${here} | ${cell(what)} |`;
  });
  return [`| there | ${kind} here | |`, '| --- | --- | --- |', ...rows].join('\n');
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
