import type { RegisteredTrigger } from '../src/triggers/trigger-registry.ts';
import { cell, code, schemaTable } from './document-parts.ts';

/** docs/triggers.md: when every trigger fires, what it takes and delivers. The same catalogue gives the same text. */
export function triggersDocument(triggers: readonly RegisteredTrigger[]): string {
  const families = [...new Set(triggers.map(({ family }) => family))];
  const ofFamily = (family: string) => triggers.filter((trigger) => trigger.family === family);
  return [
    head(triggers),
    '## Contents',
    ...families.map((family) => contents(family, ofFamily(family))),
    ...families.map((family) => [`## ${family}`, ...ofFamily(family).map(section)].join('\n\n')),
  ]
    .join('\n\n')
    .concat('\n');
}

function head(triggers: readonly RegisteredTrigger[]): string {
  return `<!-- Made from src/triggers/catalog by \`npm run docs\`; do not edit. -->

# Triggers

${triggers.length} triggers. \`POST /v1/connections/{connectionId}/subscriptions\` subscribes to one, with the trigger's params;
\`GET /v1/connections/{connectionId}/triggers\` says which of them the connection can hear.

Events of the System Log come by event hook within seconds, by polling the log within a minute, or by both (hybrid, the
default), which is fast and loses nothing. An event hook takes the scope \`okta.eventHooks.manage\` and, unless a custom
role permits it, a super admin; the log takes \`okta.logs.read\`. With only one of them a trigger works with what it has. A
trigger that no hook carries is polled always.

Every delivery is \`{"type": "<trigger>", "timestamp": "<when>", "data": {…}}\`; the examples show \`data\`. Pick the targets of
an event by their type, never by their position. All params that are given must match; \`enrich\` takes the scopes
named under "Enriches with" besides. The request examples need \`URL\` (of this service), \`TOKEN\` (a bearer token with
\`triggers:write\`) and \`CONNECTION\` (the id of a connection).`;
}

function contents(family: string, triggers: readonly RegisteredTrigger[]): string {
  const rows = triggers.map(
    ({ id, definition }) => `| [${id}](#${id}) | ${cell(definition.title)} | ${broughtBy(definition)} |`,
  );
  return [`### Contents: ${family}`, '', '| trigger | fires for | brought by |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function section(trigger: RegisteredTrigger): string {
  const { id, definition } = trigger;
  return [
    `### ${id}`,
    `**${definition.title}.** ${definition.description}`,
    facts(trigger),
    schemaTable(trigger.schemas.params, 'param'),
    `Request:\n\n\`\`\`sh\n${curl(trigger)}\n\`\`\``,
    `Delivered data:\n\n\`\`\`json\n${JSON.stringify(definition.example.payload, null, 2)}\n\`\`\``,
  ].join('\n\n');
}

function broughtBy({ mechanism, hookEligible }: RegisteredTrigger['definition']): string {
  if (mechanism === 'schedule') return 'schedule';
  return hookEligible ? 'event hook, polling' : 'polling';
}

function facts({ definition, enrichScopes }: RegisteredTrigger): string {
  const { mechanism, eventTypes, requiredScopes, product } = definition;
  return [
    `- Mechanism: ${mechanism} (${broughtBy(definition)})`,
    `- Event types: ${eventTypes === 'any' ? 'any' : code(eventTypes)}`,
    `- Scopes: ${code(requiredScopes)}`,
    ...(enrichScopes.length > 0 ? [`- Enriches with: ${code(enrichScopes)}`] : []),
    ...(product ? [`- Needs: ${product}`] : []),
  ].join('\n');
}

function curl({ id, definition }: RegisteredTrigger): string {
  const { params } = definition.example;
  const request = { triggerId: id, params, delivery: { type: 'webhook', url: 'https://recipes.example.com/in/42' } };
  const body = JSON.stringify(request).replaceAll("'", String.raw`'\''`);
  return [
    'curl -X POST "$URL/v1/connections/$CONNECTION/subscriptions"',
    '-H "authorization: Bearer $TOKEN"',
    "-H 'content-type: application/json'",
    `-d '${body}'`,
  ].join(' \\\n  ');
}
