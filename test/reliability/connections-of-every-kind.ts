import { generateKeyPairSync } from 'node:crypto';
import { Browser } from '../okta-org/browser.ts';
import type { OktaOrg } from '../okta-org/okta-org-process.ts';
import type { ReplicaScene } from './replica-scene.ts';

/** A connection that was made as callers make them. */
export interface MadeConnection {
  kind: string;
  tenant: string;
  id: string;
  /** Of the app at Okta; undefined for an API token. */
  clientId: string | undefined;
}

interface Place {
  scene: ReplicaScene;
  org: OktaOrg;
  url: string;
}

interface Created {
  id: string;
  authorizationUrl?: string;
  auth: { clientId: string };
}

const SCOPES = ['okta.users.read'];
export const CALLBACK_URL = 'https://us.connector.example/oauth/callback';

export async function connectEveryKind(place: Place, tenant: string): Promise<MadeConnection[]> {
  const token = await create(place, tenant, { type: 'apiToken', apiToken: place.org.apiToken });
  return [
    { kind: 'API token', tenant, id: token.id, clientId: undefined },
    await connectByConsent(place, tenant),
    await connectByKey(place, tenant),
    await connectByGeneratedKey(place, tenant),
  ];
}

/** Its refresh token works once, without any grace. */
export async function connectByConsent(place: Place, tenant: string): Promise<MadeConnection> {
  const { clientId, clientSecret } = await place.org.createOauthClient({
    kind: 'web',
    redirectUris: [CALLBACK_URL],
    grantedScopes: SCOPES,
    refreshRotation: 'ROTATE',
    refreshLeewaySeconds: 0,
  });
  const auth = { type: 'authorizationCode', clientId, clientSecret, scopes: SCOPES };
  const { id, authorizationUrl = '' } = await create(place, tenant, auth);
  await new Browser({ origins: { [new URL(CALLBACK_URL).origin]: place.url } }).visit(authorizationUrl);
  return { kind: 'consent', tenant, id, clientId };
}

async function connectByKey(place: Place, tenant: string): Promise<MadeConnection> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'given', use: 'sig' };
  const { clientId } = await place.org.createOauthClient({
    kind: 'service',
    jwks: { keys: [jwk] },
    grantedScopes: SCOPES,
  });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  const auth = { type: 'clientCredentials', clientId, keyId: 'given', privateKey: pem, scopes: SCOPES };
  return { kind: 'private key', tenant, id: (await create(place, tenant, auth)).id, clientId };
}

async function connectByGeneratedKey(place: Place, tenant: string): Promise<MadeConnection> {
  const clientId = `0oaGenerated${tenant}`;
  const auth = { type: 'clientCredentials', clientId, keySource: 'generated', scopes: SCOPES };
  const { id } = await create(place, tenant, auth);
  const jwks = (await (await fetch(`${place.url}/v1/connections/${id}/jwks.json`)).json()) as {
    keys: Record<string, unknown>[];
  };
  await place.org.createOauthClient({ kind: 'service', clientId, jwks, grantedScopes: SCOPES });
  await place.scene.send(place.url, { tenant, method: 'POST', path: `/v1/connections/${id}/test` });
  return { kind: 'generated key', tenant, id, clientId };
}

function create({ scene, org, url }: Place, tenant: string, auth: Record<string, unknown>): Promise<Created> {
  const body = { name: crypto.randomUUID(), domain: new URL(org.url).host, auth };
  return scene.send<Created>(url, { tenant, method: 'POST', path: '/v1/connections', body });
}

/** A read of Okta with another access token than before. @returns the status, and the problem's code */
export async function useAnew({ scene, org, url }: Place, { tenant, id, clientId }: MadeConnection): Promise<string> {
  if (clientId !== undefined) await org.oauth.revoke({ clientId, kind: 'access' });
  const response = await fetch(`${url}/v1/connections/${id}/actions/list-users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await scene.token(tenant)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ input: { limit: 1 } }),
  });
  const { code = '' } = (await response.json()) as { code?: string };
  return `${response.status} ${code}`.trim();
}
