import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { RunRecorder } from '../../../src/actions/runs/run-recorder.js';
import { ConnectionStore } from '../../../src/connections/connection-store.js';
import { parseTenantId } from '../../../src/core/tenant-id.js';
import { query } from '../../support/postgres.js';
import { consentAuth, OauthStage, resultOf, SCOPES } from './oauth-stage.ts';
import { SecretSearch } from './secret-search.ts';

const CLIENT_SECRET = 'Canary-Client-Secret-3f61a9';
const WRONG_SECRET = 'Canary-Wrong-Secret-77c2e0';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const jwk = privateKey.export({ format: 'jwk' });
const strange = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig' };

describe('OAuth secrets are found nowhere', () => {
  const search = new SecretSearch();
  const answers: string[] = [];
  let stage: OauthStage;
  beforeAll(async () => {
    stage = await OauthStage.set();
    search.plant('client secret', CLIENT_SECRET);
    search.plant('wrong client secret', WRONG_SECRET);
    search.plant('private key, PEM', pem.split('\n')[1] ?? '');
    search.plant('private key, JWK', String(jwk.d));
    search.plant('private key that is refused', String(strange.d));
    await act();
    await stage.service.app.get(RunRecorder).flush();
    await plantWhatWasMade();
  });
  afterAll(() => stage.strike());

  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await stage.send(method, path, body === undefined ? {} : { body });
    answers.push(answer.text, JSON.stringify([...answer.headers]));
    return answer.body;
  };
  const connect = (name: string, auth: object) => send('POST', '/v1/connections', { name, domain: stage.domain, auth });
  const run = (id: string) => send('POST', `/v1/connections/${id}/actions/list-groups`, { input: { limit: 1 } });
  const ids: string[] = [];

  /** Every path on which an OAuth secret travels, the failing ones included. */
  async function act(): Promise<void> {
    await consents();
    await serviceApps();
    await refreshes();
    await send('GET', '/v1/connections');
    await send('GET', '/v1/runs?limit=200');
    await send('GET', '/v1/audit?limit=200');
  }

  async function consents(): Promise<void> {
    const app = await stage.webApp({ clientSecret: CLIENT_SECRET, dpopBound: true, refreshRotation: 'ROTATE' });
    const { id, authorizationUrl = '' } = await connect('Consent', consentAuth(app));
    ids.push(id);
    const browser = stage.browser();
    const sent = await browser.send({ url: authorizationUrl, method: 'GET' });
    answers.push(await sent.text());
    search.plant('cookie', /=([\w-]{16,})/.exec(sent.headers.get('set-cookie') ?? '')?.[1] ?? '');
    const callback = await stage.org.approve(sent.headers.get('location') ?? '');
    search.plant('state', new URL(callback).searchParams.get('state') ?? '');
    expect(resultOf(await browser.visit(callback))).toMatchObject({ status: 'active' });
    answers.push((await browser.visit(callback)).text);
    const wrong = await connect('Wrong', consentAuth(app, { clientSecret: WRONG_SECRET, returnUrl: undefined }));
    answers.push((await stage.visit(wrong.authorizationUrl ?? '')).text);
    await connect('Mistaken', consentAuth(app, { extra: CLIENT_SECRET }));
    await connect('Denied', consentAuth(app, { clientSecret: [CLIENT_SECRET] }));
  }

  async function serviceApps(): Promise<void> {
    const app = { kind: 'service', jwks: { keys: [publicJwk] }, grantedScopes: SCOPES } as const;
    const { clientId } = await stage.org.createOauthClient(app);
    const auth = { type: 'clientCredentials', clientId, keyId: 'k1', scopes: SCOPES };
    ids.push((await connect('PEM', { ...auth, privateKey: pem })).id);
    ids.push((await connect('JWK', { ...auth, privateKey: jwk })).id);
    await connect('Strange', { ...auth, privateKey: strange });
    await connect('Broken', { ...auth, privateKey: pem.replace('BEGIN', 'BEGUN') });
    await connect('Halved', { ...auth, privateKey: { ...jwk, kty: 'RSA' } });
    await connect('Both', { ...auth, privateKey: jwk, clientSecret: CLIENT_SECRET });
    const [, pemId = ''] = ids;
    await send('PATCH', `/v1/connections/${pemId}`, { auth: { ...auth, privateKey: strange } });
    const generated = await connect('Generated', { ...auth, keyId: undefined, keySource: 'generated' });
    ids.push(generated.id);
    await send('POST', `/v1/connections/${generated.id}/test`);
    await send('POST', `/v1/connections/${generated.id}/rotate-key`);
    answers.push(await (await fetch(`${stage.service.baseUrl}/v1/connections/${generated.id}/jwks.json`)).text());
  }

  /** Tokens that are used, refused, refreshed, lost on the way, echoed by Okta in an error, and dead. */
  async function refreshes(): Promise<void> {
    const token = { method: 'POST', path: '^/oauth2/v1/token$', times: 1 } as const;
    for (const id of ids) await run(id);
    await stage.org.oauth.revoke({ kind: 'access' });
    await stage.org.faults.add({ ...token, kind: 'reset-after' });
    for (const id of ids) await run(id);
    await stage.org.oauth.revoke({ kind: 'access' });
    const body = { error: 'invalid_request', error_description: `The secret ${CLIENT_SECRET} is strange.` };
    await stage.org.faults.add({ ...token, kind: 'status', status: 400, body });
    for (const id of ids) await run(id);
    await stage.org.oauth.revoke({ kind: 'refresh' });
    for (const id of ids) {
      await run(id);
      await send('POST', `/v1/connections/${id}/test`);
      await send('GET', `/v1/connections/${id}`);
    }
  }

  /** Tokens and codes from the org's side, keys and assertions from the service's and the wire. */
  async function plantWhatWasMade(): Promise<void> {
    for (const [index, value] of (await stage.org.oauth.issuedTokens()).entries())
      search.plant(`token ${index}`, value);
    const store = stage.service.app.get(ConnectionStore);
    const tenant = parseTenantId('acme');
    if (!tenant) throw new Error('acme is a tenant');
    for (const id of ids) {
      const { secrets } = await store.getWithSecrets(tenant, id);
      for (const [field, text] of secrets) {
        if (text.startsWith('{')) search.plant(`${field} of ${id}`, (JSON.parse(text) as { d: string }).d);
      }
    }
    for (const { path, seq, body } of await stage.org.requests()) {
      if (path !== '/oauth2/v1/token') continue;
      const form = new URLSearchParams(String(body));
      for (const name of ['client_assertion', 'code_verifier', 'refresh_token', 'code']) {
        const value = form.get(name);
        if (value !== null) search.plant(`${name} of request ${seq}`, value);
      }
    }
  }

  it('though there were many of every kind', () => {
    const kinds = ['client_assertion', 'code_verifier', 'refresh_token', 'code of', 'dpopKey', 'privateKey', 'token '];
    const planted = kinds.map((kind) => search.names.filter((name) => name.startsWith(kind)).length);
    expect(planted.filter((count) => count === 0)).toEqual([]);
    expect(search.names.length).toBeGreaterThan(25);
    expect(search.names.some((name) => name.startsWith('nextPrivateKey'))).toBe(true);
  });

  it('in the logs', () => {
    expect(stage.service.logs.length).toBeGreaterThan(20);
    expect(search.found(stage.service.logs.join(''))).toEqual([]);
  });

  it('in the answers and pages', () => {
    expect(answers.length).toBeGreaterThan(40);
    expect(search.found(answers.join('\n'))).toEqual([]);
  });

  it('in the database', async () => {
    const { adminUrl } = stage.service.database;
    const tables = await query<{ name: string }>(
      adminUrl,
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) => query<{ row: string }>(adminUrl, `SELECT t::text AS row FROM ${name} t`)),
    );
    const dump = rows
      .flat()
      .map(({ row }) => row)
      .join('\n');
    expect(dump).toContain('Generated');
    expect(search.found(dump)).toEqual([]);
  });

  it('while the search itself finds one that lies open, in each spelling', () => {
    const name = 'client secret';
    const written = [CLIENT_SECRET, Buffer.from(CLIENT_SECRET).toString('hex'), encodeURIComponent(CLIENT_SECRET)];
    for (const spelling of written) expect(search.found(`before ${spelling} after`)).toEqual([name]);
    const inBase64 = Buffer.from(CLIENT_SECRET).toString('base64url');
    expect(search.found(inBase64)).toEqual([name]);
  });
});
