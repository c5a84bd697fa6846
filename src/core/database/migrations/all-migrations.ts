import type { MigrationInterface } from 'typeorm';
import { Connections1795305600001 } from './connections.migration.js';
import { Runs1795305600002 } from './runs.migration.js';
import { TenantKeys1795305600000 } from './tenant-keys.migration.js';

/** Every migration, oldest first. A new one gets a later timestamp in its class name; a released one is never changed. */
export const ALL_MIGRATIONS: (new () => MigrationInterface)[] = [
  TenantKeys1795305600000,
  Connections1795305600001,
  Runs1795305600002,
];
