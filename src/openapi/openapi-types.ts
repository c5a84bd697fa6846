/** JSON Schema 2020-12, as far as nobody needs to look inside. */
export type JsonSchema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

interface Reference {
  $ref: string;
}

export interface RequestBody {
  required?: boolean;
  content: Record<string, { schema: JsonSchema; example?: unknown }>;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody;
  responses: Record<string, object>;
  [extension: `x-${string}`]: unknown;
}

/** An operation as Nest's scanner finds it. */
export interface ScannedOperation extends Operation {
  parameters?: Parameter[];
}

export type PathItem = Partial<Record<'get' | 'put' | 'post' | 'patch' | 'delete', Operation>>;

export interface Components {
  schemas: Record<string, JsonSchema>;
  responses: Record<string, object>;
  parameters: Record<string, Parameter>;
  headers: Record<string, object>;
  securitySchemes: Record<string, object>;
}

export interface Tag {
  name: string;
  description?: string;
}

/** The parts of an OpenAPI 3.1 document that are put together here. */
export interface OpenApi {
  openapi: string;
  info: object;
  servers: { url: string }[];
  tags: Tag[];
  /** Tags in the order and the groups in which a reference shows them. */
  'x-tagGroups': { name: string; tags: string[] }[];
  paths: Record<string, PathItem>;
  /** What the service sends. */
  webhooks: Record<string, PathItem>;
  components: Components;
}
