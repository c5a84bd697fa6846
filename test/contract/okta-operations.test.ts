import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { DirectAction } from '../../src/actions/define-action.js';
import { pathParameters, requestParts } from '../../src/actions/request-parts.js';
import { operations } from './catalogue.ts';
import { readJson } from './read-json.ts';

const VendorOperation = z.object({
  operationId: z.string(),
  method: z.string(),
  path: z.string(),
  scopes: z.array(z.string()),
  apiTokenAllowed: z.boolean(),
  query: z.array(z.object({ name: z.string(), required: z.boolean().optional() })).default([]),
  body: z
    .object({
      properties: z.record(z.string(), z.unknown()).default({}),
      requiredProperties: z.array(z.string()).default([]),
    })
    .optional(),
});

const VendorFile = z.object({ release: z.string(), operations: z.array(VendorOperation) });

const vendor = readJson('../../src/okta/operations/okta-operations.json', VendorFile);
/** The Governance API has a description of its own. */
const governance = readJson('../vendor/okta-governance-operations.json', VendorFile);

const withoutNames = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
const byRoute = new Map(
  [...vendor.operations, ...governance.operations].map((operation) => [
    `${operation.method} ${withoutNames(operation.path)}`,
    operation,
  ]),
);
const vendorOf = ({ route }: DirectAction) => byRoute.get(withoutNames(route));

/** Routes that the Management API does not describe, each with the reason. The list may only shrink. */
const UNDESCRIBED_ROUTES: Record<string, string> = {
  'POST /oauth2/v1/global-token-revocation': "belongs to Okta's OAuth API, not to the Management API",
};

/** What an operation sends with every input given, by name only. */
function sentNames(operation: DirectAction): { query: string[]; body: string[] } {
  const everything = Object.fromEntries(Object.keys(operation.input.shape).map((name) => [name, 'x']));
  const { query = {}, body = {} } = requestParts(operation, everything);
  // A list (JSON patch) has no names.
  return { query: Object.keys(query), body: Array.isArray(body) ? [] : Object.keys(z.looseObject({}).parse(body)) };
}

const described = operations.filter(({ operation }) => !(operation.route in UNDESCRIBED_ROUTES));

describe(`every operation against Okta's description (${vendor.release})`, () => {
  it.each([...described])('$name has a method and path that Okta has', ({ operation }) => {
    expect(vendorOf(operation)?.operationId).toEqual(expect.any(String));
  });

  it.each([...described])('$name sends only query parameters and body properties that Okta has', ({ operation }) => {
    const known = vendorOf(operation);
    const sent = sentNames(operation);
    expect(known?.query.map(({ name }) => name) ?? []).toEqual(expect.arrayContaining(sent.query));
    expect(Object.keys(known?.body?.properties ?? {})).toEqual(expect.arrayContaining(sent.body));
  });

  it.each([...described])('$name requires what Okta requires', ({ operation }) => {
    const known = vendorOf(operation);
    const required = [
      ...(known?.query ?? []).filter(({ required: needed }) => needed).map(({ name }) => name),
      ...(known?.body?.requiredProperties ?? []),
      ...pathParameters(operation.route),
    ];
    const optional = required.filter((name) => operation.input.shape[name]?.safeParse(undefined).success !== false);
    expect(optional).toEqual([]);
  });

  it.each([...described])('$name asks for the scopes that Okta asks for', ({ operation }) => {
    expect([...operation.scopes]).toEqual(vendorOf(operation)?.scopes);
  });

  it.each([...described])('$name says whether API tokens work', ({ operation }) => {
    expect(operation.oauthOnly ?? false).toBe(vendorOf(operation)?.apiTokenAllowed === false);
  });
});

describe('the exceptions', () => {
  it.each(Object.keys(UNDESCRIBED_ROUTES))('%s is still needed', (route) => {
    expect(operations.map(({ operation }) => operation.route)).toContain(route);
    expect(byRoute.has(withoutNames(route))).toBe(false);
  });
});
