import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, query, type TestDatabase } from '../support/postgres.js';
import {
  chartFile,
  describeChart,
  ofKind,
  pick,
  render,
  runHelm,
  CHART,
  valueFile,
  type KubernetesObject,
  type Rendered,
} from './chart.ts';
import { containersOf, podsOf } from './pods.ts';

const DRAIN_AND_EXIT_SECONDS = 25;
const names = (objects: KubernetesObject[], kind: string) => ofKind(objects, kind).map(({ metadata }) => metadata.name);
const pod = (objects: KubernetesObject[], name: string) => pick(objects, 'Deployment', name).spec!['template'];
const hostsOf = (ingress: KubernetesObject) =>
  ingress.spec!['rules'].map(
    (rule: Rendered) => `${rule.host} ${rule.http.paths.map(({ path }: Rendered) => path).join(' ')}`,
  );

describeChart('deployments', () => {
  test('one for everything, or one for HTTP and one for the queues', () => {
    expect(names(render('one-region'), 'Deployment')).toEqual(['test-okta-connector']);
    const objects = render('separate-workers');
    expect(names(objects, 'Deployment')).toEqual(['test-okta-connector-api', 'test-okta-connector-worker']);
    const roles = podsOf(objects)
      .filter(({ maker }) => maker.startsWith('Deployment'))
      .map(({ spec }) => spec.containers[0]?.env?.find(({ name }) => name === 'ROLE')?.value);
    expect(roles).toEqual(['api', 'worker']);
  });

  test('the Service sends to pods that serve HTTP only', () => {
    const objects = render('separate-workers');
    const { selector } = pick(objects, 'Service', 'test-okta-connector').spec!;
    expect(pod(objects, 'test-okta-connector-api').metadata.labels).toMatchObject(selector);
    expect(pod(objects, 'test-okta-connector-worker').metadata.labels).not.toMatchObject(selector);
  });

  test('there is time for preStop and for the drain of the service', () => {
    for (const name of ['one-region', 'everything']) {
      const { spec } = podsOf(render(name)).find(({ maker }) => maker.startsWith('Deployment'))!;
      const { seconds } = spec.containers[0]!['lifecycle'].preStop.sleep;
      expect(spec['terminationGracePeriodSeconds']).toBeGreaterThanOrEqual(seconds + DRAIN_AND_EXIT_SECONDS);
    }
  });

  test('probes: /livez for start and life, /readyz with more time than the database is given', () => {
    const [container] = pod(render('one-region'), 'test-okta-connector').spec.containers;
    expect(container.startupProbe.httpGet.path).toBe('/livez');
    expect(container.livenessProbe.httpGet.path).toBe('/livez');
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
    expect(container.readinessProbe.timeoutSeconds).toBeGreaterThan(2);
  });

  test('what is scaled by something else sets no replicas', () => {
    const replicas = (objects: KubernetesObject[], name: string) => pick(objects, 'Deployment', name).spec!['replicas'];
    expect(replicas(render('three-replicas'), 'test-okta-connector')).toBe(3);
    const split = render('separate-workers');
    expect(replicas(split, 'test-okta-connector-api')).toBeUndefined();
    expect(replicas(split, 'test-okta-connector-worker')).toBeUndefined();
    expect(ofKind(split, 'HorizontalPodAutoscaler').map(({ spec }) => spec!['scaleTargetRef'].name)).toEqual([
      'test-okta-connector-api',
      'test-okta-connector-worker',
    ]);
  });

  test('a changed setting, and a changed secret, restart the pods', () => {
    const annotations = (changes: Record<string, unknown>) =>
      pod(render('one-region', changes), 'test-okta-connector').metadata.annotations;
    expect(annotations({ logLevel: 'debug' })['checksum/config']).not.toBe(annotations({})['checksum/config']);
    const url = 'postgres://app:new@postgres.example:5432/okta';
    expect(annotations({ 'database.url': url })['checksum/secret']).not.toBe(annotations({})['checksum/secret']);
  });
});

