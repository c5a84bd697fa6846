import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { chartFile } from './chart.ts';
import { alerts, documentedMetrics, labelsIn, metricsIn, rules } from './monitoring.ts';

const repository = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('alerts', () => {
  test('every metric and label is one that metrics.md promises', () => {
    const documented = documentedMetrics();
    const recorded = new Set(rules().map(({ record }) => record));
    const names = rules().flatMap(({ expr }) => metricsIn(expr));
    expect(names.filter((name) => !documented.has(name) && !recorded.has(name))).toEqual([]);
    for (const { expr } of rules()) {
      const known = new Set(['pod', 'outcome', ...metricsIn(expr).flatMap((name) => documented.get(name) ?? [])]);
      expect({ expr, unknown: labelsIn(expr).filter((label) => !known.has(label)) }).toEqual({ expr, unknown: [] });
    }
  });

  test.each(alerts())(
    '$alert has a severity, a summary and a section in the runbook',
    ({ alert, labels, annotations }) => {
      expect(['critical', 'warning']).toContain(labels['severity']);
      expect(annotations['summary']).toMatch(/\.$/);
      expect(annotations['runbook_url']).toBe(`RUNBOOK_URL#${alert.toLowerCase()}`);
      expect(repository('docs/runbook.md')).toContain(`\n## ${alert}\n`);
    },
  );

  test('the runbook has no section of an alert that is gone', () => {
    const sections = [...repository('docs/runbook.md').matchAll(/^## (OktaConnector\w+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(alerts().map(({ alert }) => alert));
  });
});

const PROMTOOL = 'promtool';
const promtool = spawnSync(PROMTOOL, ['--version']).status === 0;
if (!promtool) process.stderr.write("The alerts are not tried: there is no promtool (Debian's package prometheus).\n");

interface AlertTest {
  name: string;
  alert_rule_test: { alertname: string; eval_time: string; exp_alerts: { exp_labels?: object }[] }[];
}

(promtool ? describe : describe.skip)('alerts, tried by promtool', () => {
  const expected = (alert: string, fires: boolean) => ({
    alertname: alert,
    eval_time: '85m',
    exp_alerts: fires ? [firing(alert)] : [],
  });

  test('promtool check rules accepts them', () => {
    const { status, stderr } = withFiles({}, (folder) => spawnPromtool('check', 'rules', join(folder, 'rules.yaml')));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('none fires on a good day', () => {
    expect(tryAlerts('a good day', (alert) => expected(alert, false))).toEqual({ status: 0, says: '' });
  });

  test('each fires on a bad day, but for the one that says that nothing runs', () => {
    const says = tryAlerts('a bad day', (alert) => expected(alert, alert !== 'OktaConnectorDown'));
    expect(says).toEqual({ status: 0, says: '' });
  });

  test('without any replica OktaConnectorDown fires', () => {
    const says = tryAlerts('nothing runs', (alert) => expected(alert, alert === 'OktaConnectorDown'));
    expect(says).toEqual({ status: 0, says: '' });
  });

  test('a wrong expectation is noticed', () => {
    const { status } = tryAlerts('a good day', (alert) => expected(alert, alert === 'OktaConnectorDown'));
    expect(status).not.toBe(0);
  });
});

/** Labels by which an alert of the bad day is grouped. */
const GROUPED: Record<string, object> = {
  OktaConnectorEventLoopSlow: { pod: 'a' },
  OktaConnectorSweepStale: { sweep: 'tokens' },
  OktaConnectorDatabaseDown: { pod: 'a' },
  OktaConnectorPoolExhausted: { pod: 'a' },
  OktaConnectorRateLimited: { bucket: 'users' },
  OktaConnectorQueueStuck: { queue: 'runs' },
};

function firing(alert: string): { exp_labels: object } {
  const severity = alerts().find((rule) => rule.alert === alert)?.labels['severity'];
  return { exp_labels: { severity, ...GROUPED[alert] } };
}

/** Runs one of the days in alerts.yaml; annotations, which hold measured values, are left out. */
function tryAlerts(day: string, expectation: (alert: string) => AlertTest['alert_rule_test'][number]) {
  const { tests, ...rest } = parse(readFileSync(new URL('alerts.yaml', import.meta.url), 'utf8')) as {
    tests: AlertTest[];
  };
  const chosen = tests.filter(({ name }) => name === day);
  if (chosen.length !== 1) throw new Error(`There is no day "${day}"`);
  for (const chosenDay of chosen) chosenDay.alert_rule_test = alerts().map(({ alert }) => expectation(alert));
  const content = stringify({ ...rest, rule_files: ['rules.yaml'], tests: chosen });
  return withFiles({ 'test.yaml': content }, (folder) => {
    const { status, stdout, stderr } = spawnPromtool('test', 'rules', join(folder, 'test.yaml'));
    return { status, says: status === 0 ? '' : stdout + stderr };
  });
}

const spawnPromtool = (...args: string[]) => spawnSync(PROMTOOL, args, { encoding: 'utf8' });

function withFiles<T>(files: Record<string, string>, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  try {
    for (const [name, text] of Object.entries({ 'rules.yaml': rulesWithoutAnnotations(), ...files }))
      writeFileSync(join(folder, name), text);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is measured stands in the summaries, to the last digit; the labels are what is compared. */
function rulesWithoutAnnotations(): string {
  const document = parse(chartFile('files/alerts.yaml')) as { groups: { rules: { annotations?: object }[] }[] };
  for (const group of document.groups) for (const rule of group.rules) delete rule.annotations;
  return stringify(document);
}
