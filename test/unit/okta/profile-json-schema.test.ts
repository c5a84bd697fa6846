import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { profileProperties, type ProfileUse } from '../../../src/okta/profile-schema/profile-json-schema.js';
import { readProfileSchema } from '../../../src/okta/profile-schema/profile-schema.js';

const BOUNDS = { maxLength: 4096, maxItems: 1000 };

/** The translation of custom attributes. */
function translated(
  attributes: object,
  { use = 'whole', required = [] }: { use?: ProfileUse; required?: string[] } = {},
) {
  const schema = readProfileSchema({ definitions: { base: {}, custom: { properties: attributes, required } } });
  return profileProperties(schema, { use, boundsOf: () => BOUNDS });
}

const property = (attribute: object, use?: ProfileUse) =>
  translated({ it: attribute }, { ...(use && { use }) }).properties['it'];

/** Whether the translation takes the value. */
const takes = (attribute: object, value: unknown, use?: ProfileUse) =>
  z
    .fromJSONSchema({
      type: 'object',
      properties: { it: property(attribute, use) ?? {} },
    })
    .safeParse({
      it: value,
    }).success;

describe("Okta's profile schema as JSON Schema", () => {
  it('keeps title, description, length, format and default', () => {
    const attribute = {
      title: 'Site',
      description: 'Where',
      type: 'string',
      minLength: 2,
      maxLength: 20,
      format: 'uri',
      default: 'x',
    };
    expect(property(attribute)).toEqual({
      title: 'Site',
      description: 'Where',
      type: ['string', 'null'],
      minLength: 2,
      maxLength: 20,
      format: 'uri',
      default: 'x',
      'x-okta': { custom: true },
    });
  });

  it.each([
    ['a text', { type: 'string', minLength: 2, maxLength: 3 }, ['ab', 'abc', null], ['a', 'abcd', 1]],
    ['an integer', { type: 'integer', minimum: 1 }, [1, null], [0, 1.5, '1']],
    ['a number', { type: 'number' }, [1.5], ['1']],
    ['a boolean', { type: 'boolean' }, [true], ['true']],
    ['a list of texts', { type: 'array', items: { type: 'string' } }, [['a'], []], [[1], 'a']],
    ['a list of numbers', { type: 'array', items: { type: 'number' } }, [[1.5]], [['a']]],
    ['a choice', { type: 'string', enum: ['S', 'M'] }, ['S', null], ['L']],
    [
      'a choice with titles',
      { type: 'string', enum: ['S', 'M'], oneOf: [{ const: 'S', title: 'Small' }] },
      ['S', 'M', null],
      ['L'],
    ],
    ['choices of a list', { type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, [['a', 'b']], [['c']]],
    ['a pattern, which is for the whole value', { type: 'string', pattern: '[a-z]+' }, ['abc'], ['abc1']],
  ])('takes for %s what Okta takes', (_, attribute, good, bad) => {
    expect(good.filter((value) => !takes(attribute, value))).toEqual([]);
    expect(bad.filter((value) => takes(attribute, value))).toEqual([]);
  });

  it('names the choices, where Okta gives numbers as text too', () => {
    const attribute = { type: 'integer', enum: [1, 2], oneOf: [{ const: '1', title: 'One' }] };
    expect(property(attribute)).toMatchObject({
      oneOf: [{ const: 1, title: 'One' }, { const: 2, title: '2' }, { type: 'null' }],
    });
  });

  it('requires what the schema requires of a whole profile, in either form that Okta has, and takes no null for it', () => {
    const attributes = { a: { type: 'string', required: true }, b: { type: 'string' }, c: { type: 'string' } };
    const { properties, required } = translated(attributes, { required: ['b'] });
    expect(required).toEqual(['a', 'b']);
    expect([properties['a']?.['type'], properties['c']?.['type']]).toEqual(['string', ['string', 'null']]);
    expect(translated(attributes, { use: 'change', required: ['b'] }).required).toEqual([]);
  });

  it.each([
    ['whole', 'READ_ONLY', false],
    ['change', 'READ_ONLY', false],
    ['answer', 'READ_ONLY', true],
    ['whole', 'WRITE_ONLY', true],
    ['answer', 'WRITE_ONLY', false],
    ['change', 'IMMUTABLE', true],
  ] as const)('in a %s, an attribute that is %s is there: %s', (use, mutability, there) => {
    expect(property({ type: 'string', mutability }, use) !== undefined).toBe(there);
  });

  it('never requires what cannot be written', () => {
    expect(translated({ it: { type: 'string', required: true, mutability: 'READ_ONLY' } }).required).toEqual([]);
  });

  it('says what Okta says beyond JSON Schema', () => {
    const permissions = [{ principal: 'SELF', action: 'READ_WRITE' }];
    const master = { type: 'PROFILE_MASTER' };
    const attribute = {
      type: 'string',
      mutability: 'READ_WRITE',
      unique: 'UNIQUE_VALIDATED',
      permissions,
      master,
      externalName: 'x',
    };
    expect(property(attribute)?.['x-okta']).toEqual({
      custom: true,
      mutability: 'READ_WRITE',
      master: 'PROFILE_MASTER',
      unique: 'UNIQUE_VALIDATED',
      externalName: 'x',
      permissions,
    });
  });

  it('bounds inputs by what this service takes, and answers by nothing', () => {
    expect(property({ type: 'string', maxLength: 9999 })).toMatchObject({ maxLength: 4096 });
    expect(property({ type: 'array', items: { type: 'string' } })).toMatchObject({
      maxItems: 1000,
      items: { maxLength: 4096 },
    });
    expect(property({ type: 'string' }, 'answer')).not.toHaveProperty('maxLength');
  });

  it('leaves out a pattern that JavaScript cannot read, and a type that it does not know', () => {
    expect(property({ type: 'string', pattern: '[[a-z]&&[^b]]++' })).not.toHaveProperty('pattern');
    expect(property({ type: 'mystery' })).not.toHaveProperty('type');
  });
});

describe('what Okta answers', () => {
  it('may leave anything unsaid, or say it in a form that nobody expects', () => {
    const schema = readProfileSchema({
      definitions: { custom: { properties: { odd: { type: 7, enum: 'x', permissions: {} }, broken: 'text' } } },
    });
    expect(schema.attributes.map(({ name }) => name)).toEqual(['odd']);
    expect(schema.lastUpdated).toBeUndefined();
  });

  it.each([[null], ['text'], [[]], [{}], [{ definitions: [] }]])('is refused where it is no schema: %j', (answer) => {
    expect(() => readProfileSchema(answer)).toThrow(expect.objectContaining({ code: 'okta_unavailable' }));
  });
});
