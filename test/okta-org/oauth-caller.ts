import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { OauthClientInput, OauthClientResult } from './control-contract.ts';
import type { OktaOrg } from './okta-org-process.ts';

const clientKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const proofKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const VERIFIER = 'v'.repeat(43);

/** The public half of the key that assertions are signed with. */
export const clientJwks = {
  keys: [{ ...clientKeys.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }],
};

export const REDIRECT = 'http://localhost:3999/callback';

export interface TokenAnswer {
  status: number;
  nonce: string | null;
  body: {
    access_token: string;
    refresh_token: string;
    scope: string;
    token_type: string;
    expires_in: number;
    error: string;
    error_description: string;
  };
}

export type Form = Record<string, string>;

/** The org's clock, unless the test has moved it. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function jwt(header: object, claims: object, key: KeyObject): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('sha256', Buffer.from(parts.join('.')), { key, dsaEncoding: 'ieee-p1363' });
  return [...parts, signature.toString('base64url')].join('.');
}

/** A DPoP proof; with the same key each time unless another is given. */
export function dpopProof(htm: string, htu: string, claims: object = {}, keys = proofKeys): string {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: keys.publicKey.export({ format: 'jwk' }) };
  return jwt(header, { htm, htu, iat: nowSeconds(), jti: randomUUID(), ...claims }, keys.privateKey);
}

export const otherProofKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Talks to the org's authorization server and API by hand, with no help of a library. */
export class OauthCaller {
  private readonly org: OktaOrg;

  constructor(org: OktaOrg) {
    this.org = org;
  }

  get tokenUrl(): string {
    return `${this.org.url}/oauth2/v1/token`;
  }

  async token(form: Form, headers: Record<string, string> = {}): Promise<TokenAnswer> {
    const response = await fetch(this.tokenUrl, {
      method: 'POST',
      headers: { accept: 'application/json', ...headers },
      body: new URLSearchParams(form),
    });
    const body = (await response.json()) as TokenAnswer['body'];
    return { status: response.status, nonce: response.headers.get('dpop-nonce'), body };
  }

  /** Parameters of a client credentials request with a fresh assertion. */
  serviceForm(clientId: string, scope: string, claims: object = {}): Form {
    const standard = { iss: clientId, sub: clientId, aud: this.tokenUrl, iat: nowSeconds() };
    const times = { exp: nowSeconds() + 300, jti: randomUUID() };
    return {
      grant_type: 'client_credentials',
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwt({ alg: 'ES256', kid: 'k1' }, { ...standard, ...times, ...claims }, clientKeys.privateKey),
    };
  }

  authorizeUrl(clientId: string, changes: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: 'openid offline_access okta.users.read okta.apps.read',
      state: 'state-1',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    });
    return `${this.org.url}/oauth2/v1/authorize?${query.toString()}`;
  }

  /** Registers a web client that rotates and signs the admin in. `form` authenticates the client. */
  async signIn(
    changes: Partial<OauthClientInput> = {},
    headers: Record<string, string> = {},
  ): Promise<{ form: Form; client: OauthClientResult; answer: TokenAnswer }> {
    const defaults = { kind: 'web', redirectUris: [REDIRECT], grantedScopes: ['okta.users.read'] } as const;
    const client = await this.org.createOauthClient({ ...defaults, refreshRotation: 'ROTATE', ...changes });
    const form = { client_id: client.clientId, client_secret: client.clientSecret ?? '' };
    const code = new URL(await this.org.approve(this.authorizeUrl(client.clientId))).searchParams.get('code') ?? '';
    const grant = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER };
    return { form, client, answer: await this.token({ ...form, ...grant }, headers) };
  }

  refresh(form: Form, refreshToken: string, headers: Record<string, string> = {}): Promise<TokenAnswer> {
    return this.token({ ...form, grant_type: 'refresh_token', refresh_token: refreshToken }, headers);
  }

  async revoke(form: Form, token: string): Promise<number> {
    const body = new URLSearchParams({ ...form, token });
    return (await fetch(`${this.org.url}/oauth2/v1/revoke`, { method: 'POST', body })).status;
  }

  async api(path: string, headers: Record<string, string>): Promise<[number, string, string]> {
    const response = await fetch(this.org.url + path, { headers: { accept: 'application/json', ...headers } });
    return [response.status, response.headers.get('www-authenticate') ?? '', await response.text()];
  }

  /** Status of a call with this access token. */
  async statusWith(accessToken: string): Promise<number> {
    return (await this.api('/api/v1/users/me', { authorization: `Bearer ${accessToken}` }))[0];
  }
}
