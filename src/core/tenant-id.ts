declare const tenant: unique symbol;

/** A tenant's id as the platform names it: 1 to 128 of `A-Z a-z 0-9 . _ -`. Only `parseTenantId` makes one. */
export type TenantId = string & { readonly [tenant]: true };

const TENANT_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** The id, or undefined when `value` is none. */
export function parseTenantId(value: unknown): TenantId | undefined {
  return isTenantId(value) ? value : undefined;
}

const isTenantId = (value: unknown): value is TenantId => typeof value === 'string' && TENANT_ID.test(value);
