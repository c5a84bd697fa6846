import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { findHelm, NoHelmError } from '../../scripts/find-helm.ts';

/** A part of rendered YAML; each test says what it expects there. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Rendered = any;

/** A Kubernetes object as the chart renders it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  spec?: Record<string, Rendered>;
  [field: string]: unknown;
}

export const CHART = fileURLToPath(new URL('../../helm/okta-connector', import.meta.url));

const helm = tryHelm();

/** Like `describe`; skipped, with the reason on standard error, where helm is neither installed nor can be had. */
export const describeChart = helm.path === undefined ? describe.skip : describe;

function tryHelm(): { path?: string } {
  try {
    return { path: findHelm() };
  } catch (error) {
    if (!(error instanceof NoHelmError)) throw error;
    process.stderr.write(`The chart is not tested. ${error.message}\n`);
    return {};
  }
}

export const chartFile = (name: string): string => readFileSync(`${CHART}/${name}`, 'utf8');

/** The value files in ci/, by the part of the name before `-values.yaml`. */
export const VALUE_FILES: string[] = readdirSync(`${CHART}/ci`)
  .filter((name) => name.endsWith('-values.yaml'))
  .map((name) => name.replace('-values.yaml', ''))
  .toSorted();

export const valueFile = (name: string): string => `${CHART}/ci/${name}-values.yaml`;
export const defaultValues = (): Record<string, Rendered> =>
  parse(chartFile('values.yaml')) as Record<string, Rendered>;

export function runHelm(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(helm.path ?? 'helm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Renders the chart with a file of ci/ and further `--set`s (JSON values, as `--set-json` takes them). */
export function template(name: string, changes: Record<string, unknown> = {}): ReturnType<typeof runHelm> {
  const sets = Object.entries(changes).map(([path, value]) => `--set-json=${path}=${JSON.stringify(value)}`);
  return runHelm('template', 'test', CHART, '--namespace', 'okta', '-f', valueFile(name), ...sets);
}

const rendered = new Map<string, KubernetesObject[]>();

/** The rendered objects, each time a copy; helm runs once for the same values. @throws Error with helm's words */
export function render(name: string, changes: Record<string, unknown> = {}): KubernetesObject[] {
  const key = JSON.stringify([name, changes]);
  const objects = rendered.get(key) ?? renderAnew(name, changes);
  rendered.set(key, objects);
  return structuredClone(objects);
}

function renderAnew(name: string, changes: Record<string, unknown>): KubernetesObject[] {
  const { status, stdout, stderr } = template(name, changes);
  if (status !== 0) throw new Error(stderr);
  return parseObjects(stdout);
}

function parseObjects(text: string): KubernetesObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw error;
    const object = document.toJSON() as KubernetesObject | null;
    return object ? [object] : [];
  });
}

export const ofKind = (objects: KubernetesObject[], kind: string): KubernetesObject[] =>
  objects.filter((object) => object.kind === kind);

/** The one object of this kind and name. */
export function pick(objects: KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = ofKind(objects, kind).find(({ metadata }) => metadata.name === name);
  if (!found)
    throw new Error(
      `No ${kind} ${name} among ${ofKind(objects, kind)
        .map(({ metadata }) => metadata.name)
        .join(', ')}`,
    );
  return found;
}
