import { InvalidArgumentError } from 'commander';
import { parseTenantId, type TenantId } from '../core/tenant-id.js';

/** A tenant's id, for an argument or an option. @throws InvalidArgumentError */
export function tenantValue(text: string): TenantId {
  const tenant = parseTenantId(text);
  if (!tenant) throw new InvalidArgumentError('Use 1 to 128 of A-Z a-z 0-9 . _ -');
  return tenant;
}

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const AGO = /^([1-9]\d{0,4})([mhd])$/;
/** RFC 3339: a date alone would be read as midnight UTC, a time without offset as the server's own. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A time, RFC 3339, or so long ago (`90m`, `12h`, `7d`). @throws InvalidArgumentError */
export function timeValue(text: string): Date {
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return new Date(Date.now() - Number(count) * (UNIT_MS[unit] ?? 0));
  const time = new Date(text);
  if (!TIME.test(text) || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Use a time such as 2026-11-22T09:00:00Z, or so long ago: 90m, 12h, 7d.');
  return time;
}
