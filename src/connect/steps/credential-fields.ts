import type { Texts } from '../page/texts.js';
import type { ConnectSession } from '../sessions/connect-session.js';
import type { Form } from '../../core/http/form-body.js';
import type { Problem, SessionProgress, Way } from '../sessions/session-progress.js';
import type { Secrets } from '../sessions/session-secrets.service.js';

type Entered = SessionProgress['entered'];
type FieldName = keyof Entered | keyof Secrets;

const FIELDS: Record<Way, readonly FieldName[]> = {
  keyless: ['clientId'],
  consent: ['clientId', 'clientSecret'],
  privateKey: ['clientId', 'keyId', 'privateKey'],
  apiToken: ['apiToken'],
};

const MAX_LINE = 500;
const MAX_KEY = 16_384;

/** The fields that a way asks for; a new connection also gets a name, unless the platform has given it one. */
export function fieldsOf({ name, reconnects, progress }: ConnectSession, way: Way): FieldName[] {
  const named = reconnects || (name !== null && progress.problem?.code !== 'name_taken');
  return [...(named ? [] : (['name'] as const)), ...FIELDS[way]];
}

/** What stands in a field before the person has typed anything. */
export function firstValueOf({ name, progress }: ConnectSession, field: keyof Entered): string {
  if (field !== 'name') return progress.entered[field];
  return progress.entered.name || (name ?? progress.org?.customDomain ?? progress.org?.domain ?? '');
}

/** What is entered now: what was typed, and for an empty secret what was kept from before. */
export function enteredIn(form: Form, session: ConnectSession, kept: Secrets): { entered: Entered; secrets: Secrets } {
  const typed = (field: FieldName) => form.get(field)?.trim();
  const line = (field: keyof Entered) => (typed(field) ?? firstValueOf(session, field)).slice(0, MAX_LINE);
  const secret = (field: keyof Secrets, most: number) => {
    const value = typed(field)?.slice(0, most) || kept[field];
    return value === undefined ? {} : { [field]: value };
  };
  return {
    entered: { name: line('name'), clientId: line('clientId'), keyId: line('keyId') },
    secrets: {
      ...secret('apiToken', MAX_LINE),
      ...secret('clientSecret', MAX_LINE),
      ...secret('privateKey', MAX_KEY),
    },
  };
}

/** The fields that must not be empty and are; a JWK may carry its key's id itself. */
export function emptyFields(
  fields: readonly FieldName[],
  { entered, secrets }: { entered: Entered; secrets: Secrets },
  texts: Texts,
): Problem['errors'] {
  const values: Partial<Record<FieldName, string>> = { ...entered, ...secrets };
  const optional = (field: FieldName) => field === 'keyId' && secrets.privateKey?.startsWith('{') === true;
  return fields
    .filter((field) => !values[field] && !optional(field))
    .map((field) => ({ field, message: texts.steps.credentials.missing[field] }));
}
