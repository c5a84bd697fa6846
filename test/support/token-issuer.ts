import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** The platform's issuer: metadata and keys over HTTP, and tokens. */
export interface TokenIssuer {
  url: string;
  /** The public key as PEM. */
  publicKey: string;
  /** Claims of a good token for the tenant `acme`, five minutes long. */
  claims(more?: JWTPayload): JWTPayload;
  sign(payload: JWTPayload, kid?: string): Promise<string>;
  close(): Promise<void>;
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const pages = new Map<string, unknown>([['/jwks', { keys: [jwk] }]]);
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page ? 200 : 404, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(page ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pages.set('/.well-known/openid-configuration', { issuer: url, jwks_uri: `${url}/jwks` });
  const close = async () => {
    server.close();
    await once(server, 'close');
  };
  const exp = Math.floor(Date.now() / 1000) + 300;
  return {
    url,
    publicKey: await exportSPKI(publicKey),
    claims: (more) => ({ iss: url, aud: 'okta-connector', sub: 'platform', exp, tenant_id: 'acme', ...more }),
    sign: (payload, kid = 'k1') => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey),
    close,
  };
}

/** The claims less one. */
export function without(name: string, payload: JWTPayload): JWTPayload {
  return Object.fromEntries(Object.entries(payload).filter(([claim]) => claim !== name));
}
