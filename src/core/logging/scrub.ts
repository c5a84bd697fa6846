import { isNativeError } from 'node:util/types';
import { maskText } from './mask-text.js';
import { serializeError } from './serialize-error.js';

const MASK = '[redacted]';
const MAX_DEPTH = 16;

const SECRET_ENDINGS =
  /(?:password|passwd|passcode|passphrase|secret|token|apikey|privatekey|authorization|cookie|answer|assertion|resetpasswordurl|activationurl|codeverifier)$/;
const SECRET_NAMES = new Set([
  'dpop',
  'otp',
  'pin',
  'encryptionkeys',
  'refreshtokens',
  'accesstokens',
  'tokens',
  'secrets',
]);
/** Members whose inner `value` opens a door: credentials, and the headers of event hooks. */
const HOLDERS = new Set(['credentials', 'authscheme', 'headers']);
/** Inputs and log lines have the same few names again and again; callers' own may be without end. */
const MOST_NAMES = 2_000;
const LONGEST_NAME = 64;
const JWK_PRIVATE_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

interface Place {
  depth: number;
  inCredentials: boolean;
}

const TOP: Place = { depth: 0, inCredentials: false };

/**
 * A copy of `value` in which nothing is left that opens a door: members are masked by their names (in any case and
 * spelling: `apiToken`, `api_token`, `API-Token`), the values below `credentials`, `authScheme` and `headers`, the private
 * members of a JWK, and tokens and keys inside text. Booleans and null stay. Never throws; made for request logs, not for sending on.
 */
export function scrub(value: unknown): unknown {
  return scrubValue(value, TOP);
}

function scrubValue(value: unknown, place: Place): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (isNativeError(value)) return serializeError(value);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (place.depth >= MAX_DEPTH) return '[too deep]';
  const below = { ...place, depth: place.depth + 1 };
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, below));
  return scrubMembers(value, below);
}

/** `scrub` for the fields of a log line. */
export function scrubMembers(members: object, place: Place = TOP): Record<string, unknown> {
  const isJwk = 'kty' in members;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(members)) {
    const kind = kindOf(name);
    const isSecret = kind === 'secret' || (kind === 'value' && place.inCredentials);
    if (isSecret || (isJwk && JWK_PRIVATE_MEMBERS.has(name))) copy[name] = masked(member);
    // Assigning to it would not make a member.
    else if (name !== '__proto__')
      copy[name] = scrubValue(member, kind === 'holder' ? { ...place, inCredentials: true } : place);
  }
  return copy;
}

/** What a member's name says of what is in it; `value` tells only in credentials. */
type NameKind = 'secret' | 'holder' | 'value' | 'plain';

const kinds = new Map<string, NameKind>();

function kindOf(name: string): NameKind {
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const kind = judgeName(name.toLowerCase().replaceAll(/[-_\s]/g, ''));
  if (name.length <= LONGEST_NAME && kinds.size < MOST_NAMES) kinds.set(name, kind);
  return kind;
}

function judgeName(plain: string): NameKind {
  if (SECRET_ENDINGS.test(plain) || SECRET_NAMES.has(plain)) return 'secret';
  if (HOLDERS.has(plain)) return 'holder';
  return plain === 'value' ? 'value' : 'plain';
}

function masked(member: unknown): unknown {
  return member === null || member === undefined || typeof member === 'boolean' ? member : MASK;
}
