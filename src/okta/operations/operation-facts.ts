import { readFileSync } from 'node:fs';
import type { HttpMethod } from '../okta-request.js';
import type { OktaScope } from '../okta-scopes.js';

type ScalarType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'any';

/** A type as Okta's API document gives it, its depth left out. */
export type FactType = ScalarType | `array<${ScalarType}>`;

export interface QueryFact {
  name: string;
  type: FactType;
  required?: boolean;
  /** What Okta takes where it is omitted; in words for some. */
  default?: string | number | boolean;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  /** How a list is written: as one value with commas. Default: the name is repeated. */
  style?: 'comma';
}

export interface BodyFact {
  required: boolean;
  /** The name of Okta's schema, or the type where it has none. */
  schema: string | null;
  /** Default: `application/json`. */
  contentType?: string;
  /** The body is an array, and this is the type of its items. */
  items?: ScalarType;
  /** Of a polymorphic body, the properties of all its forms. */
  properties: Record<string, FactType>;
  /** Okta gives them and ignores them in a request. */
  readOnlyProperties?: string[];
  requiredProperties: string[];
  /** The body takes properties that are not listed. */
  open?: boolean;
}

/** What Okta's API document says about one operation. */
export interface OperationFact {
  operationId: string;
  method: HttpMethod;
  path: `/${string}`;
  tag: string;
  scopes: OktaScope[];
  /** False: Okta takes OAuth access tokens alone. */
  apiTokenAllowed: boolean;
  /** Okta asks for no credentials. */
  public?: boolean;
  /** Statuses of success; none where Okta only redirects. */
  success: number[];
  /** The name of the answer's schema, or its type; null where there is no body or no JSON. */
  response: string | null;
  responseIsArray: boolean;
  /** The answer is an object whose list lies in this property. */
  itemsIn?: string;
  /** The type of the answer where it is not JSON. */
  answerType?: string;
  query?: QueryFact[];
  /** Header parameters. */
  headers?: string[];
  body?: BodyFact;
  lifecycle?: string;
  deprecated?: boolean;
}

interface OperationsDocument {
  source: string;
  release: string;
  licence: string;
  operations: readonly OperationFact[];
}

let loaded: OperationsDocument | undefined;

/** Every operation of Okta's Management API; read at the first use, in about 5 ms. */
export function oktaOperations(): OperationsDocument {
  loaded ??= read();
  return loaded;
}

function read(): OperationsDocument {
  const document: OperationsDocument = JSON.parse(
    readFileSync(new URL('okta-operations.json', import.meta.url), 'utf8'),
  );
  return document;
}
