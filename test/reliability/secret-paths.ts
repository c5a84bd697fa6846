import { randomBytes } from 'node:crypto';
import { clientKey } from '../e2e/oauth/client-keys.ts';
import { Person } from '../e2e/consent/person.ts';
import type { Canaries } from './canaries.ts';
import type { Reply, ServiceScene } from './service-scene.ts';

/** Where secrets travel in one round, and the answers that came of it. */
export interface Travels {
  scene: ServiceScene;
  canaries: Canaries;
  receiverUrl: string;
  round: number;
  /** Answers that are not meant to hold a secret. */
  answers: string[];
}

const SCOPES = ['okta.users.read', 'okta.groups.read', 'okta.eventHooks.manage'];

const secretOf = (name: string) => `canary-${name}-${randomBytes(12).toString('hex')}`;

async function send<T>(
  travels: Travels,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<Reply<T>> {
  const reply = await travels.scene.send<T>(method, path, { ...(body !== undefined && { body }), headers });
  travels.answers.push(reply.text, JSON.stringify([...reply.headers]));
  return reply;
}

/** Everything with a secret in it, the failing calls included. */
export async function travelAll(travels: Travels): Promise<void> {
  const { scene, canaries, round } = travels;
  const token = (await scene.org.createToken({ role: 'super' })).token;
  canaries.plant('API token', token);
  const auth = { type: 'apiToken', apiToken: token };
  const body = scene.connection(`Canary ${round} ${Date.now()}`, { auth });
  const { id } = (await send<{ id: string }>(travels, 'POST', '/v1/connections', body)).body;
  await refusedTokens(travels, { id, body, token });
  await passwords(travels, id);
  await subscriptions(travels, id);
  await consent(travels);
  await clientCredentials(travels);
  for (const path of [`/v1/connections/${id}`, '/v1/connections', '/v1/runs?limit=200', '/v1/audit?limit=200']) {
    await send(travels, 'GET', path);
  }
  await plantIssued(travels);
}

async function refusedTokens(
  travels: Travels,
  { id, body, token }: { id: string; body: object; token: string },
): Promise<void> {
  const wrong = `00wrong${randomBytes(20).toString('hex')}`;
  travels.canaries.plant('wrong API token', wrong);
  const auth = { type: 'apiToken', apiToken: wrong };
  await send(travels, 'POST', '/v1/connections', { ...body, name: 'Refused', auth });
  await send(travels, 'POST', '/v1/connections', { ...body, auth: { ...auth, extra: token } });
  await send(travels, 'POST', '/v1/connections', { ...body, auth: { type: 'apiToken', apiToken: `${token}\n` } });
  await send(travels, 'POST', '/v1/connections', `{"auth":{"apiToken":"${token}"`);
  await send(travels, 'PATCH', `/v1/connections/${id}`, { auth });
  await send(travels, 'POST', `/v1/connections/${id}/test`);
  const bearer = await travels.scene.token();
  travels.canaries.plant('bearer token', bearer.split('.')[2]);
  await travels.scene.send('GET', '/v1/runs', { token: `${bearer}x` });
  await travels.scene.send('GET', `/v1/runs?token=${token}`);
}

async function passwords(travels: Travels, id: string): Promise<void> {
  const { scene, canaries, round } = travels;
  const [password, old, answer] = [secretOf('password'), secretOf('old-password'), secretOf('recovery answer')];
  canaries.plant('password', password);
  canaries.plant('old password', old);
  canaries.plant('recovery answer', answer);
  const run = (action: string, input: object, headers = {}) =>
    send(travels, 'POST', `/v1/connections/${id}/actions/${action}`, { input }, headers);
  const login = `canary-${round}-${Date.now()}@example.com`;
  const profile = { login, email: login, firstName: 'C', lastName: 'C' };
  const credentials = { password: { value: password }, recovery_question: { question: 'Which?', answer } };
  await run('create-user', { profile, credentials }, { 'idempotency-key': `key ${round} ${Date.now()}` });
  await run('create-user', { profile, credentials, nonsense: password });
  await run(
    'create-user',
    { profile: { ...profile, login: `later-${login}` }, credentials },
    { prefer: 'respond-async' },
  );
  await run('change-password', { userId: login, oldPassword: { value: old }, newPassword: { value: password } });
  const reset = { userId: login, credentials: { password: { value: password } } };
  // The answer is lost; Okta refuses and says what it got; it breaks off; it answers nonsense.
  const echo = { errorCode: 'E0000001', errorSummary: `Bad: SSWS ${scene.org.apiToken}`, errorCauses: [] };
  await scene.org.faults.add({ path: '^/api/v1/users', times: 1, kind: 'reset-after' });
  await run('set-password', reset);
  await scene.org.faults.add({ path: '^/api/v1/users', times: 1, kind: 'status', status: 400, body: echo });
  await run('set-password', reset);
  await scene.org.faults.add({ path: '^/api/v1/users', times: 1, kind: 'body', body: 'html' });
  await run('set-password', reset);
  await scene.org.faults.add({ path: '^/api/v1/users', times: 3, kind: 'status', status: 401, body: echo });
  await run('get-user', { userId: login });
  await scene.org.faults.clear();
  await send(travels, 'POST', `/v1/connections/${id}/batch`, { runs: [{ actionId: 'set-password', input: reset }] });
}

async function subscriptions(travels: Travels, id: string): Promise<void> {
  const { scene, canaries, receiverUrl } = travels;
  const path = `/v1/connections/${id}/subscriptions`;
  const delivery = { type: 'webhook', url: receiverUrl };
  const body = {
    triggerId: 'new-event-realtime',
    mode: 'hybrid',
    params: { eventTypes: ['user.session.start'] },
    delivery,
  };
  // These two answers are where the caller gets the secret.
  const created = await scene.send<{ id: string; signingSecret: string }>('POST', path, { body });
  canaries.plant('signing secret', created.body.signingSecret);
  const own = `/v1/subscriptions/${created.body.id}`;
  const rotated = await scene.send<{ signingSecret: string }>('POST', `${own}/rotate-secret`);
  canaries.plant('new signing secret', rotated.body.signingSecret);
  await send(travels, 'POST', `${own}/test`);
  await send(travels, 'GET', own);
  await send(travels, 'GET', `${own}/deliveries`);
}

/** A consent from the link to a refreshed and revoked token, and one whose client secret is wrong. */
async function consent(travels: Travels): Promise<void> {
  const { scene, canaries } = travels;
  const clientSecret = secretOf('client-secret');
  const wrong = secretOf('wrong-client-secret');
  canaries.plant('client secret', clientSecret);
  canaries.plant('wrong client secret', wrong);
  const redirectUris = [await callbackOf(scene)];
  const kind = { kind: 'web', refreshRotation: 'ROTATE' } as const;
  const app = { ...kind, clientSecret, redirectUris, grantedScopes: SCOPES };
  const { clientId } = await scene.org.createOauthClient(app);
  await agree(travels, { clientId, clientSecret: wrong });
  const id = await agree(travels, { clientId, clientSecret });
  const list = () => send(travels, 'POST', `/v1/connections/${id}/actions/list-users`, { input: { limit: 1 } });
  await list();
  await scene.org.oauth.expire({ clientId, kind: 'access' });
  await list();
  await scene.org.oauth.revoke({ clientId, kind: 'refresh' });
  await list();
}

/** @returns the id of the connection */
async function agree(travels: Travels, app: { clientId: string; clientSecret: string }): Promise<string> {
  const { scene, canaries, answers } = travels;
  const auth = { type: 'authorizationCode', ...app, scopes: SCOPES };
  const body = scene.connection(`Consent ${randomBytes(6).toString('hex')}`, { auth });
  const created = await scene.must<{ id: string; authorizationUrl: string }>('POST', '/v1/connections', { body });
  canaries.plant('flow token', new URL(created.authorizationUrl).pathname.split('/').at(-1));
  const person = new Person(scene.url);
  const { location } = await person.visit(created.authorizationUrl);
  const authorize = new URL(location ?? '');
  canaries.plant('state', authorize.searchParams.get('state') ?? undefined);
  const back = await scene.org.approve(authorize.href);
  // The callback, a second time, and without the cookie.
  for (const visitor of [person, person, new Person(scene.url)]) answers.push((await visitor.visit(back)).html);
  return created.id;
}

/** The callback URL of the only region. */
async function callbackOf(scene: ServiceScene): Promise<string> {
  const { data } = await scene.must<{ data: { callbackUrl: string }[] }>('GET', '/v1/regions');
  return data[0]?.callbackUrl ?? '';
}

async function clientCredentials(travels: Travels): Promise<void> {
  const { scene, canaries, round } = travels;
  for (const format of ['pkcs8', 'jwk'] as const) {
    const key = clientKey(format === 'jwk' ? 'ES256' : 'RS256', format);
    for (const part of partsOf(key.privateKey)) canaries.plant(`private key (${format})`, part);
    const app = await scene.org.createOauthClient({
      kind: 'service',
      jwks: { keys: [key.publicJwk] },
      grantedScopes: SCOPES,
      dpopBound: true,
      role: 'super',
    });
    const auth = {
      type: 'clientCredentials',
      clientId: app.clientId,
      keyId: key.publicJwk.kid,
      privateKey: key.privateKey,
      scopes: SCOPES,
    };
    const body = scene.connection(`Service ${format} ${round} ${Date.now()}`, { auth });
    const { id } = (await send<{ id: string }>(travels, 'POST', '/v1/connections', body)).body;
    await send(travels, 'POST', `/v1/connections/${id}/actions/list-users`, { input: { limit: 1 } });
    await send(travels, 'POST', '/v1/connections', {
      ...body,
      name: `${round} refused`,
      auth: { ...auth, keyId: 'another' },
    });
    await send(travels, 'DELETE', `/v1/connections/${id}`);
  }
}

/** Lines of a PEM, the private members of a JWK. */
function partsOf(privateKey: string | object): string[] {
  if (typeof privateKey === 'string')
    return privateKey
      .split('\n')
      .filter((line) => line.length > 60)
      .slice(2, 6);
  return [String(Reflect.get(privateKey, 'd'))];
}

/** Whatever the org gave out, and what it was sent as proof. */
async function plantIssued({ scene, canaries }: Travels): Promise<void> {
  for (const token of await scene.org.oauth.issuedTokens()) canaries.plant('token or code of the org', token);
  for (const { body, path } of await scene.org.requests()) {
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
    const assertion = /client_assertion"?[=:]"?(eyJ[\w.-]+)/.exec(text)?.[1];
    if (assertion) canaries.plant('client assertion', assertion.split('.')[2]);
    const verifier = /code_verifier"?[=:]"?([\w.~-]{43,})/.exec(text)?.[1];
    if (verifier) canaries.plant('PKCE verifier', verifier);
    const hook = path.includes('eventHooks') ? /"authScheme":\{[^}]*"value":"([^"]{16,})"/.exec(text)?.[1] : undefined;
    if (hook) canaries.plant('secret of the event hook', hook);
  }
  await scene.org.clearRequests();
}
