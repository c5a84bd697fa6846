import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { ActionExecutor } from '../../src/actions/action-executor.ts';
import { ActionRunner } from '../../src/actions/action-runner.ts';
import { IdempotencyKeys } from '../../src/actions/idempotency/idempotency-keys.service.ts';
import { RunAnswers } from '../../src/actions/idempotency/run-answers.service.ts';
import { OutputDrift } from '../../src/actions/output-drift.ts';
import { PageCursor } from '../../src/actions/page-cursor.ts';
import { ActionRegistry } from '../../src/actions/registry.ts';
import { RunLeaseRepository } from '../../src/actions/runs/run-lease.repository.ts';
import { RunLeases } from '../../src/actions/runs/run-leases.service.ts';
import { RunRecorder } from '../../src/actions/runs/run-recorder.ts';
import { RunRepository } from '../../src/actions/runs/run.repository.ts';
import { RunUpkeep } from '../../src/actions/runs/run-upkeep.service.ts';
import { ConnectionAccess } from '../../src/connections/connection-access.ts';
import { apiTokenAuthorizer } from '../../src/connections/api-token.ts';
import { createDataSource } from '../../src/core/database/data-source.ts';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import { RequestContext } from '../../src/core/http/request-context.ts';
import { parseTenantId } from '../../src/core/tenant-id.ts';
import { EgressGuard } from '../../src/okta/egress-guard.ts';
import { OktaClient } from '../../src/okta/okta-client.ts';
import { buildSecrets } from '../support/secrets.ts';
import type { RunCommand, RunPoint, RunReport, RunTally, RunWorkerSettings } from './run-protocol.ts';
import { keysOf } from './run-variants.ts';

// One process of the service as far as runs go, told what to do by its parent, with which it ends.

Logger.overrideLogger(false);
process.on('disconnect', () => process.exit());

const settings = JSON.parse(process.env['WORKER_SETTINGS'] ?? '') as RunWorkerSettings;
const { connectionId, lease } = settings;
const tenantId = parseTenantId('acme');
if (!tenantId) throw new Error('acme is a tenant id');

const report = (message: RunReport): void => {
  process.send?.(message);
};

function reached(point: RunPoint): void {
  if (settings.dieAt === point) process.kill(process.pid, 'SIGKILL');
}

const dataSource = await createDataSource({ url: settings.databaseUrl, poolSize: 10, entities: [] }).initialize();
const database = new TenantDatabase(dataSource);
const connected = { dataSource, database, url: '', migrationUrl: '', adminUrl: '', drop: async () => {} };
const encryptionKey = { id: 'k1', key: Buffer.from(settings.encryptionKey, 'base64') };
const { box, tenantKeys } = buildSecrets(connected, encryptionKey);

/** Always the one connection, which nothing happens to. */
class Connections extends ConnectionAccess {
  override async open() {
    return {
      tenantId: tenantId!,
      connectionId,
      version: 1,
      readOnly: false,
      org: { origin: settings.oktaOrigin, linkHosts: [] },
      authorizer: apiTokenAuthorizer(settings.apiToken),
      grantedScopes: undefined,
    };
  }

  override async learn() {}
}

const leaseRows = new RunLeaseRepository(dataSource, database, lease);
const leases = new RunLeases(leaseRows, lease);
const recorder = new RunRecorder(new RunRepository(database, lease));
const keyRows = new (keysOf(settings.variant, database, reached))(dataSource, database, lease);
const keys = new IdempotencyKeys(keyRows, box, tenantKeys, recorder);
const client = new OktaClient(new EgressGuard({ trustedOrigins: [settings.oktaOrigin] }));
const connections = Reflect.construct(Connections, []) as Connections;
const runner = new ActionRunner(
  connections,
  new ActionExecutor(client),
  new PageCursor(box),
  recorder,
  leases,
  new OutputDrift(),
);
const answers = new RunAnswers(runner, keys, leases);
const createGroup = new ActionRegistry().get('create-group');
const caller = { tenantId, subject: 'recipe', scopes: new Set<string>() };

async function run(tally: RunTally, { key, group }: RunCommand): Promise<void> {
  const input = { profile: { name: group } };
  const request = { caller, requestId: 'req', connectionId, action: createGroup, input, idempotencyKey: key };
  try {
    const place = new RequestContext('req', '/', 'http://localhost');
    const { body, replayed } = await place.run(() => answers.answer(request));
    tally[replayed ? 'replayed' : 'fresh'] += 1;
    if (!tally.bodies.includes(body)) tally.bodies.push(body);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const name = code ?? message;
    tally.problems[name] = (tally.problems[name] ?? 0) + 1;
  }
}

process.on('message', (command: RunCommand) => {
  const tally: RunTally = { fresh: 0, replayed: 0, bodies: [], problems: {} };
  const running = Array.from({ length: command.runs }, () => run(tally, command));
  void Promise.all(running).then(() => report({ kind: 'answer', id: command.id, tally }));
});

const upkeep = new RunUpkeep({ role: 'worker' }, leaseRows, keyRows);
if (settings.sweepEveryMs !== undefined) setInterval(() => void upkeep.once(), settings.sweepEveryMs);

await answersWarm();
report({ kind: 'ready' });

/** The tenant's data key is made once, by the first who needs it. */
async function answersWarm(): Promise<void> {
  await tenantKeys.current(tenantId!);
}
