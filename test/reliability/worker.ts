import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createDataSource } from '../../src/core/database/data-source.ts';
import { TenantDatabase } from '../../src/core/database/tenant-transaction.ts';
import { parseTenantId } from '../../src/core/tenant-id.ts';
import { EgressGuard } from '../../src/okta/egress-guard.ts';
import { DpopNonces } from '../../src/okta/oauth/dpop-nonces.ts';
import { OAuthTokenClient } from '../../src/okta/oauth/oauth-token-client.ts';
import type { TokenSource } from '../../src/tokens/oauth/access-token.ts';
import { buildRefreshEngine } from '../support/refresh-engine.ts';
import { buildSecrets } from '../support/secrets.ts';
import type { Answer, Command, Point, Report, Target, WorkerSettings } from './protocol.ts';
import { engineClasses } from './variants.ts';

// One process of the service as far as tokens go, told what to do by its parent, with which it ends.

Logger.overrideLogger(false);
process.on('disconnect', () => process.exit());

const settings = JSON.parse(process.env['WORKER_SETTINGS'] ?? '') as WorkerSettings;
const tenant = parseTenantId('acme');
if (!tenant) throw new Error('acme is a tenant id');

const report = (message: Report): void => {
  process.send?.(message);
};

function reached(point: Point, connectionId: string): void {
  const { failpoint } = settings;
  if (failpoint?.point !== point || failpoint.connectionId !== connectionId) return;
  if (failpoint.effect === 'die') process.kill(process.pid, 'SIGKILL');
  settings.failpoint = undefined;
  report({ kind: 'point', connectionId, point });
  // Stands still, so that the signal finds it here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
}

const dataSource = await createDataSource({ url: settings.databaseUrl, poolSize: 6, entities: [] }).initialize();
const database = new TenantDatabase(dataSource);
const connected = { dataSource, database, url: '', migrationUrl: '', adminUrl: '', drop: async () => {} };
const secrets = buildSecrets(connected, { id: 'k1', key: Buffer.from(settings.encryptionKey, 'base64') });
const classes = engineClasses(settings.variant, database, reached);
const { timing } = settings;
const { accessTokens, due } = buildRefreshEngine({ dataSource, database, ...secrets, ...classes, timing });
const guard = new EgressGuard({ trustedOrigins: settings.trustedOrigins });
const client = new OAuthTokenClient(guard, new DpopNonces(), { deadlineMs: timing.requestMs });

const targets = new Map<string, Target>();
const used = new Set<string>();

function sourceOf(connectionId: string): TokenSource {
  const target = targets.get(connectionId);
  if (!target || !tenant) throw new Error(`${connectionId} is not known`);
  const { clientId, clientSecret, origin } = target;
  const registered = {
    org: { origin, linkHosts: [] },
    clientId,
    authentication: { kind: 'clientSecret', clientSecret },
    tokenEndpoint: undefined,
    tokenParams: {},
    dpop: { mode: 'never', key: {}, bound: false },
  } as const;
  return {
    tenantId: tenant,
    connectionId,
    grant: 'refreshToken',
    request: async (refreshToken, deadline) => {
      reached('leaseTaken', connectionId);
      const asking = client.refresh(registered, refreshToken ?? '', { deadline });
      setTimeout(() => reached('requestSent', connectionId), 20);
      const result = await asking;
      reached('answerReceived', connectionId);
      return result;
    },
  };
}

const count = (counts: Record<string, number>, key: string | number): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

async function call(answer: Answer, connectionId: string, get: () => Promise<{ version: number }>): Promise<void> {
  try {
    const { version } = await get();
    count(answer.versions, version);
    const isNew = !used.has(`${connectionId} ${version}`);
    used.add(`${connectionId} ${version}`);
    if (isNew) report({ kind: 'used', connectionId, version });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    count(answer.errors, code ?? message);
    answer.detail = message;
  }
}

async function carryOut(command: Command): Promise<Answer> {
  const answer: Answer = { versions: {}, errors: {} };
  if (command.kind === 'know') for (const target of command.targets) targets.set(target.connectionId, target);
  if (command.kind === 'begin' && tenant) await accessTokens.begin(tenant, command.target.connectionId, command.tokens);
  if (command.kind === 'forget') accessTokens.forget('acme', command.connectionId);
  if (command.kind === 'get') {
    const { connectionId, calls, waitMs } = command;
    const source = sourceOf(connectionId);
    const options = waitMs === undefined ? {} : { waitMs };
    const get = () => call(answer, connectionId, () => accessTokens.get(source, options));
    await Promise.all(Array.from({ length: calls }, get));
  }
  if (command.kind === 'replace') {
    const source = sourceOf(command.connectionId);
    const replace = async () => accessTokens.replace(source, await accessTokens.get(source));
    await call(answer, command.connectionId, replace);
  }
  return answer;
}

process.on('message', ({ id, command }: { id: number; command: Command }) => {
  const failed = (error: unknown): Answer => ({ versions: {}, errors: { broken: 1 }, detail: String(error) });
  void carryOut(command)
    .catch(failed)
    .then((answer) => report({ kind: 'answer', id, answer }));
});

async function sweep(): Promise<void> {
  const found = await due.list(500).catch(() => []);
  const known = found.filter(({ connectionId }) => targets.has(connectionId));
  const upkeep = (source: TokenSource) => accessTokens.upkeep(source, async () => source);
  await Promise.all(known.map(({ connectionId }) => upkeep(sourceOf(connectionId))));
}

if (settings.sweepEveryMs !== undefined) {
  let sweeping = false;
  setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    void sweep().finally(() => (sweeping = false));
  }, settings.sweepEveryMs);
}

report({ kind: 'ready' });
