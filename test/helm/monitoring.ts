import { existsSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { CHART, chartFile } from './chart.ts';

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** The rules as the chart keeps them. */
export function rules(): Rule[] {
  const { groups } = parse(chartFile('files/alerts.yaml')) as { groups: { rules: Rule[] }[] };
  return groups.flatMap((group) => group.rules);
}

export const alerts = (): (Rule & { alert: string })[] =>
  rules().filter((rule): rule is Rule & { alert: string } => rule.alert !== undefined);

interface Panel {
  id: number;
  type: string;
  title: string;
  targets?: { expr: string; refId: string }[];
}

export interface Dashboard {
  file: string;
  uid: string;
  title: string;
  panels: Panel[];
}

export function dashboards(): Dashboard[] {
  const folder = `${CHART}/files/dashboards`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => ({
    file,
    ...(JSON.parse(chartFile(`files/dashboards/${file}`)) as Omit<Dashboard, 'file'>),
  }));
}

/** Each metric of metrics.md as it is scraped, with its labels. */
export function documentedMetrics(): Map<string, string[]> {
  const metrics = new Map<string, string[]>();
  for (const [, name, kind, labels] of chartFile('metrics.md').matchAll(/^\| `(\w+)`\s*\| (\w+)\s*\|([^|]*)\|/gm)) {
    const known = [...(labels ?? '').matchAll(/`(\w+)`/g)].map(([, label]) => label ?? '');
    if (kind !== 'histogram') metrics.set(name ?? '', known);
    else for (const part of ['bucket', 'sum', 'count']) metrics.set(`${name}_${part}`, [...known, 'le']);
  }
  return metrics;
}

const WORDS = /\b(?:okta_connector|http_server)(?::?\w+)+/g;

/** The metrics that an expression names; recorded ones contain a colon. */
export const metricsIn = (expression: string): string[] => expression.match(WORDS) ?? [];

/** The labels that an expression groups by or selects. */
export function labelsIn(expression: string): string[] {
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) => (list ?? '').split(/,\s*/));
  const selected = [...expression.matchAll(/\{([^{}]*)\}/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label ?? ''),
  );
  return [...new Set([...grouped, ...selected])].filter(Boolean);
}
