import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { PLATFORM_SCOPES } from './caller.js';
import { CONNECTION_CLAIM } from './token-claims.js';

/** Issuer, audience and algorithm of development tokens. */
export const DEVELOPMENT_TOKENS = {
  issuer: 'urn:okta-connector:development',
  audience: 'okta-connector',
  algorithm: 'ES256',
} as const;

const KEY_ID = 'development';
const text = z.string();
const PrivateJwk = z.object({ kty: text, crv: text, x: text, y: text, d: text, kid: text, alg: text, use: text });
const HOUR_SECONDS = 3600;

/** The private key in `<dataDir>/development-key.json`; made at first need, the same for all processes that race. */
async function readDevelopmentKey(dataDir: string): Promise<z.output<typeof PrivateJwk>> {
  const path = join(dataDir, 'development-key.json');
  const file = await readFile(path, 'utf8').catch(() => createKeyFile(path, dataDir));
  return PrivateJwk.parse(JSON.parse(file));
}

async function createKeyFile(path: string, dataDir: string): Promise<string> {
  const { privateKey } = await generateKeyPair(DEVELOPMENT_TOKENS.algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: KEY_ID, alg: DEVELOPMENT_TOKENS.algorithm, use: 'sig' };
  const draft = `${path}.${randomUUID()}`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(draft, JSON.stringify(jwk), { mode: 0o600, flag: 'wx' });
  // A link appears whole or not at all and never replaces the key that another process was faster to make.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    // A file system without links.
    if (error.code !== 'EEXIST') return rename(draft, path);
    return undefined;
  });
  await rm(draft, { force: true });
  return readFile(path, 'utf8');
}

/** The public half, as the verifier wants it. */
export async function developmentKeys(dataDir: string): Promise<JWTVerifyGetKey> {
  const { d: _private, ...publicJwk } = await readDevelopmentKey(dataDir);
  return createLocalJWKSet({ keys: [publicJwk] });
}

export interface DevelopmentTokenRequest {
  dataDir: string;
  /** Without one the token needs `tenants:any` and the header `X-Tenant-Id`. */
  tenantId?: string;
  /** Space-separated; all scopes but `tenants:any` where omitted. */
  scope?: string;
  subject?: string;
  /** The only connection that the token is for. */
  connectionId?: string;
  /** Default one hour. */
  expiresInSeconds?: number;
  /** The claim that carries the tenant; `AUTH_TENANT_CLAIM`. */
  tenantClaim?: string;
}

const ALL_TENANT_SCOPES = PLATFORM_SCOPES.filter((scope) => scope !== 'tenants:any').join(' ');

/** A bearer token for development; a service in issuer mode does not accept it. */
export async function signDevelopmentToken(request: DevelopmentTokenRequest): Promise<string> {
  const { dataDir, tenantId, connectionId, scope = ALL_TENANT_SCOPES, subject = 'developer' } = request;
  const { expiresInSeconds = HOUR_SECONDS, tenantClaim = 'tenant_id' } = request;
  const key = await importJWK(await readDevelopmentKey(dataDir), DEVELOPMENT_TOKENS.algorithm);
  const tenant = tenantId !== undefined && { [tenantClaim]: tenantId };
  return new SignJWT({ scope, ...tenant, ...(connectionId !== undefined && { [CONNECTION_CLAIM]: connectionId }) })
    .setProtectedHeader({ alg: DEVELOPMENT_TOKENS.algorithm, kid: KEY_ID, typ: 'at+jwt' })
    .setIssuer(DEVELOPMENT_TOKENS.issuer)
    .setAudience(DEVELOPMENT_TOKENS.audience)
    .setSubject(subject)
    .setIssuedAt()
    .setJti(randomUUID())
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
    .sign(key);
}
