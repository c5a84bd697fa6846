/**
 * A string literal of Okta's filter and search expressions: a JSON string, so quotes, backslashes and control
 * characters cannot end it. Source: https://developer.okta.com/docs/api/#filter
 */
function scimString(value: string): string {
  return JSON.stringify(value);
}

/** `attribute eq "value"`; the attribute is the caller's own constant, the value may be anything. */
export function scimEquals(attribute: string, value: string): string {
  return `${attribute} eq ${scimString(value)}`;
}

/** `attribute sw "value"`, as `scimEquals`. */
export function scimStartsWith(attribute: string, value: string): string {
  return `${attribute} sw ${scimString(value)}`;
}

/** `attribute co "value"`; Okta permits it on a few attributes only. */
export function scimContains(attribute: string, value: string): string {
  return `${attribute} co ${scimString(value)}`;
}

/** All of the conditions. `and` binds tighter than `or`, so alternatives come from `scimAny`, which brackets them. */
export function scimAll(...conditions: string[]): string {
  return conditions.join(' and ');
}

/** Any of the conditions, in brackets. */
export function scimAny(...conditions: string[]): string {
  return `(${conditions.join(' or ')})`;
}
