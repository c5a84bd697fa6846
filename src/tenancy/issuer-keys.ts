import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { ConnectorError } from '../core/errors.js';

/** How the issuer is asked; the guarded fetch in production. */
type FetchIssuer = (
  url: string,
  init: { method?: 'GET'; headers: Headers | Record<string, string>; signal: AbortSignal },
) => Promise<Response>;

export interface IssuerKeysOptions {
  issuer?: string | undefined;
  /** Found in the issuer's metadata where omitted. */
  jwksUri?: string | undefined;
  fetch: FetchIssuer;
  /** After this time an unknown key id makes us ask for the keys again, milliseconds. */
  cooldownMs?: number;
}

const TIMEOUT_MS = 5_000;
const COOLDOWN_MS = 10_000;

/** Errors of jose that are about the token; all others of a key look-up are about reaching the issuer. */
const ABOUT_THE_TOKEN = new Set([
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
  'ERR_JOSE_NOT_SUPPORTED',
]);

const unreachable = (cause: unknown) =>
  new ConnectorError('overloaded', "The token cannot be checked: the issuer's keys cannot be read. Try again.", {
    cause,
  });

/**
 * Finds the issuer's public key for a token. The keys are read at first need, kept for ten minutes, and read again when
 * a token names one that is not among them.
 * @throws ConnectorError `overloaded` when the issuer cannot be reached or answers nonsense
 */
export function createIssuerKeys(options: IssuerKeysOptions): JWTVerifyGetKey {
  let keySet: Promise<RemoteJWKSet> | undefined;
  return async (header, token) => {
    keySet ??= openKeySet(options);
    try {
      return await (
        await keySet
      )(header, token);
    } catch (error) {
      if (codeOf(error) !== undefined && ABOUT_THE_TOKEN.has(codeOf(error) ?? '')) throw error;
      throw unreachable(error);
    } finally {
      // A failed discovery must not be remembered.
      keySet.catch(() => (keySet = undefined));
    }
  };
}

async function openKeySet({ issuer, jwksUri, fetch, cooldownMs }: IssuerKeysOptions): Promise<RemoteJWKSet> {
  const url = jwksUri ?? (await discoverJwksUri(issuer ?? '', fetch));
  return createRemoteJWKSet(new URL(url), {
    [customFetch]: fetch,
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: cooldownMs ?? COOLDOWN_MS,
  });
}

/** The two places of an issuer's metadata: OpenID Connect Discovery 1.0, section 4; RFC 8414, section 3. */
export function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

async function discoverJwksUri(issuer: string, fetch: FetchIssuer): Promise<string> {
  const failures: unknown[] = [];
  for (const url of metadataUrls(issuer)) {
    try {
      // The second place is asked only when the first has nothing.
      // oxlint-disable-next-line no-await-in-loop
      return await readJwksUri({ url, issuer, fetch });
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, 'No metadata of the issuer could be read');
}

async function readJwksUri({
  url,
  issuer,
  fetch,
}: {
  url: string;
  issuer: string;
  fetch: FetchIssuer;
}): Promise<string> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  const metadata: unknown = await response.json();
  const found = typeof metadata === 'object' && metadata !== null ? new Map(Object.entries(metadata)) : new Map();
  const jwksUri: unknown = found.get('jwks_uri');
  // RFC 8414, 3.3: metadata of another issuer must not be used.
  if (found.get('issuer') !== issuer) throw new Error(`${url} is the metadata of another issuer`);
  if (typeof jwksUri !== 'string') throw new Error(`${url} names no jwks_uri`);
  return jwksUri;
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
