import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import { OktaClient } from '../okta/okta-client.js';
import type { OktaAnswer } from '../okta/okta-request.js';
import { OrgDiscovery } from '../okta/org-discovery.js';
import type { Caller } from '../tenancy/caller.js';
import { authorizeWithApiToken } from './api-token.js';
import { orgOf } from './connection-org.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import { CredentialCheck } from './credential-check.js';
import { check, clockFinding, failure, rateLimitFinding, roleFinding, type Finding } from './findings.js';

export interface Diagnosis {
  ok: boolean;
  checks: Finding[];
}

const LIST_ONE_USER = { method: 'GET', target: '/api/v1/users?limit=1', idempotent: true } as const;
const LIST_ONE_GROUP = { method: 'GET', target: '/api/v1/groups?limit=1', idempotent: true } as const;

/** Examines a connection at Okta and says, for each finding, what to do. */
@Injectable()
export class ConnectionDoctor {
  constructor(
    private readonly store: ConnectionStore,
    private readonly discovery: OrgDiscovery,
    private readonly credentials: CredentialCheck,
    private readonly client: OktaClient,
  ) {}

  /** Runs every check, and brings the connection's status in line with what it found. */
  async examine(caller: Caller, id: string): Promise<Diagnosis> {
    const { connection, apiToken = '' } = await this.store.getWithApiToken(caller.tenantId, id);
    const org = await this.#org(connection);
    const checks = org.status === 'fail' ? [org] : [org, ...(await this.#authorization(connection, apiToken))];
    await this.#settle(caller, connection, checks);
    return { ok: checks.every(({ status }) => status !== 'fail'), checks };
  }

  async #org({ domain, orgId }: Connection): Promise<Finding> {
    try {
      const found = await this.discovery.discover(domain);
      if (found.orgId === orgId)
        return check(
          'org',
          'pass',
          `${domain} is org ${orgId}, ${found.pipeline === 'idx' ? 'Identity Engine' : 'Classic Engine'}.`,
        );
      return failure(
        'org',
        `${domain} now belongs to another org (${found.orgId}).`,
        'Make a new connection for the other org.',
      );
    } catch (error) {
      return failure(
        'org',
        reason(error),
        'Check that the domain is right and that Okta can be reached from this service.',
      );
    }
  }

  async #authorization(connection: Connection, apiToken: string): Promise<Finding[]> {
    const org = orgOf(connection);
    const authorize = authorizeWithApiToken(apiToken);
    try {
      const answer = await this.credentials.accept(org, authorize);
      const [users, groups] = await Promise.all(
        [LIST_ONE_USER, LIST_ONE_GROUP].map((request) => this.client.send(org, request, authorize).catch(refusalOnly)),
      );
      const sample = users ?? answer;
      return [
        check('credentials', 'pass', 'Okta accepts the API token.'),
        roleFinding(users, groups),
        rateLimitFinding(sample),
        clockFinding(sample, new Date()),
      ];
    } catch (error) {
      return [refusalFinding(error)];
    }
  }

  async #settle(caller: Caller, { id, version }: Connection, findings: Finding[]): Promise<void> {
    const values = statusAfter(findings);
    const outcome = values.status === 'active' ? 'succeeded' : 'failed';
    await this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.tested', outcome },
      changes: (connection) =>
        connection.version !== version || connection.status === 'disabled' ? undefined : values,
    });
  }
}

/** A refusal for want of permissions is a finding; anything else ends the examination. */
function refusalOnly(error: unknown): OktaAnswer | undefined {
  if (error instanceof ConnectorError && (error.code === 'insufficient_role' || error.code === 'insufficient_scope'))
    return undefined;
  throw error;
}

/** Refused credentials are one thing, an Okta that does not answer is another. */
function refusalFinding(error: unknown): Finding {
  if (error instanceof ConnectorError && error.code === 'invalid_credentials') {
    return failure(
      'credentials',
      error.message,
      'Create a new API token as an administrator of the org and give it with PATCH /v1/connections/{id}.',
    );
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
