import { describe, expect, test } from '@jest/globals';
import { chartReadme } from '../../scripts/chart-readme.ts';
import { chartFile, defaultValues, describeChart, template, type Rendered } from './chart.ts';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

const schema = () => JSON.parse(chartFile('values.schema.json')) as Schema;

/** Every path of the schema's closed objects. */
function pathsOf({ properties = {} }: Schema, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, inner]) => [
    `${prefix}${name}`,
    ...(inner.additionalProperties === false ? pathsOf(inner, `${prefix}${name}.`) : []),
  ]);
}

const valueAt = (path: string): unknown =>
  path.split('.').reduce<Rendered>((value, key) => value?.[key], defaultValues());

describe('values', () => {
  test("the schema and values.yaml have the same keys; no object of the chart's own is open", () => {
    const probes = /^(?:global$|probes\.\w+\.)/;
    const paths = pathsOf(schema()).filter((path) => !probes.test(path));
    expect(paths.filter((path) => valueAt(path) === undefined)).toEqual([]);
    expect(Object.keys(defaultValues()).filter((key) => !paths.includes(key))).toEqual([]);
    expect(schema().additionalProperties).toBe(false);
  });

  test("the chart's README is current; `npm run chart` writes it", () => {
    expect(chartFile('README.md')).toBe(chartReadme(chartFile('values.yaml')));
  });

  test('a value without a comment is noticed', () => {
    expect(() => chartReadme('a:\n  # -- said\n  b: 1\n  c: 2\n')).toThrow(/a\.c/);
  });
});

describeChart('wrong values are refused by the schema', () => {
  test.each<[string, unknown]>([
    ['replicas', 3],
    ['replicaCount', 'three'],
    ['mode', 'both'],
    ['publicUrl', 'okta.platform.example'],
    ['publicUrl', 'https://okta.platform.example/path'],
    ['regions', [{ id: 'US', host: 'okta.platform.example' }]],
    ['regions', [{ id: 'us' }]],
    ['regions', [{ id: 'us', callbackUrl: 'http://okta.platform.example/oauth/callback' }]],
    ['regions', [{ id: 'us', host: 'https://okta.platform.example' }]],
    ['auth.algorithms', ['HS256']],
    ['auth.algorithms', ['none']],
    ['database.url', 'mysql://db/okta'],
    ['database.poolSize', 0],
    ['encryption.keys', 'k1:short'],
    ['logLevel', 'verbose'],
    ['migrations.mode', 'hook'],
    ['image.digest', 'sha256:1'],
    ['ingress.tls.enabled', 'yes'],
    ['ingress.api.paths', []],
    ['gateway.parentRefs', [{ namespace: 'gateways' }]],
    ['keda.targetJobs', 0],
    ['preStopSeconds', -1],
    ['metrics.port', 99_999],
    ['telemetry.samplerArg', '2'],
    ['probes.readiness.path', '/'],
    ['returnUrlAllowlist', ['platform.example']],
  ])('%s = %j', (path, value) => {
    const { status, stderr } = template('one-region', { [path]: value });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/values don't meet the specifications of the schema/);
    expect(stderr).toContain(path.split('.')[0]);
  });
});

describeChart('values that do not fit together are refused, all at once and by name', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['one-region', { publicUrl: '' }, /publicUrl: is required/],
    ['one-region', { 'auth.issuer': '' }, /auth\.issuer: is required/],
    ['one-region', { 'auth.audience': '' }, /auth\.audience: is required/],
    ['one-region', { 'database.url': '' }, /database\.existingSecret: is required/],
    ['one-region', { 'encryption.keys': '' }, /encryption\.existingSecret: is required/],
    ['one-region', { 'connectionEvents.url': 'https://platform.example/' }, /connectionEvents\.existingSecret/],
    ['one-region', { 'okta.devOrigins': ['http://127.0.0.1:9000'] }, /okta\.devOrigins: only with developmentMode/],
    ['one-region', { terminationGracePeriodSeconds: 29 }, /at least preStopSeconds \+ 25, that is 30/],
    ['one-region', { preStopSeconds: 60 }, /that is 85/],
    ['one-region', { 'postgresql.embedded.enabled': true }, /postgresql\.embedded\.enabled/],
    ['one-region', { 'keda.enabled': true, 'autoscaling.enabled': true }, /keda\.enabled/],
    ['one-region', { 'gateway.enabled': true }, /gateway\.parentRefs/],
    [
      'one-region',
      {
        regions: [
          { id: 'us', host: 'a.example' },
          { id: 'us', host: 'b.example' },
        ],
      },
      /regions: each id/,
    ],
    ['trial', { replicaCount: 2 }, /developmentMode: each replica/],
  ])('%s with %j', (name, changes, message) => {
    const { status, stderr } = template(name, changes);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(message);
  });

  test('two mistakes make two lines', () => {
    expect(template('keda', { publicUrl: '', 'auth.audience': '' }).stderr).toMatch(
      /2 mistake\(s\):\s+publicUrl: .*\n\s+auth\.audience: /,
    );
  });
});
