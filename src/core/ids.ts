import { v7 } from 'uuid';

type IdPrefix = 'con' | 'run' | 'aud' | 'sub' | 'evt' | 'dlv' | 'cs';

/** A new opaque id, `<prefix>_<32 hex digits>`: a UUIDv7 (RFC 9562), so ids made later sort later. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${v7().replaceAll('-', '')}`;
}

/** The time in an id made by `newId`, or undefined when `id` is none of that prefix. */
export function idTime(prefix: IdPrefix, id: string): Date | undefined {
  const hex = /^([0-9a-f]{12})(7[0-9a-f]{3}[89ab][0-9a-f]{15})$/.exec(id.slice(prefix.length + 1));
  return id.startsWith(`${prefix}_`) && hex?.[1] ? new Date(Number.parseInt(hex[1], 16)) : undefined;
}
