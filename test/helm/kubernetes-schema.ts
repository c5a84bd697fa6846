import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { PodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import ts from 'typescript';
import type { KubernetesObject, Rendered } from './chart.ts';

interface ModelClass {
  new (object?: Rendered): { validate(): void };
  apiVersion: string;
  kind: string;
}

const GATEWAY = '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
const PROMETHEUS = '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';

/** Each kind that the chart may make, and the module that its types are imported from. */
const MODELS: [ModelClass, string][] = [
  [ConfigMap, 'kubernetes-models/v1'],
  [Deployment, 'kubernetes-models/apps/v1'],
  [HTTPRoute, GATEWAY],
  [HorizontalPodAutoscaler, 'kubernetes-models/autoscaling/v2'],
  [Ingress, 'kubernetes-models/networking.k8s.io/v1'],
  [Job, 'kubernetes-models/batch/v1'],
  [NetworkPolicy, 'kubernetes-models/networking.k8s.io/v1'],
  [PodDisruptionBudget, 'kubernetes-models/policy/v1'],
  [PodMonitor, PROMETHEUS],
  [PrometheusRule, PROMETHEUS],
  [ScaledObject, '@kubernetes-models/keda/keda.sh/v1alpha1'],
  [Secret, 'kubernetes-models/v1'],
  [Service, 'kubernetes-models/v1'],
  [ServiceAccount, 'kubernetes-models/v1'],
  [ServiceMonitor, PROMETHEUS],
  [StatefulSet, 'kubernetes-models/apps/v1'],
];

/** What Kubernetes' schemas say against the object: types, formats, patterns, missing fields. */
export function mistakesOf(object: KubernetesObject): string[] {
  const [model] = modelOf(object) ?? [];
  if (!model) return [`${object.apiVersion} ${object.kind} is no kind that the chart should make`];
  try {
    // oxlint-disable-next-line new-cap
    new model(object).validate();
    return [];
  } catch (error) {
    return [`${object.kind} ${object.metadata.name}: ${(error as Error).message}`];
  }
}

const modelOf = ({ apiVersion, kind }: KubernetesObject) =>
  MODELS.find(([model]) => model.apiVersion === apiVersion && model.kind === kind);

/**
 * Fields that the kinds do not have: the API server drops them silently, so a misspelt one does nothing. The schemas
 * permit them; the compiler does not, in literals of the kinds' types.
 */
export function unknownFieldsOf(objects: KubernetesObject[]): string[] {
  const source = objects.map(literal).join('\n');
  const file = `${import.meta.dirname}/rendered-objects.ts`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    strict: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readReal = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, source, version) : readReal(name, version);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start, file: where }) => {
    const { line } = where?.getLineAndCharacterOfPosition(start ?? 0) ?? { line: 0 };
    const { kind, metadata } = objects[line] ?? { kind: '', metadata: { name: '' } };
    return `${kind} ${metadata.name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** One line each, so that the line of a complaint names the object. */
function literal(object: KubernetesObject, index: number): string {
  const [, module] = modelOf(object) ?? [];
  const type = `import('${module}/${object.kind}', { with: { 'resolution-mode': 'import' } }).I${object.kind}`;
  return `export const object${index}: ${type} = ${JSON.stringify(object)};`;
}
