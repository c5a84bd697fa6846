import { randomBytes } from 'node:crypto';
import type { CreatedToken, FaultRule, OrgSummary, SeedRequest, SettingsChange } from '../control-contract.ts';
import { userParty } from '../log/log-parties.ts';
import type { Incoming } from '../server/incoming.ts';
import type { OrgRuntime } from '../server/org-runtime.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { AdminRole } from '../state/records.ts';
import { seedAdminRole } from '../state/seed-admin.ts';
import { seedUser } from '../state/seed-users.ts';
import type { ControlCall, ControlHandler } from './control-call.ts';
import { eventOperations } from './control-events.ts';
import { oauthOperations } from './control-oauth.ts';
import { applySeed } from './control-seed.ts';

function summary({ runtime }: ControlCall): Reply {
  const { org } = runtime;
  const body: OrgSummary = {
    orgId: org.orgId,
    url: runtime.url,
    users: org.users.size,
    groups: org.groups.size,
    apps: org.apps.size,
    sessions: org.sessions.size,
    logEvents: org.logs.size,
    tokens: org.apiTokens.size,
    settings: org.settings,
    faults: runtime.faults.list(),
    violations: runtime.violations.length,
    seeded: runtime.seeded,
  };
  return ok(body);
}

function createToken({ runtime: { org }, body }: ControlCall): Reply {
  const given = body as { role?: AdminRole; name?: string; userId?: string };
  const { role = 'super', name = 'token' } = given;
  const token = `00${randomBytes(30).toString('base64url')}`;
  const id = org.ids.take('00T');
  const login = `${name.replaceAll(/\W/g, '-')}.${id}@example.com`;
  const userId = given.userId ?? seedUser(org, { login, firstName: 'Token', lastName: name, status: 'ACTIVE' }).id;
  org.apiTokens.set(token, { token, id, name, userId, created: org.isoNow(), lastUsedAt: org.now() });
  seedAdminRole(org, userId, role);
  const created: CreatedToken = { token, id, role, userId };
  return ok(created);
}

function revokeToken({ runtime, param }: ControlCall): Reply {
  return runtime.org.apiTokens.delete(param) ? noContent : notFound(`no such token`);
}

function lockUser({ runtime: { org }, param }: ControlCall): Reply {
  const user = org.users.get(param) ?? org.userByLogin(param);
  if (!user) return notFound(`no such user: ${param}`);
  const now = org.isoNow();
  const locked = { ...user, status: 'LOCKED_OUT', statusChanged: now, lastUpdated: now } as const;
  org.putUser(locked);
  org.logs.add({
    eventType: 'user.account.lock',
    actor: userParty(locked),
    targets: [userParty(locked)],
    outcome: { result: 'FAILURE', reason: 'LOCKED_OUT' },
  });
  return noContent;
}

function changeSettings({ runtime: { org, rateLimits }, body }: ControlCall): Reply {
  const { rateLimit, consistencyDelayMs, ...change } = body as SettingsChange;
  Object.assign(org.settings, change);
  if (rateLimit) {
    org.settings.rateLimit = { ...org.settings.rateLimit, ...rateLimit };
    rateLimits.clear();
  }
  if (consistencyDelayMs !== undefined) org.setConsistencyDelay(consistencyDelayMs);
  return ok(org.settings);
}

function notFound(message: string): Reply {
  return { status: 404, body: { error: message } };
}

/** Control operations by method and path; `*` stands for one parameter. */
const operations: Record<string, ControlHandler> = {
  'GET state': summary,
  'POST reset': async (call) => {
    await call.runtime.reset();
    return summary(call);
  },
  'POST faults': ({ runtime, body }) => ok(runtime.faults.add(body as FaultRule)),
  'GET faults': ({ runtime }) => ok(runtime.faults.list()),
  'DELETE faults': ({ runtime }) => {
    runtime.faults.clear();
    return noContent;
  },
  'GET violations': ({ runtime }) => ok(runtime.violations),
  'DELETE violations': ({ runtime }) => {
    runtime.violations = [];
    return noContent;
  },
  'GET rate-windows': ({ runtime }) => ok(runtime.rateLimits.windows()),
  'GET requests': ({ runtime, incoming }) => ok(runtime.requests.since(Number(incoming.query.get('since') ?? 0))),
  'DELETE requests': ({ runtime }) => {
    runtime.requests.clear();
    return noContent;
  },
  'POST tokens': createToken,
  'DELETE tokens *': revokeToken,
  'POST users * lock': lockUser,
  'POST settings': changeSettings,
  'POST seed': ({ runtime, body }) => ok(applySeed(runtime.org, body as SeedRequest)),
  ...eventOperations,
  ...oauthOperations,
};

function findHandler(method: string, words: string[]): { handler: ControlHandler; param: string } | undefined {
  const exact = operations[[method, ...words].join(' ')];
  if (exact) return { handler: exact, param: '' };
  const withParam = operations[[method, words[0], '*', ...words.slice(2)].join(' ')];
  return withParam && { handler: withParam, param: words[1] ?? '' };
}

/** Answers `/__control/*`: no credential, JSON, never faulty, never counted. */
export async function answerControl(runtime: OrgRuntime, incoming: Incoming): Promise<Reply> {
  const found = findHandler(incoming.method, incoming.segments.slice(1));
  if (!found) return notFound(`no such control operation: ${incoming.method} ${incoming.path}`);
  try {
    const body: unknown = incoming.bodyText === '' ? {} : JSON.parse(incoming.bodyText);
    return await found.handler({ runtime, incoming, body, param: found.param });
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}
