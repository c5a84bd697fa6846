import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTION_IDS } from '../../../src/actions/registry.js';
import { CONNECTION_STATUSES } from '../../../src/connections/connection.entity.js';
import { PartitionMaintenance } from '../../../src/core/database/partition-maintenance.js';
import { ERROR_KINDS } from '../../../src/core/errors.js';
import { MetricsServer } from '../../../src/core/telemetry/metrics-server.js';
import { chartFile } from '../../helm/chart.ts';
import { documentedMetrics } from '../../helm/monitoring.ts';
import { lockEvent, type SubscriptionBody, SubscriptionScene } from '../subscriptions/subscription-scene.js';
import { scrape, valueOf, type Sample } from './scraped.js';

const PROMTOOL = 'promtool';

/** The values that metrics.md lists for a label of a metric, as `outcome`: `a`, `b` (why), `c`. */
function documentedValues(): { metric: string; label: string; values: string[] }[] {
  const rows = [...chartFile('metrics.md').matchAll(/^\| `(\w+)`\s*\| (\w+)\s*\|[^|]*\|(.*)\|$/gm)];
  return rows.flatMap(([, metric = '', , meaning = '']) =>
    [...meaning.matchAll(/`(\w+)`: ((?:(?:, )?`[^`]+`(?: \([^)]*\))?)+)/g)].map(([, label = '', list = '']) => ({
      metric,
      label,
      values: [...list.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value),
    })),
  );
}

let scene: SubscriptionScene;
let samples: Sample[];
/** Other test files of this process have counted too. */
let before: Sample[];
let text: string;
/** What belongs to a tenant, and so has no place in a figure. */
let named: string[];

const value = (name: string, labels: Record<string, string> = {}) => valueOf(samples, name, labels);
const counted = (name: string, labels: Record<string, string> = {}) =>
  value(name, labels) - valueOf(before, name, labels);

const run = (actionId: string, input: object, connectionId = scene.connectionId) =>
  scene.service.send<{ runId: string }>('POST', `/v1/connections/${connectionId}/actions/${actionId}`, {
    body: { input },
  });

/** Scrapes until it holds; what happens in the background takes its time. */
async function until(holds: () => boolean): Promise<void> {
  for (let looked = 0; looked < 300; looked += 1) {
    ({ text, samples } = await scrape(scene.service));
    if (holds()) return;
    await wait(100);
  }
  throw new Error('The figures did not come to that');
}

beforeAll(async () => {
  scene = await SubscriptionScene.set('all');
  before = (await scrape(scene.service)).samples;
  await refresh();
  const hook = await callHook();
  const { id } = await scene.subscribe({ delivery: { type: 'webhook', url: scene.receiverUrl } });
  await scene.send('POST', `${id}/test`);
  await scene.service.app.get(PartitionMaintenance, { strict: false }).maintain();
  await run('get-user', { userId: 'nobody-here' });
  await run('list-users', { limit: 1 });
  await until(
    () =>
      // Counted in the database now and then only.
      value('okta_connector_connections', { status: 'active' }) === 3 &&
      counted('okta_connector_polls_total') > 0 &&
      counted('okta_connector_delivery_attempts_total') > 1 &&
      value('okta_connector_sweep_last_success_timestamp_seconds', { sweep: 'deliveries' }) > 0,
  );
  named = ['acme', scene.connectionId, id, hook, new URL(scene.org.url).host, 'recipe-42', 'nobody-here'];
}, 120_000);
afterAll(() => scene.strike());

/** A run whose access token Okta has ended. */
async function refresh(): Promise<void> {
  const app = { kind: 'service-secret', grantedScopes: ['okta.groups.read'] } as const;
  const { clientId, clientSecret } = await scene.org.createOauthClient(app);
  const auth = { type: 'clientCredentials', clientId, clientSecret, scopes: ['okta.groups.read'] };
  const connectionId = await scene.connect('Refreshed', { auth });
  await scene.org.oauth.revoke({ kind: 'access', clientId });
  expect((await run('list-groups', { limit: 1 }, connectionId)).status).toBe(200);
}

/** Okta tells of an event that somebody subscribed to; once with a wrong secret. @returns the hook's id */
async function callHook(): Promise<string> {
  const connectionId = await scene.connect('Hooked', { readOnly: true });
  const delivery = { type: 'webhook', url: scene.receiverUrl };
  const { id } = await scene.subscribe({ delivery }, connectionId);
  let setup: SubscriptionBody['hook']['setupRequired'];
  while (!setup) {
    ({ setupRequired: setup } = (await scene.send('GET', id)).body.hook);
    await wait(50);
  }
  const path = new URL(setup.url).pathname;
  const body = JSON.stringify({ eventType: 'com.okta.event_hook', data: { events: [lockEvent()] } });
  for (const authorization of [setup.secret, 'wrong']) {
    const headers = { authorization, 'content-type': 'application/json' };
    await fetch(`${scene.service.baseUrl}${path}`, { method: 'POST', headers, body });
  }
  return path.split('/').at(-1) ?? '';
}

describe('what is scraped', () => {
  it('is what metrics.md lists, with the labels that it lists, and nothing else', () => {
    const documented = documentedMetrics();
    const scraped = new Map<string, Set<string>>();
    for (const { name, labels } of samples)
      scraped.set(name, new Set([...(scraped.get(name) ?? []), ...Object.keys(labels)]));
    expect([...scraped.keys()].toSorted()).toEqual([...documented.keys()].toSorted());
    for (const [name, labels] of documented) {
      // Of a histogram only the buckets have a bound.
      const expected = labels.filter((label) => label !== 'le' || name.endsWith('_bucket'));
      expect({ name, labels: [...(scraped.get(name) ?? [])].toSorted() }).toEqual({
        name,
        labels: expected.toSorted(),
      });
    }
  });

  it('has the values that metrics.md lists, all of them from the start but for histograms', () => {
    const documented = documentedValues();
    expect(documented.length).toBeGreaterThan(15);
    for (const { metric, label, values } of documented) {
      const series = samples.filter(({ name }) => name === metric || name === `${metric}_count`);
      const scraped = new Set(series.map(({ labels }) => labels[label] ?? ''));
      const histogram = series[0]?.name !== metric;
      const listed = new Set(values);
      expect({
        metric,
        label,
        others: histogram ? [...scraped].filter((one) => !listed.has(one)) : [...scraped].toSorted(),
      }).toEqual({ metric, label, others: histogram ? [] : values.toSorted() });
    }
  });

  it('has every error code, status and action', () => {
    const values = (name: string, label: string) =>
      new Set(samples.filter((one) => one.name === name).map(({ labels }) => labels[label]));
    expect(values('okta_connector_problems_total', 'code')).toEqual(new Set(Object.keys(ERROR_KINDS)));
    expect(values('okta_connector_connections', 'status')).toEqual(new Set(CONNECTION_STATUSES));
    expect(values('okta_connector_subscriptions', 'status')).toEqual(
      new Set(['active', 'paused', 'failing', 'disabled']),
    );
    expect(values('okta_connector_runs_total', 'action')).toEqual(new Set([...ACTION_IDS, 'operation']));
  });

  it('names no tenant and nothing of one', () => {
    expect(named.filter((name) => name === '' || text.includes(name))).toEqual([]);
    // The search would find them: routes and actions are there.
    expect(text).toContain('/v1/connections/:connectionId/actions/:actionId');
  });

  const promtool = spawnSync(PROMTOOL, ['--version']).status === 0;
  (promtool ? it : it.skip)('is what promtool takes', () => {
    const { stdout, stderr } = spawnSync(PROMTOOL, ['check', 'metrics'], { input: text, encoding: 'utf8' });
    // A gauge of quantiles is no summary: they are of one scrape, and have no count.
    const remarks = `${stdout}${stderr}`.split('\n').filter((line) => !line.includes('event_loop_delay_seconds'));
    expect(remarks).toEqual(['']);
  });

  it('is at this address alone', async () => {
    const { port } = scene.service.app.get(MetricsServer, { strict: false });
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${scene.service.baseUrl}/metrics`)).status).toBe(404);
  });
});

