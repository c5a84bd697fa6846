/** JSON Schema 2020-12, as far as nobody needs to look inside. */
export type JsonSchema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: object;
  responses: Record<string, object>;
  [extension: `x-${string}`]: unknown;
}

export type PathItem = Partial<Record<'get' | 'put' | 'post' | 'patch' | 'delete', Operation>>;

export interface Components {
  schemas: Record<string, JsonSchema>;
  responses: Record<string, object>;
  securitySchemes: Record<string, object>;
}

/** The parts of an OpenAPI 3.1 document that are put together here. */
export interface OpenApi {
  openapi: string;
  info: object;
  servers: { url: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, PathItem>;
  components: Components;
}
