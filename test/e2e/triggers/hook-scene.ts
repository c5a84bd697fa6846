import { setTimeout as wait } from 'node:timers/promises';
import { HookManager } from '../../../src/triggers/hooks/hook-manager.service.js';
import { HookPlanner } from '../../../src/triggers/hooks/hook-planner.service.js';
import { HookRequests } from '../../../src/triggers/hooks/hook-requests.service.js';
import { HookStandings } from '../../../src/triggers/hooks/hook-standings.service.js';
import { tenantId } from '../../support/database.js';
import { FrontDoor } from '../../support/front-door.js';
import { query } from '../../support/postgres.js';
import { connectionTo, TestService } from '../../support/service.js';
import { callApi } from '../../okta-org/api-call.ts';
import { type OktaOrg, startOktaOrg } from '../../okta-org/okta-org-process.ts';

export const acme = tenantId('acme');

export interface HookRow {
  id: string;
  ordinal: number;
  okta_id: string | null;
  state: string;
  state_reason: string | null;
  event_types: string[];
  confirmed_types: string[];
  secret_hashes: Buffer[];
  secret_set_at: Date | null;
  checked_at: Date | null;
  last_delivery_at: Date | null;
}

/** An event hook as the org shows it. */
export interface OktaSideHook {
  id: string;
  name: string;
  status: string;
  verificationStatus: string;
  events: { items: string[] };
  channel: { config: { uri: string; authScheme: { key: string; value?: string } } };
}

interface NewSubscription {
  id?: string;
  connectionId?: string;
  mode?: 'realtime' | 'hybrid' | 'polling';
  status?: 'active' | 'paused' | 'disabled';
  eventTypes: string[];
}

/** A service with a public address, a local org that can call it, and connections between them. */
export class HookScene {
  #count = 0;

  private constructor(
    readonly service: TestService,
    readonly org: OktaOrg,
    readonly door: FrontDoor,
  ) {}

  static async set(env: Record<string, string> = {}): Promise<HookScene> {
    const [org, door] = await Promise.all([startOktaOrg(), FrontDoor.open()]);
    // The background would take part in what the tests do step by step.
    const settings = { PUBLIC_URL: door.url, ROLE: 'api', ...env };
    const service = await TestService.start({ oktaOrigins: [org.url], oktaTimeoutMs: 3_000, env: settings });
    door.leadTo(service.baseUrl);
    return new HookScene(service, org, door);
  }

  get manager(): HookManager {
    return this.service.app.get(HookManager, { strict: false });
  }

  get planner(): HookPlanner {
    return this.service.app.get(HookPlanner, { strict: false });
  }

  /** A connection with an API token of this role. */
  async connect({ role = 'super', ...changes }: { role?: 'super' | 'readonly'; readOnly?: boolean } = {}) {
    this.#count += 1;
    const { token } = await this.org.createToken({ role });
    const auth = { type: 'apiToken', apiToken: token };
    const body = connectionTo(this.org, `Connection ${this.#count}`, { auth, ...changes });
    const {
      status,
      body: connection,
      text,
    } = await this.service.send<{ id: string }>('POST', '/v1/connections', { body });
    if (status !== 201) throw new Error(text);
    return connection.id;
  }

  async subscribe(connectionId: string, { mode = 'hybrid', status = 'active', eventTypes }: NewSubscription) {
    this.#count += 1;
    const id = `sub_${this.#count}`;
    await this.query(
      `INSERT INTO subscription (tenant_id, id, connection_id, trigger_id, mode, status, event_types, delivery_type, start_from, created_by)
       VALUES ('acme', $1, $2, 'new-event-realtime', $3, $4, $5, 'pull', now() - interval '1 minute', 'tester')`,
      [id, connectionId, mode, status, eventTypes],
    );
    return id;
  }

  async unsubscribe(id: string): Promise<void> {
    await this.query('DELETE FROM subscription WHERE id = $1', [id]);
  }

  reconcile(connectionId: string): Promise<void> {
    return this.manager.reconcile(acme, connectionId);
  }

  standings(connectionId: string) {
    return this.service.app.get(HookStandings, { strict: false }).of(acme, connectionId);
  }

  rows(connectionId: string): Promise<HookRow[]> {
    return this.query<HookRow>('SELECT * FROM okta_hook WHERE connection_id = $1 ORDER BY ordinal', [connectionId]);
  }

  async ask(connectionId: string): Promise<void> {
    await this.service.app.get(HookRequests, { strict: false }).ask(acme, connectionId);
  }

  untilPlanned(connectionId: string): Promise<void> {
    return this.#until(connectionId, () => true);
  }

  untilState(connectionId: string, state: string): Promise<void> {
    return this.#until(connectionId, (row) => row.state === state);
  }

  query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return query<Row>(this.service.database.adminUrl, sql, values);
  }

  /** The org's event hooks that call the service. */
  async hooksInOkta(): Promise<OktaSideHook[]> {
    const { body } = await this.api('GET', '/api/v1/eventHooks');
    return (body as OktaSideHook[]).filter(({ channel }) => channel.config.uri.startsWith(this.door.url));
  }

  /** As `hooksInOkta`, while the org has faults. */
  async hooksInOktaNow(): Promise<OktaSideHook[]> {
    const faults = await this.org.faults.list();
    await this.org.faults.clear();
    const hooks = await this.hooksInOkta();
    for (const { rule } of faults) await this.org.faults.add(rule);
    return hooks;
  }

  async api(method: string, path: string, body?: unknown) {
    return callApi(this.org, method, path, body === undefined ? {} : { body });
  }

  async events(connectionId: string): Promise<{ uuid: string; source: string }[]> {
    return this.query('SELECT uuid, source FROM event WHERE connection_id = $1 ORDER BY uuid', [connectionId]);
  }

  async clear(): Promise<void> {
    this.door.leadTo(this.service.baseUrl);
    this.door.passages.length = 0;
    await this.query('DELETE FROM connection');
    await this.query('DELETE FROM hook_removal');
    await this.org.reset();
  }

  async #until(connectionId: string, holds: (row: HookRow) => boolean): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const [row] = await this.rows(connectionId);
      if (row && holds(row)) return;
      await wait(50);
    }
    throw new Error('The hook did not come to that');
  }

  async strike(): Promise<void> {
    await this.service.stop();
    await this.door.close();
    await this.org.stop();
  }
}