describeChart('the owner of the database', () => {
  test.each(['one-region', 'existing-secrets', 'everything', 'trial'])(
    '%s: is known to the migration alone',
    (name) => {
      const objects = render(name);
      const knowing = podsOf(objects)
        .flatMap((candidate) => containersOf(candidate).map((container) => ({ maker: candidate.maker, container })))
        .filter(({ container }) => container.env?.some((variable) => variable.name === 'DATABASE_MIGRATION_URL'));
      expect(knowing.map(({ container }) => container.name)).toEqual(['migrate']);
      const service = ofKind(objects, 'Secret').find(({ metadata }) => !/migration|postgresql/.test(metadata.name));
      expect(JSON.stringify(service?.['stringData'] ?? {})).not.toMatch(/owner|migration/);
    },
  );

  test('the Job is a hook before install and upgrade, and so is all that it refers to', () => {
    const objects = render('one-region');
    const job = pick(objects, 'Job', 'test-okta-connector-migration');
    expect(job.metadata.annotations).toMatchObject({ 'helm.sh/hook': 'pre-install,pre-upgrade' });
    const container = job.spec!['template'].spec.containers[0];
    expect(container.envFrom).toBeUndefined();
    const secrets: string[] = container.env.flatMap(({ valueFrom }: Rendered) => valueFrom?.secretKeyRef.name ?? []);
    const needed = [
      pick(objects, 'ServiceAccount', job.spec!['template'].spec.serviceAccountName),
      ...secrets.map((name) => pick(objects, 'Secret', name)),
    ];
    for (const { metadata } of needed)
      expect(metadata.annotations).toMatchObject({
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '-10',
      });
  });

  test('or an init container, or nothing', () => {
    expect(names(render('existing-secrets'), 'Job')).toEqual([]);
    expect(pod(render('existing-secrets'), 'test-okta-connector').spec.initContainers[0].command).toEqual([
      'node',
      'dist/cli.js',
      'migrate',
      'up',
    ]);
    expect(names(render('no-ingress'), 'Job')).toEqual([]);
    expect(pod(render('no-ingress'), 'test-okta-connector').spec.initContainers).toBeUndefined();
  });
});

describeChart('secrets', () => {
  test('none is made where all are yours, and none stands in the ConfigMap', () => {
    expect(ofKind(render('existing-secrets'), 'Secret')).toEqual([]);
    expect(JSON.stringify(ofKind(render('everything'), 'ConfigMap'))).not.toMatch(/s3cret|whsec_|AAECAw/);
    expect(JSON.stringify(ofKind(render('everything'), 'Deployment'))).not.toMatch(/s3cret|whsec_|AAECAw/);
  });

  test('the encryption keys can come as a file that only the pod reads', () => {
    const { spec } = pod(render('existing-secrets'), 'test-okta-connector');
    expect(spec.volumes).toContainEqual({
      name: 'encryption',
      secret: { secretName: 'kms-keys', defaultMode: 0o440, items: [{ key: 'keys', path: 'keys' }] },
    });
    expect(spec.containers[0].env.map(({ name }: Rendered) => name)).not.toContain('ENCRYPTION_KEYS');
  });
});

describeChart('ways in', () => {
  test('without a word nothing is reached from outside', () => {
    const objects = render('no-ingress');
    expect([...ofKind(objects, 'Ingress'), ...ofKind(objects, 'HTTPRoute')]).toEqual([]);
    expect(pick(objects, 'Service', 'test-okta-connector').spec!['type']).toBe('ClusterIP');
  });

  test('one host serves all', () => {
    expect(ofKind(render('one-region'), 'Ingress').flatMap(hostsOf)).toEqual([
      'okta.platform.example /',
      'okta.platform.example /oauth',
      'okta.platform.example /hooks/okta /connect',
    ]);
  });

  test('each region has its host, the API and the hooks may have others', () => {
    const routes = ofKind(render('five-regions'), 'HTTPRoute').map(({ spec }) => spec!['hostnames']);
    expect(routes).toEqual([
      ['okta-api.internal.example'],
      [
        'okta-us.platform.example',
        'okta-eu.platform.example',
        'okta-uk.platform.example',
        'okta-ap.platform.example',
        'au.callbacks.example',
      ],
      ['okta.platform.example'],
    ]);
  });

  test('each host has its certificate, unless one serves all', () => {
    const tls = (name: string) =>
      ofKind(render(name), 'Ingress').flatMap(({ spec }) => spec!['tls'].map(({ secretName }: Rendered) => secretName));
    expect(new Set(tls('everything'))).toEqual(new Set(['okta-platform-example-tls', 'okta-us-platform-example-tls']));
    expect(new Set(tls('separate-workers'))).toEqual(new Set(['wildcard']));
  });
});

