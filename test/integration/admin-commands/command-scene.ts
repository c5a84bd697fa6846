import { Browser } from '../../okta-org/browser.ts';
import { startOktaOrg, type OktaOrg } from '../../okta-org/okta-org-process.ts';
import { query } from '../../support/postgres.js';
import { runCli, type CliResult } from '../../support/run-cli.js';
import { connectionTo, TestService } from '../../support/service.js';
import { encryptionKey } from '../../support/secrets.js';

const CALLBACK = 'https://us.connector.example/oauth/callback';
const SCOPES = ['okta.users.read'];

interface AuditEntry {
  actor: string;
  outcome: string;
  errorCode: string | null;
  connectionId: string | null;
  detail: unknown;
}

/** A service in this process, an org, and admin commands in processes of their own on the service's database. */
export class CommandScene {
  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
    readonly env: Record<string, string>,
  ) {}

  static async set(more: Record<string, string> = {}): Promise<CommandScene> {
    const org = await startOktaOrg({ users: 2 });
    const { id, key } = encryptionKey('k1');
    const shared = { ENCRYPTION_KEYS: `${id}:${key.toString('base64')}`, CALLBACK_URLS: `us=${CALLBACK}`, ...more };
    const service = await TestService.start({ oktaOrigins: [org.url], env: shared });
    // Commands are not to work as a worker, whatever the pod that they run in is.
    const env = { ...shared, ROLE: 'all', DATABASE_URL: service.database.url, OKTA_DEV_ORIGINS: org.url };
    return new CommandScene(service, org, env);
  }

  /** Runs `node dist/cli.js …`. */
  cli(...args: string[]): Promise<CliResult> {
    return runCli(args, this.env);
  }

  /** A connection with an API token. */
  async connection(tenant: string, name: string): Promise<string> {
    const body = connectionTo(this.org, name);
    return (await this.service.send<{ id: string }>('POST', '/v1/connections', { tenant, body })).body.id;
  }

  /** A connection by consent. */
  async consented(tenant: string, name: string): Promise<{ id: string; clientId: string }> {
    const { clientId, clientSecret } = await this.org.createOauthClient({
      kind: 'web',
      redirectUris: [CALLBACK],
      grantedScopes: SCOPES,
    });
    const auth = { type: 'authorizationCode', clientId, clientSecret, scopes: SCOPES };
    const body = { name, domain: new URL(this.org.url).host, auth };
    const pending = await this.service.send<{ id: string; authorizationUrl: string }>('POST', '/v1/connections', {
      tenant,
      body,
    });
    const origins = { [new URL(CALLBACK).origin]: this.service.baseUrl };
    await new Browser({ decision: {}, origins, follows: () => true }).visit(pending.body.authorizationUrl);
    return { id: pending.body.id, clientId };
  }

  /** The newest first. */
  audit(tenant: string, action: string): Promise<AuditEntry[]> {
    const sql = `SELECT actor, outcome, error_code AS "errorCode", connection_id AS "connectionId", detail
      FROM audit_event WHERE tenant_id = $1 AND action = $2 ORDER BY at DESC, id DESC`;
    return query(this.service.database.adminUrl, sql, [tenant, action]);
  }

  async strike(): Promise<void> {
    await this.service.stop();
    await this.org.stop();
  }
}
