import type { OktaError } from '../okta-error.ts';
import { validationFailed } from '../okta-error.ts';
import type { OrgState } from '../state/org-state.ts';
import type { AppRecord, Profile, UserRecord } from '../state/records.ts';
import type { SchemaAttribute } from '../state/schema-attribute.ts';

function attributesOf(org: OrgState, app: AppRecord): Map<string, SchemaAttribute> {
  const { base, custom } = org.schemas.ofApp(app);
  return new Map([...base, ...custom]);
}

function causeOf(attribute: SchemaAttribute | undefined, value: unknown): string | undefined {
  if (!attribute) return 'The following property is not defined in the app user schema';
  if (value === null) return undefined;
  const actual = Array.isArray(value) ? 'array' : typeof value;
  const wanted = attribute.type === 'integer' ? 'number' : attribute.type;
  if (actual !== wanted) return `Incorrect type. Expecting ${attribute.type}`;
  if (attribute.enum && !attribute.enum.includes(value)) return 'Value is not one of the permitted values';
  const { maxLength } = attribute;
  const tooLong = typeof value === 'string' && typeof maxLength === 'number' && value.length > maxLength;
  return tooLong ? `String is too long, maximum allowed: ${maxLength}` : undefined;
}

/** Why Okta does not take a profile for the app's users (Okta: assignUserToApplication); undefined when it does. */
export function faultOfAppProfile(org: OrgState, app: AppRecord, profile: Profile): OktaError | undefined {
  const attributes = attributesOf(org, app);
  const causes = Object.entries(profile).flatMap(([name, value]) => {
    const cause = causeOf(attributes.get(name), value);
    return cause === undefined ? [] : [{ name, cause: `${name}: ${cause}` }];
  });
  const [first] = causes;
  return first && validationFailed(first.name, ...causes.map(({ cause }) => cause));
}

/** What the mappings of a fresh app give: the attributes that user and app share by name. */
export function mappedProfile(org: OrgState, app: AppRecord, user: UserRecord): Profile {
  const shared = [...attributesOf(org, app).keys()].filter((name) => user.profile[name] !== undefined);
  return Object.fromEntries(shared.map((name) => [name, user.profile[name]]));
}