describe('the figures', () => {
  it('follow what happened', () => {
    expect(counted('okta_connector_runs_total', { action: 'get-user', outcome: 'failed' })).toBe(1);
    expect(counted('okta_connector_runs_total', { action: 'list-users', outcome: 'succeeded' })).toBe(1);
    expect(counted('okta_connector_run_duration_seconds_count', { mode: 'direct' })).toBe(3);
    expect(counted('okta_connector_problems_total', { code: 'okta_not_found' })).toBe(1);
    expect(counted('okta_connector_token_refreshes_total', { outcome: 'stored' })).toBe(1);
    expect(counted('okta_connector_token_refresh_duration_seconds_count')).toBe(1);
    expect(counted('okta_connector_hook_requests_total', { outcome: 'stored' })).toBe(1);
    expect(counted('okta_connector_hook_requests_total', { outcome: 'refused' })).toBe(1);
    expect(counted('okta_connector_events_total', { source: 'hook' })).toBe(1);
    expect(counted('okta_connector_delivery_attempts_total', { outcome: 'delivered' })).toBeGreaterThanOrEqual(2);
    expect(counted('okta_connector_delivery_lag_seconds_count')).toBe(
      counted('okta_connector_delivery_attempts_total', { outcome: 'delivered' }),
    );
    expect(counted('okta_connector_polls_total', { outcome: 'succeeded' })).toBe(
      counted('okta_connector_poll_start_lag_seconds_count'),
    );
  });

  it('tell of calls to Okta by bucket and outcome', () => {
    const name = 'okta_connector_okta_request_duration_seconds_count';
    expect(counted(name, { bucket: 'GET /api/v1/users/{id}', outcome: '4xx' })).toBe(1);
    expect(counted(name, { bucket: '/api/v1/groups', outcome: '4xx' })).toBe(1);
    expect(counted(name, { bucket: '/oauth2/v1/token', outcome: '2xx' })).toBeGreaterThan(0);
    const ratio = value('okta_connector_okta_rate_limit_remaining_ratio', { bucket: '/api/v1/users' });
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1);
  });

  it('tell of requests by route, and leave out probes', async () => {
    await fetch(`${scene.service.baseUrl}/readyz`);
    await fetch(`${scene.service.baseUrl}/no/such/route`);
    ({ samples } = await scrape(scene.service));
    const name = 'http_server_request_duration_seconds_count';
    const route = '/v1/connections/:connectionId/actions/:actionId';
    expect(counted(name, { http_request_method: 'POST', http_route: route, http_response_status_code: '404' })).toBe(1);
    const routes = samples.filter((one) => one.name === name).map(({ labels }) => labels['http_route']);
    expect(routes).not.toContain('/readyz');
    // What leads nowhere has no route, so that strangers make no series.
    expect(routes).toContain(undefined);
    expect(routes).not.toContain('/no/such/route');
  });

  it('tell of the process and of the database', () => {
    expect(value('okta_connector_info', { role: 'all' })).toBe(1);
    expect(value('okta_connector_database_up')).toBe(1);
    expect(value('okta_connector_database_pool_connections')).toBeGreaterThan(0);
    expect(value('okta_connector_memory_bytes', { kind: 'resident' })).toBeGreaterThan(50e6);
    expect(value('okta_connector_connections', { status: 'active' })).toBe(3);
    expect(value('okta_connector_subscriptions', { status: 'active' })).toBe(2);
    expect(value('okta_connector_encryption_key_usage', { state: 'newest' })).toBe(1);
    expect(value('okta_connector_encryption_key_usage', { state: 'notConfigured' })).toBe(0);
    expect(value('okta_connector_sweep_last_success_timestamp_seconds', { sweep: 'partitions' })).toBeGreaterThan(1e9);
  });
});
