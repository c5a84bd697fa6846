import type { JsonSchema, OpenApi } from './openapi-types.js';

/**
 * The document with each of the named schemas in its components, once, and a reference wherever it stood. Only schemas
 * that are used become components. A description of one place stays there, beside the reference (OpenAPI 3.1).
 */
export function shareSchemas(document: OpenApi, named: Readonly<Record<string, JsonSchema>>): OpenApi {
  const names = new Map(Object.entries(named).map(([name, schema]) => [keyOf(schema), name]));
  const used = new Set<string>();
  const share = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(share);
    if (!isObject(node)) return node;
    const name = 'type' in node ? names.get(keyOf(node)) : undefined;
    if (name === undefined) return shareWithin(node);
    used.add(name);
    const { description } = node;
    const differs = description !== undefined && description !== named[name]?.['description'];
    return { $ref: `#/components/schemas/${name}`, ...(differs && { description }) };
  };
  const shareWithin = (node: JsonSchema): JsonSchema =>
    Object.fromEntries(Object.entries(node).map(([name, child]) => [name, share(child)]));

  const shared = { ...document, ...shareWithin({ paths: document.paths, webhooks: document.webhooks }) };
  const schemas = Object.fromEntries(
    Object.entries({ ...named, ...document.components.schemas }).map(([name, schema]) => [name, shareWithin(schema)]),
  );
  const isKept = (name: string) => !(name in named) || used.has(name);
  return {
    ...shared,
    components: {
      ...document.components,
      schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => isKept(name))),
    },
  };
}

/** Schemas are the same whatever their place calls them. */
function keyOf({ description: _description, ...schema }: JsonSchema): string {
  return JSON.stringify(schema);
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}
