import type { KubernetesObject, Rendered } from './chart.ts';

export interface Container {
  name: string;
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef?: { name: string; key: string } } }[];
  [field: string]: Rendered;
}

/** A pod as an object of the chart makes it. */
export interface Pod {
  /** Such as `Deployment test-okta-connector`. */
  maker: string;
  labels: Record<string, string>;
  spec: { containers: Container[]; initContainers?: Container[]; volumes?: Rendered[]; [field: string]: Rendered };
}

/** Every pod that the objects would make. */
export function podsOf(objects: KubernetesObject[]): Pod[] {
  return objects
    .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind))
    .map(({ kind, metadata, spec }) => ({
      maker: `${kind} ${metadata.name}`,
      labels: spec?.['template'].metadata.labels,
      spec: spec?.['template'].spec,
    }));
}

export const containersOf = ({ spec }: Pod): Container[] => [...spec.containers, ...(spec.initContainers ?? [])];
