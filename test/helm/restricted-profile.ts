import type { Rendered } from './chart.ts';
import { containersOf, type Container, type Pod } from './pods.ts';

const VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SECCOMP: ReadonlySet<unknown> = new Set(['RuntimeDefault', 'Localhost']);

type Context = Record<string, Rendered> | undefined;

/**
 * What the pod breaks of the Pod Security Standards' profile "restricted" (kubernetes.io/docs/concepts/security/
 * pod-security-standards), and of our own: a read-only root, no token of the API, memory bounded.
 */
export function violationsOf(pod: Pod): string[] {
  return [...podViolations(pod), ...containersOf(pod).flatMap((container) => containerViolations(container, pod))].map(
    (text) => `${pod.maker}: ${text}`,
  );
}

function podViolations({ spec }: Pod): string[] {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace'].filter((field) => spec[field]);
  const volumes = (spec.volumes ?? []).flatMap(({ name, ...source }) =>
    Object.keys(source).every((kind) => VOLUMES.has(kind)) ? [] : [`volume ${String(name)} is of no allowed kind`],
  );
  return [
    ...shared.map((field) => `${field} is set`),
    ...volumes,
    ...missing('sysctls are set', !(spec['securityContext'] as Context)?.['sysctls']),
    ...missing('the API token is mounted', spec['automountServiceAccountToken'] === false),
    ...missing('service links are on', spec['enableServiceLinks'] === false),
  ];
}

function containerViolations(container: Container, { spec }: Pod): string[] {
  const own: Context = container['securityContext'];
  const pod: Context = spec['securityContext'];
  const inherited = (field: string): Rendered => own?.[field] ?? pod?.[field];
  const capabilities = own?.['capabilities'] as { drop?: string[]; add?: string[] } | undefined;
  return [
    ...missing('runs privileged', !own?.['privileged']),
    ...missing('can gain privileges', own?.['allowPrivilegeEscalation'] === false),
    ...missing('may run as root', inherited('runAsNonRoot') === true),
    ...missing('runs as user 0', inherited('runAsUser') !== 0),
    ...missing('has no seccomp profile', SECCOMP.has(inherited('seccompProfile')?.type)),
    ...missing('keeps capabilities', capabilities?.drop?.includes('ALL') ?? false),
    ...missing(
      'adds capabilities',
      (capabilities?.add ?? []).every((name) => name === 'NET_BIND_SERVICE'),
    ),
    ...missing('uses a host port', !(container['ports'] ?? []).some((port: Context) => port?.['hostPort'])),
    ...missing('has an unmasked /proc', (own?.['procMount'] ?? 'Default') === 'Default'),
    ...missing('can write its root', own?.['readOnlyRootFilesystem'] === true),
    ...missing('has no memory limit', Boolean(container['resources']?.limits?.memory)),
  ].map((text) => `${container.name} ${text}`);
}

const missing = (violation: string, kept: boolean): string[] => (kept ? [] : [violation]);
