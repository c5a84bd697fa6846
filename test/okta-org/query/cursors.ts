import { OktaError } from '../okta-error.ts';

/** The lists a cursor can belong to; a cursor of one list is refused by the others. */
export type CursorKind =
  | 'users'
  | 'groups'
  | 'members'
  | 'apps'
  | 'logs'
  | 'owners'
  | 'grants'
  | 'tokens'
  | 'rules'
  | 'appUsers'
  | 'appGroups'
  | 'mappings'
  | 'profileMappings'
  | 'devices'
  | 'authServers'
  | 'scopes'
  | 'idps'
  | 'governance'
  | 'assignees'
  | 'customRoles'
  | 'resourceSets'
  | 'policies'
  | 'zones'
  | 'realms';

const MARK = '200';

/** Makes an opaque cursor. Okta's cursors are not ids (developer.okta.com/docs/reference/core-okta-api, pagination). */
export function encodeCursor(kind: CursorKind, position: string): string {
  return MARK + Buffer.from(`${kind}|${position}`, 'utf8').toString('base64url');
}

/**
 * Reads a cursor back.
 * @throws OktaError E0000029 (apps) or E0000031 (others) with the cause "Invalid cursor."
 */
export function decodeCursor(kind: CursorKind, cursor: string): string {
  const text = cursor.startsWith(MARK) ? Buffer.from(cursor.slice(MARK.length), 'base64url').toString('utf8') : '';
  const [owner, position] = text.split('|');
  if (owner === kind && position !== undefined && position !== '') return position;
  throw new OktaError(kind === 'apps' ? 'E0000029' : 'E0000031', { causes: ['Invalid cursor.'] });
}

/** Reads a cursor that names a place in a store; -1 (the start) without a cursor. */
export function decodePlace(kind: CursorKind, cursor: string | null): number {
  if (cursor === null) return -1;
  const place = Number(decodeCursor(kind, cursor));
  if (Number.isSafeInteger(place) && place >= 0) return place;
  throw new OktaError(kind === 'apps' ? 'E0000029' : 'E0000031', { causes: ['Invalid cursor.'] });
}
