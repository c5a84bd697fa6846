import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import { OktaClient } from '../okta/okta-client.js';
import type { OktaAnswer } from '../okta/okta-request.js';
import { scopeCovered } from '../okta/okta-scopes.js';
import { OrgDiscovery } from '../okta/org-discovery.js';
import { encodeSegment } from '../okta/path-segment.js';
import type { Caller } from '../tenancy/caller.js';
import { oauthSettingsOf, type ConnectionSecrets } from './connection-auth.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import {
  clockFinding,
  dpopFinding,
  hookFinding,
  rateLimitFinding,
  refreshTokenFinding,
  roleFinding,
  scopeFinding,
} from './findings.js';
import { check, failure, type Finding } from './finding.js';
import { KeyRegistration } from './key-registration.service.js';
import type { OktaSession } from './okta-session.js';
import { ServiceGrants } from './service-grants.service.js';
import { SessionFactory } from './session-factory.js';

export interface Diagnosis {
  ok: boolean;
  checks: Finding[];
}

const read = (target: string) => ({ method: 'GET', target, idempotent: true }) as const;
const LIST_ONE_USER = read('/api/v1/users?limit=1');
const LIST_ONE_GROUP = read('/api/v1/groups?limit=1');
const LIST_HOOKS = read('/api/v1/eventHooks');

/** Examines a connection at Okta and says, for each finding, what to do. */
@Injectable()
export class ConnectionDoctor {
  constructor(
    private readonly store: ConnectionStore,
    private readonly discovery: OrgDiscovery,
    private readonly sessions: SessionFactory,
    private readonly registration: KeyRegistration,
    private readonly serviceGrants: ServiceGrants,
    private readonly client: OktaClient,
  ) {}

  /** Runs every check, and brings the connection's status in line with what it found. */
  async examine(caller: Caller, id: string): Promise<Diagnosis> {
    await this.registration.tryPending(caller, id);
    await this.serviceGrants.catchUp(caller, id);
    const { connection, secrets } = await this.store.getWithSecrets(caller.tenantId, id);
    const org = await this.#org(connection);
    const checks = org.status === 'fail' ? [org] : [org, ...(await this.#authorization(connection, secrets))];
    await this.#settle(caller, connection, checks);
    return { ok: checks.every(({ status }) => status !== 'fail'), checks };
  }

  async #org({ domain, orgId }: Connection): Promise<Finding> {
    try {
      const found = await this.discovery.discover(domain);
      const engine = found.pipeline === 'idx' ? 'Identity Engine' : 'Classic Engine';
      if (found.orgId === orgId) return check('org', 'pass', `${domain} is org ${orgId}, ${engine}.`);
      const detail = `${domain} now belongs to another org (${found.orgId}).`;
      return failure('org', detail, 'Make a new connection for the other org.');
    } catch (error) {
      const remedy = 'Check that the domain is right and that Okta can be reached from this service.';
      return failure('org', reason(error), remedy);
    }
  }

  async #authorization(connection: Connection, secrets: ConnectionSecrets): Promise<Finding[]> {
    if (connection.status === 'pending') return [failure('credentials', ...unfinished(connection))];
    try {
      const session = this.sessions.open(connection, secrets);
      const users = await this.#ask(session, LIST_ONE_USER);
      const groups = await this.#ask(session, LIST_ONE_GROUP);
      const hooks = await this.#ask(session, LIST_HOOKS);
      const sample = users ?? groups;
      return [
        check('credentials', 'pass', 'Okta accepts the credentials.'),
        ...oauthFindings(connection),
        ...(await this.#refreshToken(session, connection)),
        roleFinding(users, groups),
        hookFinding(hooks),
        rateLimitFinding(sample),
        clockFinding(sample, new Date()),
      ];
    } catch (error) {
      return [refusalFinding(error)];
    }
  }

  /** Only a consent has a refresh token, and not every token may read its app. */
  async #refreshToken(session: OktaSession, connection: Connection): Promise<Finding[]> {
    if (connection.authType !== 'authorizationCode') return [];
    const { clientId, scopesGranted } = oauthSettingsOf(connection);
    if (!scopeCovered('okta.apps.read', new Set(scopesGranted))) return [];
    const app = await this.#ask(session, read(`/api/v1/apps/${encodeSegment('clientId', clientId)}`));
    const finding = refreshTokenFinding(app);
    return finding ? [finding] : [];
  }

  /** The answer, or undefined where the permissions do not suffice, which is a finding; anything else ends the examination. */
  async #ask(session: OktaSession, request: ReturnType<typeof read>): Promise<OktaAnswer | undefined> {
    try {
      return await this.client.send(session.org, request, session.authorizer);
    } catch (error) {
      if (error instanceof ConnectorError && PERMISSION_CODES.has(error.code)) return undefined;
      throw error;
    }
  }

  async #settle(caller: Caller, { id, version }: Connection, findings: Finding[]): Promise<void> {
    const values = statusAfter(findings);
    const outcome = values.status === 'active' ? 'succeeded' : 'failed';
    await this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.tested', outcome },
      changes: (connection) => (connection.version !== version || FIXED.has(connection.status) ? undefined : values),
    });
  }
}

const PERMISSION_CODES: ReadonlySet<string> = new Set([
  'insufficient_role',
  'insufficient_scope',
  'feature_not_enabled',
]);

/** A status that an examination does not change: somebody has to act. */
const FIXED: ReadonlySet<string> = new Set(['disabled', 'pending']);

function oauthFindings(connection: Connection): Finding[] {
  if (connection.authType === 'apiToken') return [];
  const settings = oauthSettingsOf(connection);
  return [scopeFinding(settings, connection.authType), dpopFinding(settings)];
}

function unfinished({ authType }: Connection): [string, string] {
  if (authType === 'authorizationCode') {
    return [
      'Nobody has consented yet.',
      'Ask for a link with POST /v1/connections/{id}/authorize and open it in the browser.',
    ];
  }
  return [
    'Okta does not accept the generated key yet.',
    "Register the connection's JWKS URL (auth.jwksUri) in the app in Okta, then test again.",
  ];
}

/** Refused credentials are one thing, an Okta that does not answer is another. */
function refusalFinding(error: unknown): Finding {
  if (error instanceof ConnectorError && ['reauthorization_required', 'invalid_credentials'].includes(error.code)) {
    const remedy = 'Authorize the connection again, or give new credentials with PATCH /v1/connections/{id}.';
    return failure('credentials', error.message, error.details.remedy ?? remedy);
  }
  return failure('org', reason(error), 'Wait a little and test again; nothing on the connection needs to be changed.');
}

function statusAfter(findings: Finding[]): Partial<Connection> {
  const failed = findings.find(({ status }) => status === 'fail');
  if (!failed) return { status: 'active', statusReason: null, lastVerifiedAt: new Date() };
  return { status: failed.id === 'credentials' ? 'reauthorizationRequired' : 'failing', statusReason: failed.detail };
}

const reason = (error: unknown): string =>
  error instanceof ConnectorError ? error.message : 'The check failed for a reason of this service.';
