import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** JSON Schema, as far as generators look at it. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  maxItems?: number;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface ApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
  /** In the document. */
  place: string[];
}

/** As written, or a reference to one of the components. */
type WrittenParameter = Omit<ApiParameter, 'schema' | 'place'> & { schema?: Schema; $ref?: string };

interface Content {
  schema?: Schema;
  example?: unknown;
}

interface Response {
  $ref?: string;
  content?: Record<string, Content>;
}

interface DocumentedOperation {
  operationId: string;
  parameters?: WrittenParameter[];
  requestBody?: { required?: boolean; content: Record<string, Content> };
  responses: Record<string, Response>;
  security?: Record<string, string[]>[];
}

interface ApiSource {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, Response>;
    parameters?: Record<string, WrittenParameter>;
  };
}

/** An operation of the API as its document describes it. */
export interface ApiOperation {
  id: string;
  method: string;
  path: string;
  parameters: ApiParameter[];
  body: (Content & { required: boolean }) | undefined;
  statuses: string[];
  needsToken: boolean;
  scopes: string[];
}

const DOCUMENT = 'openapi.json';
const JSON_TYPES = new Set(['application/json', 'application/problem+json']);

/** The OpenAPI document that the service serves, and what its schemas accept, as a validator of its own reads them. */
export class ApiDocument {
  readonly operations: ApiOperation[];
  readonly #source: ApiSource;
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: true, allErrors: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(text: string) {
    this.#source = JSON.parse(text) as ApiSource;
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('opaque', true);
    this.#ajv.addSchema({ $id: DOCUMENT, ...this.#source }, DOCUMENT, undefined, false);
    this.operations = Object.entries(this.#source.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => operationOf(this.#source, { path, method, operation })),
    );
  }

  static async load(url: string): Promise<ApiDocument> {
    return new ApiDocument(await (await fetch(`${url}/openapi.json`)).text());
  }

  /** Follows a reference into the components. */
  resolve(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : this.resolve(this.#source.components.schemas[name] ?? {});
  }

  /** @returns what is wrong with a body that is sent; undefined where the document accepts it */
  bodyMistake(operation: ApiOperation, body: unknown): string | undefined {
    if (!operation.body) return undefined;
    const { method, path } = operation;
    return this.#mistake(['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'], body);
  }

  parameterMistake({ place }: ApiParameter, value: unknown): string | undefined {
    return this.#mistake([...place, 'schema'], value);
  }

  /** @returns what is wrong with an answer; undefined where it is as documented */
  answerMistake(
    { method, path }: ApiOperation,
    { status, contentType, text }: { status: number; contentType: string | null; text: string },
  ): string | undefined {
    const response = this.#source.paths[path]?.[method]?.responses[status];
    if (!response) return `status ${status} is not documented`;
    const [, , kind, name] = response.$ref?.split('/') ?? [];
    const place =
      name === undefined ? ['paths', path, method, 'responses', `${status}`] : ['components', kind ?? '', name];
    const { content = {} } = name === undefined ? response : (this.#source.components.responses[name] ?? {});
    const type = contentType?.split(';')[0] ?? '';
    if (Object.keys(content).length === 0) return text === '' ? undefined : 'has a body, but none is documented';
    if (!content[type]) return `content type ${type} is not documented`;
    if (!JSON_TYPES.has(type) || !content[type].schema) return undefined;
    return this.#mistake([...place, 'content', type, 'schema'], JSON.parse(text));
  }

  #mistake(place: string[], value: unknown): string | undefined {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const known = this.#validators.get(pointer);
    const validate = known ?? this.#ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` });
    if (!known) this.#validators.set(pointer, validate);
    if (validate(value)) return undefined;
    const [first] = validate.errors ?? [];
    return `${first?.instancePath ?? ''} ${first?.message ?? 'is not as documented'}`.trim();
  }
}

interface Written {
  path: string;
  method: string;
  operation: DocumentedOperation;
}

function operationOf(source: ApiSource, { path, method, operation }: Written): ApiOperation {
  const { operationId, parameters = [], requestBody, responses, security = [] } = operation;
  const content = requestBody?.content['application/json'];
  return {
    id: operationId,
    method,
    path,
    parameters: parameters.map((written, index) => {
      const name = written.$ref?.split('/').at(-1);
      const found = name === undefined ? written : source.components.parameters?.[name];
      const place =
        name === undefined ? ['paths', path, method, 'parameters', `${index}`] : ['components', 'parameters', name];
      return { ...(found ?? written), place, schema: found?.schema ?? { type: 'string' } };
    }),
    body: content && { ...content, required: requestBody?.required ?? false },
    statuses: Object.keys(responses),
    needsToken: security.length > 0,
    scopes: security.flatMap((names) => Object.values(names).flat()),
  };
}
