import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { pathParameters, requestParts } from '../../src/actions/request-parts.js';
import { API_PREFIXES, isSafeTarget } from '../../src/okta/safe-target.js';
import { nodesOf } from './json-schema.ts';
import { cases, definitionOf, inputOf, isText, rendered } from './operation-cases.ts';

/** One test for all operations, which names those that fail. */
function ofEach(does: string, check: (given: (typeof cases)[number]) => void): void {
  it(does, () => {
    const failures = cases.flatMap((given) => {
      try {
        check(given);
        return [];
      } catch (error) {
        return [`${given.id}: ${String(error)}`];
      }
    });
    expect(failures).toEqual([]);
  });
}

describe('every operation', () => {
  ofEach('renders to its route, all segments encoded', ({ fact }) => {
    const { method, target } = rendered(fact, inputOf(fact, 'required'));
    const path = target.split('?', 1)[0];
    expect(`${method} ${path}`).toBe(`${fact.method} ${fact.path.replaceAll(/\{[^}]+\}/g, 'x')}`);
    expect(isSafeTarget(target, [...API_PREFIXES, '/.well-known/'])).toBe(true);
  });

  ofEach('keeps hostile path parameters in their segment', ({ fact }) => {
    for (const name of pathParameters(fact.path)) {
      const input = inputOf(fact, 'required');
      const { target } = rendered(fact, { ...input, [name]: 'a/b?c#d%e' });
      expect(target.split('?', 1)[0]).toBe(
        fact.path.replace(`{${name}}`, 'a%2Fb%3Fc%23d%25e').replaceAll(/\{[^}]+\}/g, 'x'),
      );
      for (const value of ['', '.', '..', '../x', '..%2f..', '%2e%2e', '..;x', 'a\u0000b']) {
        expect(() => rendered(fact, { ...input, [name]: value })).toThrow();
      }
    }
  });

  ofEach('takes all that Okta describes, each where it belongs', ({ fact }) => {
    const input = inputOf(fact, 'all');
    const {
      path = {},
      query = {},
      headers = {},
      body,
      text,
    } = requestParts(definitionOf(fact), definitionOf(fact).input.parse(input));
    expect(Object.keys(path)).toEqual(pathParameters(fact.path));
    expect(Object.keys(query)).toEqual((fact.query ?? []).map(({ name }) => name));
    expect(Object.keys(headers)).toEqual(
      expect.arrayContaining((fact.headers ?? []).map((name) => name.toLowerCase())),
    );
    if (isText(fact.body)) expect(text).toBe('PEM');
    else if (fact.body?.items !== undefined) expect(body).toEqual([{ op: 'add' }]);
    else {
      const own = Object.keys(fact.body?.properties ?? {}).filter((name) => !(name in path));
      expect(Object.keys(z.record(z.string(), z.unknown()).parse(body ?? {})).toSorted()).toEqual(own.toSorted());
    }
  });

  ofEach('refuses what Okta does not describe, unless its body is open', ({ fact, action }) => {
    const input = { ...inputOf(fact, 'required'), noSuchInput: 1 };
    expect(action.definition.input.safeParse(input).success).toBe(fact.body?.open === true);
  });

  ofEach('requires what Okta requires', ({ fact, action }) => {
    const input = inputOf(fact, 'required');
    for (const name of Object.keys(input).filter((key) => key !== 'body' || fact.body?.required)) {
      const { [name]: _left, ...rest } = Object.fromEntries(Object.entries(input));
      expect([name, action.definition.input.safeParse(rest).success]).toEqual([name, false]);
    }
  });

  ofEach('has a schema that describes each input', ({ fact, action }) => {
    const inputs = [...nodesOf(action.schemas.input)].filter(({ isProperty }) => isProperty);
    expect(inputs.filter(({ node }) => !node.description)).toEqual([]);
    expect(inputs.length).toBeGreaterThanOrEqual(Object.keys(inputOf(fact, 'all')).length);
    expect(() => JSON.stringify(action.schemas)).not.toThrow();
  });

  ofEach('has a sane effect and asks for its scopes', ({ fact, action }) => {
    expect(action.effect === 'read').toBe(fact.method === 'GET');
    if (fact.method === 'DELETE') expect(action.effect).toBe('destructive');
    expect(action.requiredScopes).toEqual([...fact.scopes].toSorted());
    expect(action.definition.title).toMatch(/^[A-Z][\w ]+$/);
  });
});