describeChart('the network', () => {
  test('every pod is under a policy that denies both ways', () => {
    const objects = render('one-region');
    const deny = pick(objects, 'NetworkPolicy', 'test-okta-connector-deny').spec!;
    expect(deny).toEqual({ podSelector: expect.anything(), policyTypes: ['Ingress', 'Egress'] });
    for (const { labels } of podsOf(objects)) expect(labels).toMatchObject(deny['podSelector'].matchLabels);
  });

  test('out of the service: DNS, Postgres, https to public addresses', () => {
    const { egress } = pick(render('one-region'), 'NetworkPolicy', 'test-okta-connector').spec!;
    expect(
      egress.flatMap(({ ports }: Rendered) => ports.map(({ port, protocol }: Rendered) => `${port} ${protocol}`)),
    ).toEqual(['53 UDP', '53 TCP', '5432 TCP', '443 TCP']);
    const [everywhere] = egress[2].to;
    expect(everywhere.ipBlock.except).toEqual(expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16']));
  });

  test('out of the migration: DNS and Postgres', () => {
    const { egress, ingress } = pick(render('one-region'), 'NetworkPolicy', 'test-okta-connector-migration').spec!;
    expect(egress.flatMap(({ ports }: Rendered) => ports.map(({ port }: Rendered) => port))).toEqual([53, 53, 5432]);
    expect(ingress).toBeUndefined();
  });
});

describeChart('the trial', () => {
  test('says that it is one, in the values, in the manifest and after the installation', () => {
    expect(chartFile('values.yaml')).toMatch(/FOR A TRIAL ONLY/);
    const { stdout } = runHelm('install', 'test', CHART, '--dry-run=client', '-f', valueFile('trial'));
    expect(stdout.split('NOTES:')[1]).toMatch(/FOR A TRIAL ONLY/);
    expect(stdout.split('NOTES:')[0]).toMatch(/# FOR A TRIAL ONLY/);
  });

  test('makes the two roles, and passwords that differ', () => {
    const objects = render('trial');
    const { stringData } = pick(objects, 'Secret', 'test-okta-connector-postgresql') as Rendered;
    const passwords = ['admin-password', 'owner-password', 'application-password'].map((key) => stringData[key]);
    expect(new Set(passwords).size).toBe(3);
    expect(stringData['database-url']).toContain(`okta_connector:${passwords[2]}@`);
    expect(stringData['encryption-keys']).toMatch(/^trial:[A-Za-z0-9+/]{43}=$/);
  });
});

describeChart('KEDA', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test('counts the jobs that wait, as the application role, and looks at what works them', async () => {
    const object = pick(render('keda'), 'ScaledObject', 'test-okta-connector-worker');
    expect(object.spec!['scaleTargetRef'].name).toBe('test-okta-connector-worker');
    const [{ metadata }] = object.spec!['triggers'];
    expect(metadata.connectionFromEnv).toBe('DATABASE_URL');
    const count = async () => Object.values((await query(database.url, metadata.query))[0] ?? {}).map(Number);
    expect(await count()).toEqual([0]);
    await query(database.adminUrl, "INSERT INTO pgboss.job (name) VALUES ('runs'), ('runs')");
    await query(
      database.adminUrl,
      "INSERT INTO pgboss.job (name, start_after) VALUES ('runs', now() + interval '1 hour')",
    );
    expect(await count()).toEqual([2]);
  });
});
