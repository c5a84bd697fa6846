import { expect, test } from '@jest/globals';
import { CHART, describeChart, pick, render, runHelm, VALUE_FILES, valueFile, type KubernetesObject } from './chart.ts';
import { mistakesOf, unknownFieldsOf } from './kubernetes-schema.ts';
import { podsOf, type Pod } from './pods.ts';
import { violationsOf } from './restricted-profile.ts';

describeChart('every way to install it', () => {
  test('is covered by a file of values', () => {
    expect(VALUE_FILES.length).toBeGreaterThanOrEqual(8);
  });

  test.each(VALUE_FILES)('%s: helm lint --strict finds nothing', (name) => {
    const { status, stdout, stderr } = runHelm('lint', '--strict', CHART, '-f', valueFile(name));
    expect({ status, says: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, says: '' });
  });

  test.each(VALUE_FILES)("%s: every object fits Kubernetes' schemas", (name) => {
    expect(render(name).flatMap(mistakesOf)).toEqual([]);
  });

  test('no object has a field that its kind lacks', () => {
    expect(unknownFieldsOf(VALUE_FILES.flatMap((name) => render(name)))).toEqual([]);
  });

  test.each(VALUE_FILES)('%s: every pod keeps to the profile "restricted", with a read-only root (G22)', (name) => {
    const pods = podsOf(render(name));
    expect(pods.length).toBeGreaterThan(0);
    expect(pods.flatMap(violationsOf)).toEqual([]);
  });

  test.each(VALUE_FILES)('%s: no two objects have the same kind and name, and all are in the namespace', (name) => {
    const ids = render(name).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(ids).toEqual([...new Set(ids)]);
    expect(new Set(render(name).map(({ metadata }) => (metadata as { namespace?: string }).namespace))).toEqual(
      new Set(['okta']),
    );
  });

  test('long release names make no object name longer than 63', () => {
    const { stdout } = runHelm(
      'template',
      'a-very-long-release-name-of-a-careful-operator-1',
      CHART,
      '-f',
      valueFile('trial'),
    );
    const names = [...stdout.matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name ?? '');
    expect(names.filter((name) => name.length > 63)).toEqual([]);
    expect(names.length).toBeGreaterThan(5);
  });
});

describeChart('the checks themselves', () => {
  let objects: KubernetesObject[];
  const deployment = () =>
    structuredClone(pick((objects ??= render('one-region')), 'Deployment', 'test-okta-connector'));

  test('a wrong type and a missing field are found by the schemas', () => {
    const wrong = deployment();
    wrong.spec!['replicas'] = 'three';
    delete wrong.spec!['selector'];
    expect(mistakesOf(wrong).join()).toMatch(/replicas/);
    expect(mistakesOf(wrong).join()).toMatch(/selector/);
    expect(mistakesOf({ ...wrong, kind: 'DaemonSet' })).toHaveLength(1);
  });

  test('a misspelt field is found by the compiler', () => {
    const wrong = deployment();
    wrong.spec!['template'].spec.containers[0].readynessProbe = {};
    expect(unknownFieldsOf([wrong])).toEqual([expect.stringMatching(/Deployment test-okta-connector.*readynessProbe/)]);
  });

  const BAD: [string, (pod: Pod) => void, RegExp][] = [
    ['root', ({ spec }) => void (spec['securityContext'].runAsUser = 0), /user 0/],
    ['no runAsNonRoot', ({ spec }) => void delete spec['securityContext'].runAsNonRoot, /as root/],
    ['no seccomp profile', ({ spec }) => void delete spec['securityContext'].seccompProfile, /seccomp/],
    ['capabilities kept', ({ spec }) => void delete container(spec).capabilities, /keeps capabilities/],
    ['a capability added', ({ spec }) => void (container(spec).capabilities.add = ['SYS_ADMIN']), /adds/],
    ['privileged', ({ spec }) => void (container(spec).privileged = true), /privileged/],
    ['escalation', ({ spec }) => void delete container(spec).allowPrivilegeEscalation, /gain privileges/],
    [
      'a root that can be written',
      ({ spec }) => void (container(spec).readOnlyRootFilesystem = false),
      /write its root/,
    ],
    [
      'a folder of the host',
      ({ spec }) => void spec.volumes?.push({ name: 'host', hostPath: { path: '/' } }),
      /volume/,
    ],
    ['the network of the host', ({ spec }) => void (spec['hostNetwork'] = true), /hostNetwork/],
    ['a mounted token', ({ spec }) => void delete spec['automountServiceAccountToken'], /token/],
    ['no bound on memory', ({ spec }) => void delete spec.containers[0]!['resources'].limits, /memory/],
  ];
  const container = (spec: Pod['spec']) => spec.containers[0]!['securityContext'];

  test.each(BAD)('a pod with %s is found', (_what, spoil, violation) => {
    const [pod] = podsOf([deployment()]);
    spoil(pod!);
    expect(violationsOf(pod!)).toEqual([expect.stringMatching(violation)]);
  });
});
