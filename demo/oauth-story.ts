import { generateKeyPairSync } from 'node:crypto';
import { Browser } from '../test/okta-org/browser.ts';
import type { OktaOrg } from '../test/okta-org/okta-org-process.ts';
import type { Connector } from './connector.ts';

interface Connection {
  id: string;
  status: string;
  authorizationUrl?: string;
  auth: { callbackUrl: string; missingScopes: string[]; dpopBound: boolean };
}

const SCOPES = ['okta.users.read', 'okta.groups.manage'];

/** The two ways of OAuth: an administrator consents in the browser, and a service app signs with a key. */
export async function tellOauthStory(connector: Connector, org: OktaOrg): Promise<void> {
  const consented = await consent(connector, org);
  await workAs(connector, consented, 'Approved by consent');
  await serviceApp(connector, org);
  await disconnect(connector, org, consented);
}

async function consent(connector: Connector, org: OktaOrg): Promise<string> {
  connector.title('Connect by consent: the administrator has made an app in Okta and gives its id and secret');
  const { body: regions } = await connector.send('GET', '/v1/regions');
  const { callbackUrl = '' } = (regions as { data: { callbackUrl: string }[] }).data[0] ?? {};
  const app = await org.createOauthClient({
    kind: 'web',
    redirectUris: [callbackUrl],
    grantedScopes: SCOPES,
    refreshRotation: 'ROTATE',
  });
  const auth = { type: 'authorizationCode', ...app, scopes: SCOPES };
  const request = { name: 'Acme by consent', domain: new URL(org.url).host, auth };
  const pending = (await connector.send('POST', '/v1/connections', request)).body as Connection;
  connector.expect('the connection waits for the consent', pending.status, 'pending');
  await approve(connector, org, pending.authorizationUrl ?? '');
  const connection = (await connector.send('GET', `/v1/connections/${pending.id}`)).body as Connection;
  connector.expect('the connection is active', connection.status, 'active');
  connector.expect('every scope is granted', connection.auth.missingScopes, []);
  return pending.id;
}

/** What the administrator does: opens the link, signs in and allows the access at Okta, and is sent back. */
async function approve(connector: Connector, org: OktaOrg, authorizationUrl: string): Promise<void> {
  connector.title('The administrator opens the link and allows the access');
  connector.note(`the link     ${authorizationUrl}`);
  const browser = new Browser();
  const toOkta = (await browser.send({ url: authorizationUrl, method: 'GET' })).headers.get('location') ?? '';
  connector.note(`leads to     ${toOkta}`);
  const callback = await org.approve(toOkta);
  connector.note(`comes back   ${callback.replace(/code=[^&]+/, 'code=…')}`);
  const page = await browser.visit(callback);
  connector.note(`and shows    ${/<h1[^>]*>(.*?)<\/h1>/s.exec(page.text)?.[1]?.trim() ?? page.text}`);
  connector.expect('the consent went well', page.status, 200);
}

async function serviceApp(connector: Connector, org: OktaOrg): Promise<void> {
  connector.title('Connect a service app: client credentials with a private key, and the app requires DPoP');
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = 'demo-key';
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'ES256' }] };
  const app = { kind: 'service', jwks, grantedScopes: SCOPES, dpopBound: true } as const;
  const { clientId } = await org.createOauthClient(app);
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  const auth = { type: 'clientCredentials', clientId, keyId, privateKey: pem, scopes: SCOPES };
  const request = { name: 'Acme service', domain: new URL(org.url).host, auth };
  const connection = (await connector.send('POST', '/v1/connections', request)).body as Connection;
  connector.expect('the connection is active at once', connection.status, 'active');
  connector.expect('its tokens are bound to its key', connection.auth.dpopBound, true);

  const before = (await org.requests()).at(-1)?.seq ?? 0;
  await workAs(connector, connection.id, 'Made by a service app');
  const [call] = await org.requests(before);
  const scheme = call?.headers['authorization']?.split(' ')[0];
  connector.note(`Okta saw     ${call?.method} ${call?.path}, Authorization: ${scheme} …, with a DPoP proof`);
  connector.expect('the call was made with DPoP', [scheme, call?.headers['dpop'] !== undefined], ['DPoP', true]);
}

async function workAs(connector: Connector, connectionId: string, name: string): Promise<void> {
  connector.title(`Run an action over it: create the group "${name}"`);
  const group = await connector.run<{ profile: { name: string } }>(connectionId, 'create-group', { profile: { name } });
  connector.expect('the group is there', group.profile.name, name);
}

async function disconnect(connector: Connector, org: OktaOrg, connectionId: string): Promise<void> {
  connector.title('Disconnect: the refresh token is revoked at Okta');
  const { status } = await connector.send('DELETE', `/v1/connections/${connectionId}`);
  connector.expect('the connection is deleted', status, 204);
  connector.expect('Okta has ended the consent', await endOfConsent(org), 'revoked');
}

/** How Okta ended the consent; null when it has not within ten seconds. */
async function endOfConsent(org: OktaOrg): Promise<string | null> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const [family] = (await org.oauth.stats()).families;
    if (family?.ended) return family.ended;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}
