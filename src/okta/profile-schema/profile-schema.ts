import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';

const list = <T extends z.ZodType>(item: T) => z.array(item).nullish().catch(null);
const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
const Value = z.union([z.string(), z.number(), z.boolean()]);
const Named = z.looseObject({ const: Value, title: text });

/** What Okta says of one attribute. What does not have the documented form is taken for unsaid. */
const Attribute = z.looseObject({
  title: text,
  description: text,
  type: text,
  items: z
    .looseObject({ type: text, enum: list(Value), oneOf: list(Named) })
    .nullish()
    .catch(null),
  enum: list(Value),
  oneOf: list(Named),
  format: text,
  pattern: text,
  minLength: number,
  maxLength: number,
  minimum: number,
  maximum: number,
  default: z.unknown().optional(),
  required: z.boolean().nullish().catch(null),
  mutability: text,
  unique: text,
  externalName: text,
  permissions: list(z.looseObject({ principal: z.string(), action: z.string() })),
  master: z.looseObject({ type: text }).nullish().catch(null),
});

const Definition = z
  .looseObject({ properties: z.record(z.string(), z.unknown()).nullish().catch(null), required: list(z.string()) })
  .nullish()
  .catch(null);

/** Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Schema/ */
const SchemaAnswer = z.looseObject({
  title: text,
  lastUpdated: text,
  definitions: z.looseObject({ base: Definition, custom: Definition }),
});

/** One attribute of a profile. */
export interface ProfileAttribute extends z.output<typeof Attribute> {
  name: string;
  /** The org's own, not one that Okta defines. */
  custom: boolean;
  isRequired: boolean;
}

/** The attributes that profiles of one kind have in one org. */
export interface ProfileSchema {
  title: string | undefined;
  /** Changes whenever the schema does; undefined where Okta does not say. */
  lastUpdated: string | undefined;
  attributes: readonly ProfileAttribute[];
}

/**
 * Reads Okta's answer: base attributes, then custom ones.
 * @throws ConnectorError `okta_unavailable` for what is no profile schema
 */
export function readProfileSchema(answer: unknown): ProfileSchema {
  const { success, data } = SchemaAnswer.safeParse(answer);
  if (!success) throw new ConnectorError('okta_unavailable', 'Okta answered with something that is no profile schema.');
  const { base, custom } = data.definitions;
  return {
    title: data.title ?? undefined,
    lastUpdated: data.lastUpdated ?? undefined,
    attributes: [...attributesOf(base, { custom: false }), ...attributesOf(custom, { custom: true })],
  };
}

function attributesOf(definition: z.output<typeof Definition>, { custom }: { custom: boolean }): ProfileAttribute[] {
  const required = new Set(definition?.required);
  return Object.entries(definition?.properties ?? {}).flatMap(([name, given]) => {
    const { success, data } = Attribute.safeParse(given);
    return success ? [{ ...data, name, custom, isRequired: data.required === true || required.has(name) }] : [];
  });
}
