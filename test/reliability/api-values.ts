import * as fc from 'fast-check';
import type { ApiDocument, Schema } from './api-document.ts';
import { between, chance, pick, type Random } from './random.ts';

/** What of the world an id with this name may be; empty: nothing is known of it. */
export type KnownIds = (name: string) => readonly string[];

const MAX_DEPTH = 6;
const OPTIONAL_SHARE = 0.35;
const KNOWN_SHARE = 0.85;

/** What strings are broken with. */
const TEXTS = [
  'a',
  'Ada Lovelace',
  'ada@example.com',
  '0',
  'true',
  'null',
  '__proto__',
  'constructor',
  '😀',
  'אבג',
  'a\u0000b',
  '\ud800',
  '\u202e',
  "'; DROP TABLE run; --",
  '"\\/<script>',
  '%2e%2e%2f',
  '${7*7}',
  '\r\nX-Injected: 1',
  ' ',
  'ＡＢＣ',
  'İ',
  'é',
];
const JUNK: readonly unknown[] = [null, true, 0, -1, 1.5, 1e308, '', 'text', [], ['text'], {}, { a: 1 }, '\u0000'];
const FORMATS: Record<string, readonly string[]> = {
  'date-time': ['2026-01-01T00:00:00Z', '2026-11-22T10:00:00.123Z', '1970-01-01T00:00:00Z'],
  uri: ['https://platform.example/hooks', 'https://example.com/a?b=c'],
  ipv4: ['203.0.113.7'],
  ipv6: ['2001:db8::1'],
};

/** Values after JSON Schemas of the document: such as it accepts, and such that are a little off. */
export class ApiValues {
  readonly #patterns = new Map<string, readonly string[]>();

  constructor(
    private readonly document: ApiDocument,
    private readonly random: Random,
    private readonly known: KnownIds,
  ) {}

  /** Nearly always as the schema wants it; whether it is, the document's validator says. */
  like(given: Schema, name = '', depth = 0): unknown {
    const schema = this.document.resolve(given);
    const { random } = this;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(random, schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return this.like(pick(random, choices), name, depth);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => this.like(part, name, depth) as object));
    if (schema.type === 'object' || schema.properties) return this.#object(schema, depth);
    if (schema.type === 'array') return this.#array(schema, name, depth);
    if (schema.type === 'string') return this.#string(schema, name);
    if (schema.type === 'integer') return between(random, schema.minimum ?? -3, schema.maximum ?? 100);
    if (schema.type === 'number') return (schema.minimum ?? schema.exclusiveMinimum ?? 0) + random();
    if (schema.type === 'boolean') return chance(random, 0.5);
    return schema.type === 'null' ? null : pick(random, JUNK);
  }

  /** A copy that differs in one place. */
  spoiled(value: unknown): unknown {
    const { random } = this;
    if (Array.isArray(value) && value.length > 0 && chance(random, 0.7)) {
      const place = between(random, 0, value.length - 1);
      return value.map((item, index) => (index === place ? this.spoiled(item) : item));
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#otherThan(value);
    const names = Object.keys(value);
    const name = names.length > 0 ? pick(random, names) : undefined;
    const dice = random();
    if (name === undefined || dice < 0.15)
      return { ...value, [pick(random, ['nonsense', 'id', ''])]: pick(random, JUNK) };
    if (dice < 0.35) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
    return { ...value, [name]: this.spoiled(Reflect.get(value, name)) };
  }

  #otherThan(value: unknown): unknown {
    const { random } = this;
    if (typeof value === 'string' && chance(random, 0.4))
      return value.padEnd(pick(random, [64, 256, 4_097, 70_000]), 'x');
    if (typeof value === 'number' && chance(random, 0.4)) return value * 1e6 + 0.5;
    return pick(random, JUNK);
  }

  #object(schema: Schema, depth: number): Record<string, unknown> {
    const { random } = this;
    const value: Record<string, unknown> = {};
    const share = depth >= MAX_DEPTH ? 0 : OPTIONAL_SHARE;
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (schema.required?.includes(name) || chance(random, share)) value[name] = this.like(property, name, depth + 1);
    }
    if (typeof schema.additionalProperties === 'object' && chance(random, share)) {
      const name = schema.propertyNames ? this.like(schema.propertyNames, 'name') : 'custom';
      value[String(name)] = this.like(schema.additionalProperties, '', depth + 1);
    }
    return value;
  }

  #array({ items = {}, minItems = 0, maxItems = 3 }: Schema, name: string, depth: number): unknown[] {
    const count = between(this.random, minItems, Math.max(minItems, Math.min(maxItems, depth >= MAX_DEPTH ? 0 : 3)));
    return Array.from({ length: count }, () => this.like(items, name.replace(/s$/, ''), depth + 1));
  }

  #string({ pattern, format, minLength = 0, maxLength = 300 }: Schema, name: string): string {
    const { random } = this;
    const known = this.known(name);
    if (known.length > 0 && chance(random, KNOWN_SHARE)) return pick(random, known);
    const ofFormat = FORMATS[format ?? ''];
    if (ofFormat) return pick(random, ofFormat);
    if (pattern !== undefined) return pick(random, this.#matching(pattern)).slice(0, maxLength);
    const length = pick(random, [
      minLength,
      maxLength,
      between(random, minLength, Math.min(maxLength, minLength + 20)),
    ]);
    const text = pick(random, TEXTS);
    return chance(random, 0.5) && text.length >= minLength && text.length <= maxLength ? text : 'x'.repeat(length);
  }

  #matching(pattern: string): readonly string[] {
    const known = this.#patterns.get(pattern);
    if (known) return known;
    const made = samplesOf(pattern, between(this.random, 0, 2 ** 30));
    this.#patterns.set(pattern, made);
    return made;
  }
}

/** Some patterns look ahead, which nothing can be made from; then what happens to fit. */
function samplesOf(pattern: string, seed: number): readonly string[] {
  const fitting = TEXTS.filter((text) => new RegExp(pattern, 'u').test(text));
  try {
    return [...fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { seed, numRuns: 40 }), ...fitting];
  } catch {
    return fitting.length > 0 ? fitting : TEXTS;
  }
}
