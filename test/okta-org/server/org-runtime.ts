import { randomBytes } from 'node:crypto';
import { UsedProofs } from '../auth/dpop-proof.ts';
import type { SeededIds, Violation } from '../control-contract.ts';
import { HookDispatcher } from '../hooks/hook-dispatcher.ts';
import { seedOrg } from '../state/seed.ts';
import { OrgState } from '../state/org-state.ts';
import { defaultSettings } from '../state/org-settings.ts';
import { OauthServer } from '../oauth/oauth-server.ts';
import { FaultBoard } from './fault-board.ts';
import type { OperationIndex } from './operation-index.ts';
import { loadOperations } from './operation-index.ts';
import { RateLimits } from './rate-limits.ts';
import { RequestLog } from './request-log.ts';

export interface OrgOptions {
  users: number;
  rateLimit: number;
  /** Null for the org's own id, which is the same for every org. */
  orgId: string | null;
}

/** The running org: its state and everything around it that a reset replaces or clears. */
export class OrgRuntime {
  readonly apiToken = `00${randomBytes(30).toString('base64url')}`;
  readonly operations: OperationIndex = loadOperations();
  readonly faults = new FaultBoard();
  readonly rateLimits = new RateLimits();
  readonly requests = new RequestLog();
  readonly options: OrgOptions;
  url = '';
  violations: Violation[] = [];
  usedProofs = new UsedProofs();
  org: OrgState;
  seeded: SeededIds;
  hooks: HookDispatcher;
  oauth: OauthServer | undefined;

  constructor(options: OrgOptions) {
    this.options = options;
    this.org = new OrgState(defaultSettings(options));
    this.seeded = seedOrg(this.org, { apiToken: this.apiToken, users: options.users });
    this.hooks = new HookDispatcher(this.org, () => this.url);
  }

  /** Called once the port is known. */
  async open(url: string): Promise<void> {
    this.url = url;
    this.oauth = await OauthServer.create(url, () => this.org);
  }

  /** Back to a fresh seed; the first API token stays valid. */
  async reset(): Promise<void> {
    this.hooks.close();
    this.org = new OrgState(defaultSettings(this.options));
    this.seeded = seedOrg(this.org, { apiToken: this.apiToken, users: this.options.users });
    this.hooks = new HookDispatcher(this.org, () => this.url);
    this.faults.clear();
    this.rateLimits.clear();
    this.requests.clear();
    this.violations = [];
    this.usedProofs = new UsedProofs();
    this.oauth = await OauthServer.create(this.url, () => this.org);
  }
}
