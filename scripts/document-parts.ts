/** A node of a JSON Schema, as far as the documents show it. */
interface SchemaNode {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  additionalProperties?: SchemaNode | boolean;
  'x-options'?: string;
  'x-profile'?: string;
}

interface Row {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

/** The fields of an object schema; `what` is what one of them is called, such as input. */
export function schemaTable(schema: SchemaNode, what: string): string {
  const rows = rowsOf(schema);
  if (rows.length === 0) return `No ${what}s.`;
  const lines = rows.map(
    ({ name, type, required, description }) =>
      `| \`${name}\` | ${cell(type)} | ${required ? 'yes' : ''} | ${cell(description)} |`,
  );
  return [`| ${what} | type | required | description |`, '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** One row for each property; those of nested objects as `profile.login`, those of items as `runs[].name`. */
function rowsOf(node: SchemaNode, prefix = ''): Row[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix + name;
    const row = {
      name: path,
      type: typeOf(property),
      required: node.required?.includes(name) ?? false,
      description: descriptionOf(property),
    };
    return [row, ...rowsOf(property, `${path}.`), ...rowsOf(property.items ?? {}, `${path}[].`)];
  });
}

function descriptionOf(node: SchemaNode): string {
  const { 'x-options': source, 'x-profile': profile } = { ...node.items, ...node };
  const more = [
    ...(source === undefined ? [] : [`Options: \`${source}\``]),
    ...(profile === undefined ? [] : ["And the org's own attributes"]),
  ];
  return [node.description?.replace(/\.$/, '') ?? '', ...more].filter(Boolean).join('. ');
}

function typeOf(node: SchemaNode): string {
  const { enum: values, anyOf, oneOf, items } = node;
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ');
  const alternatives = anyOf ?? oneOf;
  if (alternatives) return [...new Set(alternatives.map(typeOf))].join(' or ');
  if (node.type === 'array') return `array of ${items ? typeOf(items) : 'anything'}`;
  const types = [node.type ?? []].flat().join(' or ') || 'anything';
  return node.format === undefined ? types : `${types} (${node.format})`;
}

/** A text as it may stand in a cell of a table. */
export const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

/** Names in code, or none. */
export const code = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join(', ') || 'none';
