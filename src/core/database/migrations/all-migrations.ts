import type { MigrationInterface } from 'typeorm';
import { ConnectionTenants1795309200003 } from './connection-tenants.migration.js';
import { ConnectSessions1795568400010 } from './connect-sessions.migration.js';
import { Connections1795305600001 } from './connections.migration.js';
import { Events1795482000001 } from './events.migration.js';
import { Hooks1795482000002 } from './hooks.migration.js';
import { Idempotency1795395600000 } from './idempotency.migration.js';
import { KeyTrials1795395600002 } from './key-trials.migration.js';
import { OauthFlows1795309200001 } from './oauth-flows.migration.js';
import { OauthTokens1795309200000 } from './oauth-tokens.migration.js';
import { Operators1795568400000 } from './operators.migration.js';
import { PartitionUpkeep1795568400001 } from './partition-upkeep.migration.js';
import { RateBudgets1795395600001 } from './rate-budgets.migration.js';
import { QueuedRuns1795395600003 } from './queued-runs.migration.js';
import { Runs1795305600002 } from './runs.migration.js';
import { TenantKeys1795305600000 } from './tenant-keys.migration.js';
import { SlidingBudgets1795654800000 } from './sliding-budgets.migration.js';
import { Subscriptions1795482000000 } from './subscriptions.migration.js';
import { Telemetry1795568400006 } from './telemetry.migration.js';
import { Upkeep1795309200002 } from './upkeep.migration.js';

/** Every migration, oldest first. A new one gets a later timestamp in its class name; a released one is never changed. */
export const ALL_MIGRATIONS: (new () => MigrationInterface)[] = [
  TenantKeys1795305600000,
  Connections1795305600001,
  Runs1795305600002,
  OauthTokens1795309200000,
  OauthFlows1795309200001,
  Upkeep1795309200002,
  ConnectionTenants1795309200003,
  Idempotency1795395600000,
  RateBudgets1795395600001,
  KeyTrials1795395600002,
  QueuedRuns1795395600003,
  Subscriptions1795482000000,
  Events1795482000001,
  Hooks1795482000002,
  Operators1795568400000,
  PartitionUpkeep1795568400001,
  Telemetry1795568400006,
  ConnectSessions1795568400010,
  SlidingBudgets1795654800000,
];
