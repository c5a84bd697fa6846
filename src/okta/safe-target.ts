import { hasDotSegment, inputMistake } from './path-segment.js';

/** Where Okta's APIs lie (Management API release 2026.06.3, and Governance). */
export const API_PREFIXES = [
  '/api/v1/',
  '/governance/api/',
  '/oauth2/v1/',
  '/integrations/',
  '/attack-protection/api/',
  '/okta-personal-settings/api/',
  '/privileged-access/api/',
  '/security/api/',
  '/webauthn-registration/api/',
] as const;

/**
 * Whether path and query, both encoded, lie below one of the prefixes and stay there when a server normalises them.
 */
export function isSafeTarget(target: string, prefixes: readonly string[] = API_PREFIXES): boolean {
  if (target.length > 16_384 || !/^\/[\x21-\x7e]*$/.test(target) || /[#\\]/.test(target)) return false;
  const path = target.split('?', 1)[0] ?? '';
  if (path.includes('//') || hasDotSegment(path) || !isValidUtf8(path)) return false;
  return prefixes.some((prefix) => path.startsWith(prefix));
}

/**
 * Refuses a stored or given target that could lead elsewhere than below the prefixes.
 * @throws ConnectorError `invalid_input` that points to `pointer`
 */
export function assertSafeTarget(
  target: string,
  { prefixes = API_PREFIXES, pointer = '/input/cursor' }: { prefixes?: readonly string[]; pointer?: string } = {},
): void {
  if (!isSafeTarget(target, prefixes)) throw inputMistake(pointer, `must be a path below ${prefixes.join(', ')}`);
}

/** Overlong encodings (`%c0%ae` for a dot) are no UTF-8. */
function isValidUtf8(path: string): boolean {
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}
