import { describe, expect, it } from '@jest/globals';
import { OPTION_SOURCES } from '../../src/actions/options/option-sources.js';
import { isKnownScope } from '../../src/okta/requested-scopes.js';
import { resolve } from '../../src/triggers/catalog/resolve.js';
import { LogEvent } from '../../src/triggers/events/log-event.js';
import { interestOf } from '../../src/triggers/events/match.js';
import { nodesOf, type PlacedNode } from './json-schema.ts';
import { triggers } from './triggers.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const endless = ({ node }: PlacedNode) =>
  (node.type === 'string' && node.maxLength === undefined && node.enum === undefined && node.const === undefined) ||
  (node.type === 'array' && node.maxItems === undefined);

const mute = ({ node, isProperty }: PlacedNode) => isProperty && (node.description ?? '').length < 5;

const places = (schema: object, lacks: (placed: PlacedNode) => boolean) =>
  [...nodesOf(schema)].filter(lacks).map(({ place }) => place);

describe('every trigger', () => {
  it.each([...triggers])(
    '$id has an id in kebab case, a title and a description in sentences',
    ({ id, definition }) => {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(definition.title).toMatch(/^[A-Z].{3,60}[^.]$/);
      expect(definition.description).toMatch(/^[A-Z].{19,}\.$/);
      expect(definition.description).not.toMatch(/\.\.|undefined/);
    },
  );

  it('has an id and a title of its own', () => {
    const ids = triggers.map(({ id }) => id);
    const titles = triggers.map(({ definition }) => definition.title);
    expect([new Set(ids).size, new Set(titles).size]).toEqual([ids.length, titles.length]);
  });

  it.each([...triggers])('$id names triggers in its description that exist', ({ definition: { description } }) => {
    const named = description.match(/\b(new|user|group|mfa|policy|rate|import|device|app)-[a-z-]+[a-z]\b/g) ?? [];
    const ids = new Set(triggers.map(({ id }) => id));
    expect(named.filter((name) => !ids.has(name))).toEqual([]);
  });

  it.each([...triggers])('$id asks for scopes that Okta has', ({ definition, enrichScopes }) => {
    expect([...definition.requiredScopes, ...enrichScopes].filter((scope) => !isKnownScope(scope))).toEqual([]);
    expect(definition.requiredScopes.length).toBeGreaterThan(0);
  });
});

describe('the schemas', () => {
  it.each([...triggers])('of $id are JSON Schema 2020-12 of objects', ({ schemas: { params, payload } }) => {
    expect([params['$schema'], params['type'], params['additionalProperties']]).toEqual([DIALECT, 'object', false]);
    expect([payload['$schema'], payload['type']]).toEqual([DIALECT, 'object']);
    expect(JSON.parse(JSON.stringify({ params, payload }))).toEqual({ params, payload });
  });

  it.each([...triggers])('of the params of $id have an end, and words for each field', ({ schemas: { params } }) => {
    expect(places(params, endless)).toEqual([]);
    expect(places(params, mute)).toEqual([]);
  });

  it.each([...triggers])('of the payload of $id have words for what is ours', ({ schemas: { payload } }) => {
    const { properties = {} } = payload as { properties?: Record<string, { description?: string }> };
    const silent = Object.keys(properties).filter((name) => !properties[name]?.description && name !== 'event');
    expect(silent).toEqual([]);
  });

  it.each([...triggers])('of the params of $id pick from lists that exist', ({ schemas: { params } }) => {
    const lists = [...nodesOf(params)].flatMap(({ node }) => node['x-options'] ?? []);
    expect(lists.filter((list) => !(list in OPTION_SOURCES))).toEqual([]);
  });

  it.each([...triggers])('of $id leave nothing required but the types of new-event-realtime', ({ id, schemas }) => {
    const { required = [] } = schemas.params as { required?: string[] };
    expect(required).toEqual(id === 'new-event-realtime' ? ['eventTypes'] : []);
  });
});

describe('every example', () => {
  it.each([...triggers])('of $id has params and a payload that fit', ({ definition: { params, payload, example } }) => {
    expect(params.safeParse(example.params).error).toBeUndefined();
    expect(payload.safeParse(example.payload).error).toBeUndefined();
  });

  it.each([...triggers])('of $id names nobody real', ({ definition: { example } }) => {
    const addresses = JSON.stringify(example).match(/[\w.+-]+@[\w.-]+/g) ?? [];
    expect(addresses.filter((address) => !/@example\.(com|org)$/.test(address))).toEqual([]);
  });

  it.each(triggers.filter(({ definition }) => definition.mechanism === 'events'))(
    'of $id is an event that a subscription with its params hears',
    ({ definition }) => {
      const params = definition.params.parse(definition.example.params);
      const { eventTypes } = resolve(definition, params);
      const hears = interestOf({ eventTypes, params, startFrom: new Date(0) });
      const event = LogEvent.parse(definition.example.payload['event']);
      expect(hears(event)).toBe(true);
      expect(hears({ ...event, eventType: 'nothing.of.the.kind' })).toBe(eventTypes === null);
    },
  );
});
