import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { createDataSource } from '../../src/core/database/data-source.ts';
import { EgressGuard } from '../../src/okta/egress-guard.ts';
import { LiveReplicas } from '../../src/okta/limits/live-replicas.ts';
import { RateBudgetRepository, type RateBudgets } from '../../src/okta/limits/rate-budget.repository.ts';
import { RateGovernor } from '../../src/okta/limits/rate-governor.ts';
import { OktaClient } from '../../src/okta/okta-client.ts';
import type { Authorizer, OktaRequest } from '../../src/okta/okta-request.ts';
import type { Drive, DriveResult, LimitReport, LimitWorkerSettings } from './limit-protocol.ts';

// One process of the service as far as calls to Okta go, told how many by its parent, with which it ends.

process.on('disconnect', () => process.exit());

const settings = JSON.parse(process.env['WORKER_SETTINGS'] ?? '') as LimitWorkerSettings;
const { databaseUrl, origin, apiToken, connectionId, share, windowMs, variant, callMs } = settings;
const dataSource = await createDataSource({ url: databaseUrl, poolSize: 6, entities: [] }).initialize();
const budgets = new RateBudgetRepository(dataSource);
const replicas = new LiveReplicas(budgets);
await replicas.start();

/** What has ended is not told to the account of the sliding window. */
const windowAlone: Pick<RateBudgets, 'exchange'> = {
  exchange: (key, report) => budgets.exchange(key, { ...report, ended: 0 }),
};
const governor = new RateGovernor(variant === 'windowAlone' ? windowAlone : budgets, {
  replicas: () => replicas.count,
  windowOf: () => windowMs,
});
const guard = new EgressGuard({ trustedOrigins: [origin] });
const client = new OktaClient(guard, { governor, totalTimeoutMs: callMs });
const principal = variant === 'budgetPerReplica' ? `${connectionId} ${process.pid}` : connectionId;
const authorizer: Authorizer = {
  authorize: async () => ({ authorization: `SSWS ${apiToken}` }),
  usage: { tenantId: 'acme', connectionId, principal, share },
};
const request: OktaRequest = { method: 'GET', target: '/api/v1/groups?limit=1', idempotent: true };

const report = (message: LimitReport): void => {
  process.send?.(message);
};

async function call(result: DriveResult): Promise<void> {
  const outcome = await client.send({ origin, linkHosts: [] }, request, authorizer).then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? 'broken',
  );
  result[outcome] = (result[outcome] ?? 0) + 1;
}

async function drive({ perSecond, ms }: Drive): Promise<DriveResult> {
  const result: DriveResult = {};
  const calls: Promise<void>[] = [];
  const began = performance.now();
  for (let elapsed = 0; elapsed < ms; elapsed = performance.now() - began) {
    while (calls.length < (elapsed / 1_000) * perSecond) calls.push(call(result));
    await wait(20);
  }
  await Promise.all(calls);
  return { ...result, exchanges: governor.counters.exchanges };
}

process.on('message', (command: Drive) => {
  void drive(command)
    .catch((error: unknown) => ({ [String(error)]: 1 }))
    .then((result) => report({ kind: 'driven', result }));
});

report({ kind: 'ready' });
