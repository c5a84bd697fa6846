import type { RegisteredAction } from '../src/actions/registry.ts';
import { cell, code, schemaTable } from './document-parts.ts';

/** docs/actions.md: what every action takes, needs and answers. The same catalogue gives the same text. */
export function actionsDocument(actions: readonly RegisteredAction[]): string {
  const families = [...new Set(actions.map(({ family }) => family))];
  const ofFamily = (family: string) => actions.filter((action) => action.family === family);
  return [
    head(actions),
    contents(families.map((family) => ({ family, actions: ofFamily(family) }))),
    ...families.map((family) => [`## ${family}`, ...ofFamily(family).map(section)].join('\n\n')),
  ]
    .join('\n\n')
    .concat('\n');
}

function head(actions: readonly RegisteredAction[]): string {
  return `<!-- Made from src/actions/catalog by \`npm run docs\`; do not edit. -->

# Actions

${actions.length} actions. Each is run with \`POST /v1/connections/{connectionId}/actions/{actionId}\` and \`{"input": {…}}\`; the
output is in \`output\` of the answer. \`POST …/actions/{actionId}/schema\` gives the schemas with the org's own attributes,
\`GET /v1/connections/{connectionId}/options/{source}\` what an input can be picked from, and
\`GET /v1/connections/{connectionId}/actions\` which actions the connection can run.

The examples need three variables: \`URL\` (of this service), \`TOKEN\` (a bearer token with \`actions:run\`), \`CONNECTION\`
(the id of a connection). A \`.manage\` scope includes its \`.read\`. Any one of the roles suffices; custom admin roles work
too where they permit the same.`;
}

function contents(families: { family: string; actions: readonly RegisteredAction[] }[]): string {
  const blocks = families.map(({ family, actions }) => {
    const rows = actions.map(
      ({ id, definition, effect }) => `| [${id}](#${id}) | ${cell(definition.title)} | ${effect} |`,
    );
    return [`### Contents: ${family}`, '', '| action | what it does | effect |', '| --- | --- | --- |', ...rows].join(
      '\n',
    );
  });
  return ['## Contents', ...blocks].join('\n\n');
}

function section(action: RegisteredAction): string {
  const { id, definition } = action;
  return [
    `### ${id}`,
    `**${definition.title}.** ${definition.description}`,
    facts(action),
    schemaTable(action.schemas.input, 'input'),
    `Request:\n\n\`\`\`sh\n${curl(action)}\n\`\`\``,
    `Output:\n\n\`\`\`json\n${JSON.stringify(outputOf(action), null, 2)}\n\`\`\``,
  ].join('\n\n');
}

function facts({ effect, idempotent, oauthOnly, routes, requiredScopes, requiredRoles, definition }: RegisteredAction) {
  return [
    `- Effect: ${effect}${idempotent ? ', may be repeated' : ''}${definition.paged ? '; paged' : ''}`,
    `- Okta: ${code(routes)}`,
    `- Scopes: ${code(requiredScopes)}${oauthOnly ? '; OAuth only, no API token' : ''}`,
    `- Roles: ${code(requiredRoles)}`,
    ...(definition.product ? [`- Needs: ${definition.product}`] : []),
  ].join('\n');
}

function curl({ id, definition }: RegisteredAction): string {
  const body = JSON.stringify({ input: definition.example.input }).replaceAll("'", String.raw`'\''`);
  return [
    `curl -X POST "$URL/v1/connections/$CONNECTION/actions/${id}"`,
    '-H "authorization: Bearer $TOKEN"',
    "-H 'content-type: application/json'",
    `-d '${body}'`,
  ].join(' \\\n  ');
}

function outputOf({ definition: { paged, example } }: RegisteredAction): unknown {
  return paged ? { items: example.response, nextCursor: null } : example.response;
}
