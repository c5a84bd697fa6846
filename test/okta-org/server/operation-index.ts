import { readFileSync } from 'node:fs';

interface QueryFact {
  name: string;
  type: string;
  required?: boolean;
  maximum?: number;
}

/** What Okta's OpenAPI document says about one operation. */
export interface OperationFact {
  operationId: string;
  method: string;
  path: string;
  scopes: string[];
  apiTokenAllowed: boolean;
  success: number[];
  query?: QueryFact[];
  body?: { required: boolean; schema?: string; properties: Record<string, string>; requiredProperties: string[] };
}

export interface OperationMatch {
  operation: OperationFact;
  params: Record<string, string>;
}

/** Documented in Okta's OAuth API, not in the management one (Okta: globalTokenRevocation). */
const ELSEWHERE: OperationFact[] = [
  {
    operationId: 'globalTokenRevocation',
    method: 'POST',
    path: '/oauth2/v1/global-token-revocation',
    scopes: ['okta.universalLogout.manage'],
    apiTokenAllowed: true,
    success: [204],
    body: { required: true, properties: { sub_id: 'object' }, requiredProperties: ['sub_id'] },
  },
];

interface Template {
  segments: string[];
  operation: OperationFact;
}

function matchSegments(template: Template, segments: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [place, expected] of template.segments.entries()) {
    const actual = segments[place] ?? '';
    if (expected.startsWith('{') && actual !== '') params[expected.slice(1, -1)] = actual;
    else if (expected !== actual) return undefined;
  }
  return params;
}

/** Literal segments before parameters, from the left: /groups/rules wins over /groups/{groupId}. */
function bySpecificity(left: Template, right: Template): number {
  const rank = (template: Template): string => template.segments.map((s) => (s.startsWith('{') ? '1' : '0')).join('');
  return rank(left).localeCompare(rank(right));
}

/** Finds the operation of a request among the facts of Okta's API document. */
export class OperationIndex {
  private readonly templates = new Map<string, Template[]>();

  constructor(operations: OperationFact[]) {
    for (const operation of [...operations, ...ELSEWHERE]) {
      const segments = operation.path.split('/').slice(1);
      const key = `${operation.method} ${segments.length}`;
      this.templates.set(key, [...(this.templates.get(key) ?? []), { segments, operation }].toSorted(bySpecificity));
    }
  }

  find(method: string, segments: string[]): OperationMatch | undefined {
    for (const template of this.templates.get(`${method} ${segments.length}`) ?? []) {
      const params = matchSegments(template, segments);
      if (params) return { operation: template.operation, params };
    }
    return undefined;
  }

  /** True when the path exists under another method. */
  knowsPath(segments: string[]): boolean {
    return ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].some((method) => this.find(method, segments) !== undefined);
  }
}

const FACTS = ['../../../src/okta/operations/okta-operations.json', '../../vendor/okta-governance-operations.json'];

/** Reads the facts of the Management API that the service ships with, and those of the Governance API. */
export function readOperationFacts(): OperationFact[] {
  return FACTS.flatMap((path) => {
    const text = readFileSync(new URL(path, import.meta.url), 'utf8');
    return (JSON.parse(text) as { operations: OperationFact[] }).operations;
  });
}

export function loadOperations(): OperationIndex {
  return new OperationIndex(readOperationFacts());
}
