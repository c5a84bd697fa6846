import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { unsupportedReason } from '../../src/actions/operations/operation-traits.js';
import { pathParameters } from '../../src/actions/request-parts.js';
import type { OperationFact } from '../../src/okta/operations/operation-facts.js';
import { OKTA_SCOPES } from '../../src/okta/okta-scopes.js';
import { operations as ofActions } from './catalogue.ts';
import { cases, facts } from './operation-cases.ts';
import { readJson } from './read-json.ts';

const Scalar = z.enum(['string', 'integer', 'number', 'boolean', 'object', 'any']);
const Type = z.union([Scalar, z.templateLiteral(['array<', Scalar, '>'])]);

const Fact = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z0-9]+$/),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().startsWith('/'),
  tag: z.string().min(1),
  scopes: z.array(z.enum(OKTA_SCOPES)),
  apiTokenAllowed: z.boolean(),
  public: z.literal(true).optional(),
  success: z.array(z.int()),
  response: z.string().nullable(),
  responseIsArray: z.boolean(),
  itemsIn: z.string().optional(),
  answerType: z.string().optional(),
  query: z
    .array(
      z.strictObject({
        name: z.string(),
        type: Type,
        required: z.boolean().optional(),
        default: z.unknown().optional(),
        enum: z.array(z.string()).min(1).optional(),
        minimum: z.int().optional(),
        maximum: z.int().optional(),
        minLength: z.int().optional(),
        maxLength: z.int().optional(),
        style: z.literal('comma').optional(),
      }),
    )
    .optional(),
  headers: z.array(z.enum(['If-Match', 'Prefer', 'Accept-Language'])).optional(),
  body: z
    .strictObject({
      required: z.boolean(),
      schema: z.string().nullable(),
      contentType: z.string().optional(),
      items: Scalar.optional(),
      properties: z.record(z.string(), Type),
      readOnlyProperties: z.array(z.string()).optional(),
      requiredProperties: z.array(z.string()),
      open: z.boolean().optional(),
    })
    .optional(),
  lifecycle: z.enum(['GA', 'LIMITED_GA', 'EA']).optional(),
  deprecated: z.literal(true).optional(),
});

const shipped = readJson(
  '../../src/okta/operations/okta-operations.json',
  z.strictObject({ source: z.string(), release: z.string(), licence: z.string(), operations: z.array(Fact) }),
);

describe(`the facts of Okta's Management API (${shipped.release})`, () => {
  it('are 732 operations, named once, with source and licence', () => {
    expect(shipped).toMatchObject({
      licence: 'Apache-2.0',
      source: expect.stringContaining('okta-management-openapi'),
    });
    expect(facts).toHaveLength(732);
    expect(new Set(facts.map(({ operationId }) => operationId)).size).toBe(732);
    expect(new Set(facts.map(({ method, path }) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`)).size).toBe(732);
  });

  it('hold no sentence of Okta', () => {
    const texts = JSON.stringify(shipped.operations).match(/"[^"]*(?:\s[^"\s]+){6,}"/g) ?? [];
    expect(texts).toEqual([]);
  });
});

describe('the exceptions', () => {
  const ids = (condition: (fact: OperationFact) => boolean) =>
    facts.filter(condition).map(({ operationId }) => operationId);
  const effects = new Map(cases.map(({ fact, action }) => [fact, action.effect]));

  it('are few that take away for good without being a DELETE', () => {
    expect(ids((fact) => fact.method !== 'DELETE' && effects.get(fact) === 'destructive')).toEqual([
      'rotateAuthorizationServerKeys',
      'uploadIdentitySourceDataForDelete',
      'uploadIdentitySourceGroupMembershipsForDelete',
      'uploadIdentitySourceGroupsDataForDelete',
      'replaceUser',
      'deactivateUser',
      'resetFactors',
    ]);
  });

  it('have the effect of the action on the same route', () => {
    const byRoute = new Map(cases.map(({ fact, action }) => [routeOf(fact.method, fact.path), action.effect]));
    const different = ofActions.flatMap(({ name, operation }) => {
      const [method = '', path = ''] = operation.route.split(' ');
      const effect = byRoute.get(routeOf(method, path));
      return effect === undefined || effect === operation.effect ? [] : [`${name}: ${operation.effect}, not ${effect}`];
    });
    expect(different).toEqual([]);
  });

  it('are operations that this service cannot send', () => {
    expect(ids((fact) => unsupportedReason(fact) !== undefined)).toEqual([
      'uploadApplicationLogo',
      'uploadBrandThemeBackgroundImage',
      'uploadBrandThemeFavicon',
      'uploadBrandThemeLogo',
      'extendOktaSupport',
      'grantOktaSupport',
      'revokeOktaSupport',
    ]);
  });

  it('are names that Okta uses twice, which mean the path', () => {
    const twice = facts.flatMap(({ operationId, path, query = [], headers = [], body }) => {
      const places = [pathParameters(path), query.map(({ name }) => name), headers];
      const names = [...places.flat(), ...Object.keys(body?.properties ?? {}), ...(body?.readOnlyProperties ?? [])];
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${operationId} ${name}`);
    });
    expect(twice).toEqual([
      'updateAgentPoolsUpdateSettings poolId',
      'replaceExistingIdentitySourceUser externalId',
      'replaceIdentityProviderKey kid',
      'updateOktaSupportCase caseNumber',
    ]);
  });

  it('are deletions and patches that must not be sent twice', () => {
    const once = cases.filter(({ fact, action }) => fact.method !== 'POST' && !action.idempotent);
    expect(once.filter(({ fact }) => fact.method !== 'PATCH').map(({ id }) => id)).toEqual(['deleteUser']);
    expect(cases.filter(({ fact, action }) => fact.method === 'POST' && action.idempotent)).toEqual([]);
  });
});

const routeOf = (method: string, path: string) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`;
