/** A node of a JSON Schema, as far as the contract tests look at it. */
interface SchemaNode {
  type?: string;
  description?: string;
  maxLength?: number;
  maxItems?: number;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  additionalProperties?: SchemaNode | boolean;
  'x-secret'?: boolean;
  'x-options'?: string;
  'x-profile'?: string;
}

export interface PlacedNode {
  /** Where the node lies: `/profile/login`, `/groupIds/*`. */
  place: string;
  /** The name of the property that it is, or that its alternatives and items belong to. */
  name: string;
  node: SchemaNode;
  /** True for a property itself; false for alternatives, items and values of unnamed properties. */
  isProperty: boolean;
}

/** Every node below a schema, depth first. */
export function* nodesOf(
  root: SchemaNode,
  at: Omit<PlacedNode, 'node'> = { place: '', name: '', isProperty: false },
): Generator<PlacedNode> {
  yield { ...at, node: root };
  for (const [name, node] of Object.entries(root.properties ?? {})) {
    yield* nodesOf(node, { place: `${at.place}/${name}`, name, isProperty: true });
  }
  const inner = { ...at, isProperty: false };
  for (const node of [...(root.anyOf ?? []), ...(root.oneOf ?? [])]) yield* nodesOf(node, inner);
  if (root.items) yield* nodesOf(root.items, { ...inner, place: `${at.place}/*` });
  if (typeof root.additionalProperties === 'object') {
    yield* nodesOf(root.additionalProperties, { ...inner, place: `${at.place}/{name}` });
  }
}
