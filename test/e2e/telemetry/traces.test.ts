import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientKey } from '../oauth/client-keys.ts';
import { SCOPES } from '../oauth/oauth-stage.ts';
import type { ReceivedSpan } from './collector.ts';
import { TracedScene } from './traced-scene.ts';

const key = clientKey('ES256');
let scene: TracedScene;
let connectionId: string;
let clientId: string;
beforeAll(async () => {
  scene = await TracedScene.set();
  const app = { kind: 'service', jwks: { keys: [key.publicJwk] }, grantedScopes: SCOPES } as const;
  ({ clientId } = await scene.org.createOauthClient(app));
  const auth = {
    type: 'clientCredentials',
    clientId,
    keyId: key.publicJwk.kid,
    privateKey: key.privateKey,
    scopes: SCOPES,
  };
  connectionId = await connect('Acme', { auth });
}, 60_000);
afterAll(() => scene.strike());

async function connect(name: string, changes: object): Promise<string> {
  const body = { name, domain: new URL(scene.org.url).host, ...changes };
  const created = await scene.send<{ id: string }>('POST', '/v1/connections', { body });
  expect(created.status).toBe(201);
  return created.body.id;
}

/** What a caller with a trace of its own sends. */
function caller() {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-01` } };
}

const named = (spans: ReceivedSpan[], name: string): ReceivedSpan => {
  const found = spans.find((span) => span.name === name);
  if (!found) throw new Error(`There is no span ${name}`);
  return found;
};

const RUN_ROUTE = 'POST /v1/connections/:connectionId/actions/:actionId';
const runPath = () => `/v1/connections/${connectionId}/actions/list-groups`;

describe('the trace of a run', () => {
  it("goes on with the caller's, through action and token refresh to Okta's answer; Okta is not told", async () => {
    const { traceId, spanId, headers } = caller();
    await scene.org.oauth.revoke({ kind: 'access', clientId });
    await scene.org.clearRequests();
    const run = await scene.send(`POST`, runPath(), { body: { input: { limit: 1 } }, headers });
    expect(run.status).toBe(200);
    const spans = await scene.collector.trace(traceId, [RUN_ROUTE, 'action list-groups', 'token refresh']);
    const server = named(spans, RUN_ROUTE);
    expect(server.parentSpanId).toBe(spanId);
    const action = named(spans, 'action list-groups');
    expect(action.parentSpanId).toBe(server.spanId);
    expect(action.attributes).toMatchObject({
      'okta_connector.action': 'list-groups',
      'okta_connector.outcome': 'succeeded',
    });
    const calls = spans.filter(({ name }) => name === 'Okta /api/v1/groups');
    expect(calls.map(({ attributes }) => attributes['http.response.status_code'])).toEqual([401, 200]);
    expect(calls.map(({ parentSpanId }) => parentSpanId)).toEqual([action.spanId, action.spanId]);
    expect(calls[1]?.attributes).toMatchObject({
      'url.template': '/api/v1/groups',
      'okta.bucket': '/api/v1/groups',
      'okta.attempt': 2,
    });
    const refresh = named(spans, 'token refresh');
    expect(refresh.parentSpanId).toBe(action.spanId);
    expect(refresh.attributes).toMatchObject({ 'okta_connector.outcome': 'stored' });
    expect(named(spans, 'Okta /oauth2/v1/token').parentSpanId).toBe(refresh.spanId);
    expect(spans.some(({ name }) => name.startsWith('pg.query'))).toBe(true);
    const atOkta = await scene.org.requests();
    expect(atOkta.length).toBeGreaterThan(1);
    expect(
      atOkta.filter(({ headers: sent }) => 'traceparent' in sent || 'tracestate' in sent || 'baggage' in sent),
    ).toEqual([]);
  });

  it('is in the log lines of the request', async () => {
    const { traceId, headers } = caller();
    await scene.send('POST', runPath(), { body: { input: {} }, headers: { ...headers, 'x-request-id': 'logged-1' } });
    const spans = await scene.collector.trace(traceId, [RUN_ROUTE]);
    const lines = await scene.logsOf('logged-1');
    for (const line of lines) expect(line['trace_id']).toBe(traceId);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(lines.filter((line) => !ids.has(String(line['span_id'])))).toEqual([]);
  });

  it('goes on where a caller does not wait', async () => {
    const { traceId, headers } = caller();
    const prefer = { ...headers, prefer: 'respond-async' };
    const { status } = await scene.send('POST', runPath(), { body: { input: { limit: 1 } }, headers: prefer });
    expect(status).toBe(202);
    const spans = await scene.collector.trace(traceId, [RUN_ROUTE, 'job runs', 'action list-groups']);
    expect(named(spans, 'action list-groups').parentSpanId).toBe(named(spans, 'job runs').spanId);
    expect(named(spans, 'action list-groups').attributes['okta_connector.mode']).toBe('queued');
  });

  it('is one of its own without a caller who has one', async () => {
    await scene.send('POST', runPath(), { body: { input: {} }, headers: { 'x-request-id': 'logged-2' } });
    const [line] = await scene.logsOf('logged-2');
    const spans = await scene.collector.trace(String(line?.['trace_id']), [RUN_ROUTE]);
    expect(named(spans, RUN_ROUTE).parentSpanId ?? '').toBe('');
  });
});

describe('the trace of a delivery', () => {
  let subscriptionId: string;
  let hooked: string;
  beforeAll(async () => {
    // Read-only, so that the event hook is one that a person enters, and its secret is shown.
    hooked = await connect('Hooked', { auth: { type: 'apiToken', apiToken: scene.org.apiToken }, readOnly: true });
    const body = { triggerId: 'user-account-locked', delivery: { type: 'webhook', url: scene.receiverUrl } };
    const made = await scene.send<{ id: string }>('POST', `/v1/connections/${hooked}/subscriptions`, { body });
    subscriptionId = made.body.id;
  });

  it("goes on with the caller's who asks for a sample, into the request to the receiver", async () => {
    const { traceId, headers } = caller();
    expect((await scene.send('POST', `/v1/subscriptions/${subscriptionId}/test`, { headers })).status).toBeLessThan(
      300,
    );
    const sent = await scene.delivery(({ traceparent }) => String(traceparent).includes(traceId));
    const spans = await scene.collector.trace(traceId, ['delivery']);
    const delivery = named(spans, 'delivery');
    expect(sent['traceparent']).toBe(`00-${traceId}-${delivery.spanId}-01`);
    expect(delivery.parentSpanId).toBe(named(spans, 'POST /v1/subscriptions/:subscriptionId/test').spanId);
    expect(delivery.attributes).toMatchObject({
      'okta_connector.outcome': 'delivered',
      'http.response.status_code': 204,
    });
  });

  it('is that of the call in which Okta told of the event', async () => {
    const { url, secret } = await untilSetUp();
    const { traceId, headers } = caller();
    const event = { uuid: randomUUID(), published: new Date().toISOString(), eventType: 'user.account.lock' };
    const body = { eventType: 'com.okta.event_hook', data: { events: [{ ...event, outcome: { result: 'SUCCESS' } }] } };
    const path = new URL(url).pathname;
    const called = await scene.send('POST', path, { body, headers: { ...headers, authorization: secret } });
    expect(called.status).toBe(204);
    const sent = await scene.delivery(({ traceparent }) => String(traceparent).includes(traceId));
    const spans = await scene.collector.trace(traceId, ['POST /hooks/okta/:hookId', 'hook intake', 'delivery']);
    expect(named(spans, 'delivery').parentSpanId).toBe(named(spans, 'hook intake').spanId);
    expect(String(sent['traceparent']).split('-')[2]).toBe(named(spans, 'delivery').spanId);
  });

  it('is that of the poll that found the event, which began by itself', async () => {
    const [polled] = await scene.collector.some('poll');
    const spans = await scene.collector.trace(polled?.traceId ?? '', ['poll', 'Okta /api/v1/logs']);
    expect(named(spans, 'poll').parentSpanId ?? '').toBe('');
    expect(named(spans, 'Okta /api/v1/logs').parentSpanId).toBe(named(spans, 'poll').spanId);
  });

  async function untilSetUp(): Promise<{ url: string; secret: string }> {
    for (let asked = 0; asked < 300; asked += 1) {
      const { body } = await scene.send<{ hook: { setupRequired?: { url: string; secret: string } } }>(
        'GET',
        `/v1/subscriptions/${subscriptionId}`,
      );
      if (body.hook.setupRequired) return body.hook.setupRequired;
      await wait(50);
    }
    throw new Error('There is no hook to be set up');
  }
});

describe('what is exported', () => {
  it('holds no secret, no path with ids, and no query', async () => {
    const { traceId, headers } = caller();
    await scene.send('GET', '/oauth/callback?code=c0de-of-okta&state=st4te-of-ours', { headers });
    await scene.send('GET', `/v1/connections/${connectionId}?secret=in-the-query`, { headers });
    await scene.collector.trace(traceId, ['GET /oauth/callback', 'GET /v1/connections/:connectionId']);
    const text = scene.collector.texts.join('\n');
    const privateLine = JSON.stringify(key.privateKey).split('\\n')[1] ?? 'no key';
    for (const secret of [
      scene.token,
      scene.org.apiToken,
      privateLine,
      'c0de-of-okta',
      'st4te-of-ours',
      'in-the-query',
      's3cr3t-path',
      'SSWS',
    ])
      expect({ secret, found: text.includes(secret) }).toEqual({ secret, found: false });
    const keys = new Set(scene.collector.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect(keys.size).toBeGreaterThan(10);
    expect(
      [...keys].filter((name) => /url\.(path|query)|header|authorization|cookie|db\.statement\.parameters/.test(name)),
    ).toEqual([]);
    expect(text.includes('/v1/connections/con_')).toBe(false);
    // The search would find it: ids of the catalogue are there.
    expect(text.includes('list-groups')).toBe(true);
  });

  it('says which service it is, with the headers that the operator wants', () => {
    expect(scene.collector.resource).toMatchObject({
      'service.name': 'okta-connector',
      'service.version': expect.any(String),
    });
    expect(scene.collector.headers[0]).toMatchObject({ 'x-api-key': 'collected' });
  });

  it('has the metrics, too', async () => {
    for (let looked = 0; looked < 300 && !scene.collector.metricNames.has('okta_connector_runs_total'); looked += 1)
      await wait(50);
    const names = [...scene.collector.metricNames];
    expect(names).toEqual(
      expect.arrayContaining(['okta_connector_runs_total', 'http_server_request_duration_seconds']),
    );
    expect(names.filter((name) => !/^(okta_connector|http_server)_/.test(name))).toEqual([]);
  });

  it('leaves out probes', () => {
    expect(scene.collector.spans.filter(({ name }) => /livez|readyz|\/metrics/.test(name))).toEqual([]);
  });

  it('is all there when the process has ended', async () => {
    const { traceId, headers } = caller();
    await scene.send('POST', runPath(), { body: { input: {} }, headers });
    scene.process.child.kill('SIGINT');
    expect(await scene.process.ended).toBe(0);
    expect(scene.collector.spans.some((span) => span.traceId === traceId && span.name === RUN_ROUTE)).toBe(true);
  });
});
