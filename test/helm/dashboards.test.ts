import { describe, expect, test } from '@jest/globals';
import { describeChart, pick, render } from './chart.ts';
import { alerts, dashboards, documentedMetrics, labelsIn, metricsIn } from './monitoring.ts';

describe('dashboards', () => {
  test('there is one each for overview, connections, limits, and triggers with deliveries', () => {
    expect(dashboards().map(({ file }) => file)).toEqual([
      'connections.json',
      'okta-limits.json',
      'overview.json',
      'triggers-and-deliveries.json',
    ]);
    expect(new Set(dashboards().map(({ uid }) => uid)).size).toBe(4);
  });

  test.each(dashboards())('$file shows only metrics and labels that metrics.md promises', ({ panels }) => {
    const documented = documentedMetrics();
    const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(3);
    for (const expr of expressions) {
      const names = metricsIn(expr);
      expect({ expr, names: names.length }).not.toEqual({ expr, names: 0 });
      expect(names.filter((name) => !documented.has(name))).toEqual([]);
      const known = new Set(['pod', ...names.flatMap((name) => documented.get(name) ?? [])]);
      expect({ expr, unknown: labelsIn(expr).filter((label) => !known.has(label)) }).toEqual({ expr, unknown: [] });
    }
  });

  test.each(dashboards())('$file has panels with ids of their own', ({ panels }) => {
    const ids = panels.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('every promised metric is on a dashboard or in an alert', () => {
    const shown = [
      ...dashboards().flatMap(({ panels }) => panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))),
      ...alerts().map(({ expr }) => expr),
    ].flatMap(metricsIn);
    const base = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '');
    const used = new Set(shown.map(base));
    expect([...documentedMetrics().keys()].map(base).filter((name) => !used.has(name))).toEqual([]);
  });

  test('no label holds what names a tenant', () => {
    const labels = [...documentedMetrics().values()].flat();
    expect(labels.filter((label) => /tenant|connection|org|user|url|domain|subscription/.test(label))).toEqual([]);
  });
});

describeChart('what watches it, in the chart', () => {
  test('the dashboards reach Grafana whole, and the alerts link to the runbook that is named', () => {
    const objects = render('three-replicas');
    const map = pick(objects, 'ConfigMap', 'test-okta-connector-dashboards') as unknown as {
      data: Record<string, string>;
    };
    const { metadata } = pick(objects, 'ConfigMap', 'test-okta-connector-dashboards');
    expect(metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    expect(
      Object.values(map.data)
        .map((text) => (JSON.parse(text) as { uid: string }).uid)
        .toSorted(),
    ).toEqual(
      dashboards()
        .map(({ uid }) => uid)
        .toSorted(),
    );
    const rule = pick(objects, 'PrometheusRule', 'test-okta-connector');
    expect(JSON.stringify(rule)).not.toContain('RUNBOOK_URL');
    expect(JSON.stringify(rule)).toContain('https://docs.platform.example/okta-connector/runbook.md#oktaconnectordown');
  });

  test('Prometheus finds what it is to scrape: the selectors meet the labels', () => {
    const objects = render('three-replicas');
    const service = pick(objects, 'Service', 'test-okta-connector-metrics');
    const monitor = pick(objects, 'ServiceMonitor', 'test-okta-connector');
    expect(service.metadata.labels).toMatchObject(monitor.spec!['selector'].matchLabels);
    const pod = pick(objects, 'Deployment', 'test-okta-connector').spec!['template'];
    expect(pod.metadata.labels).toMatchObject(service.spec!['selector']);
    expect(pod.spec.containers[0].ports).toContainEqual(
      expect.objectContaining({ name: 'metrics', containerPort: 9464 }),
    );
  });
});
